import { leakIn } from '../../specs/oracles/refused-caller.ts';
import { explain, list } from '../../specs/oracles/update-rules.ts';
import { changesSince } from '../../specs/oracles/whole-write.ts';
import type { Request } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, unsupported, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Need, type Requirement } from '../../src/requirement.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { type Aim, collectionOf } from '../operations.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { ownManager } from '../update-rules/observe-write.ts';
import { metadataOf, written } from '../update-rules/places.ts';
import { sampled } from '../update-rules/sampling.ts';
import { type Asker, ask, marker, type SeenAsking } from './asked-by.ts';

/** Another spelling of a reading of the object, by which servers and what stands before them were seen to be got round. */
interface WayAround {
  readonly name: string;
  readonly verb?: 'get' | 'list' | 'watch' | 'patch';
  readonly request: (aim: Aim) => Request;
  /** Tried with every seed: it is known to have let callers in. */
  readonly everySeed?: true;
}

const projected = (kind: string) => `application/json;as=${kind};g=meta.k8s.io;v=v1`;

const waysAround: readonly WayAround[] = [
  {
    ...spelt('a percent-encoded letter of the resource', (path) =>
      path.replace(/\/([a-z])([^/]*\/[^/]*)$/, encodeFirst),
    ),
    everySeed: true,
  },
  spelt('a percent-encoded slash', (path) => path.replace(/\/([^/]*)$/, '%2F$1')),
  spelt('a slash at the end', (path) => `${path}/`),
  spelt('a double slash within', (path) => path.replace(/\/([^/]*)$/, '//$1')),
  spelt('a double slash before', (path) => `/${path}`),
  spelt('a dot segment', (path) => path.replace(/\/([^/]*)$/, '/./$1')),
  spelt('two dots', (path) => path.replace(/\/([^/]*)$/, '/x/../$1')),
  spelt('two dots after the version', (path) =>
    path.replace(/^((\/[^/]+)+?)(\/namespaces\/)/, '$1/../../version/../..$1$3'),
  ),
  spelt('a watch path', (path) => `${path.replace('/namespaces/', '/watch/namespaces/')}?timeoutSeconds=1`, 'watch'),
  spelt('a list from the cache', (path) => `${collectionOf({ path })}?resourceVersion=0`, 'list'),
  spelt('a dry run', (path) => `${path}?dryRun=All`, 'patch', {
    method: 'PATCH',
    contentType: 'application/merge-patch+json',
    body: { metadata: { labels: { covenant: 'dry' } } },
  }),
  headed('a HEAD request', {}, 'HEAD'),
  headed('a Table', { accept: projected('Table') }),
  headed('its metadata alone', { accept: projected('PartialObjectMetadata') }),
  headed('YAML', { accept: 'application/yaml' }),
  headed('another method in a header', { 'x-http-method-override': 'GET' }, 'OPTIONS'),
  // Authentication documentation, "User impersonation" and "Authenticating Proxy": neither is for everybody to say.
  {
    ...headed('impersonation', { 'impersonate-user': 'kubernetes-admin', 'impersonate-group': 'system:masters' }),
    everySeed: true,
  },
  {
    ...headed('the headers of an authenticating proxy', {
      'x-remote-user': 'kubernetes-admin',
      'x-remote-group': 'system:masters',
    }),
    everySeed: true,
  },
  headed('the headers of a forwarding proxy', { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-user': 'admin' }),
];

/** Nobody gets round being asked who they are. */
export function unknownCallerFindsNoWayAround(library: Library): Requirement[] {
  return noWayAround(library, { name: 'anonymous', caller: 'anonymous', statuses: [] }, 'authentication', {
    id: 'access.*.unknown-caller-finds-no-way-around',
    title: 'No spelling of a request shows {kind} to a caller without a credential',
  });
}

/** Nobody who may not gets round that. */
export function forbiddenCallerFindsNoWayAround(library: Library): Requirement[] {
  return noWayAround(library, { name: 'other', caller: 'other', statuses: [] }, 'second-credential', {
    id: 'access.*.forbidden-caller-finds-no-way-around',
    title: 'No spelling of a request shows {kind} to a caller that may not read it',
  });
}

function noWayAround(
  library: Library,
  asker: Asker,
  need: Need,
  said: { readonly id: string; readonly title: string },
): Requirement[] {
  return forEachKind(library, {
    ...said,
    method:
      'Reads an object through other spellings of its path, other forms of the answer, dry runs, and with headers that only a proxy may send: each is refused or finds nothing, nothing of the object is in the answer, and nothing changes.',
    covers: [],
    derivedFrom: written,
    needs: [need],
    kills: (): readonly FaultId[] => [
      'encoded-path-skips-authorization',
      'impersonation-by-anybody',
      'proxy-headers-from-anybody',
    ],
    *cases(subject, plan) {
      for (const way of sampled(waysAround, plan, ({ everySeed }) => everySeed === true))
        yield aroundCase(subject, way, asker);
    },
  });
}

function aroundCase({ resource }: Subject, way: WayAround, asker: Asker): Case {
  const operation = {
    name: way.name,
    verb: way.verb ?? 'get',
    scope: 'object',
    writes: false,
    request: way.request,
  } as const;
  return defineCase<SeenAsking>({
    name: way.name,
    gather: (world) => ask(world, resource, operation, asker),
    judge: (seen) => judgeAround(way.name, asker.name, seen),
  });
}

export function judgeAround(name: string, who: string, { before, answer, after, allowed }: SeenAsking): Outcome {
  const what = `a reading by ${who} with ${name}`;
  const expected = `${what} is refused, or finds nothing`;
  const said = answer.status < 400 ? `answer ${answer.status}` : `answer ${answer.status}: ${explain(answer.body)}`;
  if (allowed === true) return unsupported(`${what}: the server says that the caller may (SelfSubjectAccessReview)`);
  const changed = changesSince(before, after, ownManager);
  if (changed.length > 0)
    return violation({ reason: `${what} changes the object`, expected, actual: `${said}; ${list(changed)}` });
  const leak = leakIn({ ...answer, text: answer.exchange.responseBody }, [marker, String(metadataOf(before)['uid'])]);
  if (leak !== undefined)
    return violation({ reason: `${what} is shown something of the object`, expected, actual: `${said}; ${leak}` });
  if (answer.status < 300) return violation({ reason: `${what} is let through`, expected, actual: said });
  if (answer.status >= 500) return inconclusive(`${what} is answered ${answer.status}`);
  return pass;
}

function spelt(
  name: string,
  spell: (path: string) => string,
  verb: WayAround['verb'] = 'get',
  more: Omit<Request, 'path' | 'method'> & Partial<Pick<Request, 'method'>> = {},
): WayAround {
  return { name, verb, request: ({ path }) => ({ method: 'GET', ...more, path: spell(path) }) };
}

function headed(name: string, headers: Record<string, string>, method: Request['method'] = 'GET'): WayAround {
  return { name, request: ({ path }) => ({ method, path, headers }) };
}

function encodeFirst(_all: string, letter: string, rest: string): string {
  return `/%${letter.charCodeAt(0).toString(16)}${rest}`;
}
