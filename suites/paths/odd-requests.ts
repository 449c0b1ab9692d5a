import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { valueAt } from '../../specs/json.ts';
import { explain, list } from '../../specs/oracles/update-rules.ts';
import { changesSince } from '../../specs/oracles/whole-write.ts';
import type { Answer, Request } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { advisory, inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { ownManager, read } from '../update-rules/observe-write.ts';
import { metadataOf, written } from '../update-rules/places.ts';
import { sampled } from '../update-rules/sampling.ts';

/** A request that no client of the Kubernetes API sends by intention. */
interface OddRequest {
  readonly name: string;
  readonly request: (path: string) => Request;
  /** Tried with every seed: servers were seen to fail. */
  readonly everySeed?: true;
}

const last = /\/([^/]*)$/;
const within = (name: string, spell: (path: string) => string): OddRequest => ({
  name,
  request: (path) => ({ method: 'GET', path: spell(path) }),
});

const oddRequests: readonly OddRequest[] = [
  within('a zero byte', (path) => `${path}%00`),
  within('bytes that are no UTF-8', (path) => path.replace(last, '/%ff%fe')),
  { ...within('a broken escape', (path) => path.replace(last, '/%zz')), everySeed: true },
  within('an escaped slash', (path) => `${path}%2Fstatus`),
  within('escaped dots', (path) => path.replace(last, '/%2e%2e%2f$1')),
  within('dots', (path) => path.replace(last, '/../$1')),
  within('a space', (path) => `${path}%20`),
  within('a letter beyond ASCII', (path) => `${path}%C3%A9`),
  within('a parameter of the segment', (path) => `${path};v=1`),
  within('a double slash', (path) => path.replace(last, '//$1')),
  within('a slash at the end', (path) => `${path}/`),
  within('a name of 253 characters', (path) => path.replace(last, `/${'a'.repeat(253)}`)),
  within('a name of 254 characters', (path) => path.replace(last, `/${'a'.repeat(254)}`)),
  { ...within('a name of 4000 characters', (path) => path.replace(last, `/${'a'.repeat(4000)}`)), everySeed: true },
  within('a name that no object may have', (path) => path.replace(last, '/Not_a_Name!')),
  ...(['HEAD', 'OPTIONS', 'TRACE'] as const).map(
    (method): OddRequest => ({ name: method, request: (path) => ({ method, path }) }),
  ),
];

/** Whatever is asked, the server finds an answer, and touches nothing that was not named. */
export function oddRequestBreaksNothing(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'paths.*.odd-request-breaks-nothing',
    title: 'An odd path or method never makes the server fail, or show another object than {kind} that it names',
    method:
      'Reads with broken escapes, zero bytes, dots and slashes in the path, with names longer than any, and with HEAD, OPTIONS and TRACE: never answered with a fault of the server, no other object is shown, a TRACE gives back no credential, and the object stays as it was.',
    covers: [],
    derivedFrom: written,
    kills: () => ['long-name-answers-500', 'broken-escape-answers-500'],
    *cases(subject, plan) {
      for (const odd of sampled(oddRequests, plan, ({ everySeed }) => everySeed === true)) yield oddCase(subject, odd);
    },
  });
}

export interface SeenOdd {
  readonly before: JsonObject;
  readonly answer: Answer;
  readonly after: JsonObject;
}

function oddCase({ resource }: Subject, odd: OddRequest): Case {
  return defineCase<SeenOdd>({
    name: odd.name,
    async gather({ client, sandbox }) {
      const loan = await sandbox.borrow(client, resource, objectFor(resource));
      const before = loan.object;
      const request = odd.request(loan.path);
      const first = await client.send(request);
      const answer = first.status < 500 ? first : await client.send(request);
      const after = await read(client, loan.path);
      loan.giveBack(after);
      return { before, answer, after };
    },
    judge: (seen) => judgeOdd(odd.name, seen),
  });
}

/** Faults that an intermediary answers, or that say of a method that there is no such one (RFC 9110 section 15.6.2). */
const unsaid: readonly number[] = [501, 502, 503, 504];

export function judgeOdd(what: string, { before, answer, after }: SeenOdd): Outcome {
  const expected = 'an answer below 500, nothing else is shown or changed';
  const broken = (reason: string, actual: string) => violation({ reason, expected, actual });
  const changed = changesSince(before, after, ownManager);
  if (changed.length > 0) return broken(`a request with ${what} changes the object`, list(changed));
  if (unsaid.includes(answer.status)) return answer.status === 501 ? pass : inconclusive(`answer ${answer.status}`);
  if (answer.status >= 500)
    return broken(`a request with ${what} makes the server fail`, `answer ${answer.status}: ${explain(answer.body)}`);
  const shown = valueAt(answer.body, ['metadata', 'uid']);
  if (answer.status < 300 && shown !== undefined && shown !== metadataOf(before)['uid'])
    return broken(`a request with ${what} is shown another object`, `the uid of it is ${String(shown)}`);
  if (what === 'TRACE' && answer.status < 300 && /authorization|x-auth-token/i.test(answer.exchange.responseBody))
    return broken('a TRACE gives the credentials back', `answer ${answer.status}`);
  return pass;
}

/**
 * A letter and its percent-encoded form are the same (RFC 3986 section 6.2.2.2). What stands before a server may yet refuse what
 * is encoded without need.
 */
export function encodedPathIsTheSame(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'paths.*.encoded-path-is-the-same',
    title: 'A percent-encoded letter in the path of {kind} means the letter',
    method: 'Reads an object with a letter of its name, and one of its resource, percent-encoded: it is shown.',
    level: 'SHOULD',
    covers: [],
    derivedFrom: written,
    kills: () => ['encoded-letters-not-decoded'],
    *cases(subject) {
      yield encodedCase(subject, 'name', (path) => path.replace(/\/([a-z])([^/]*)$/, encoded));
      yield encodedCase(subject, 'resource', (path) => path.replace(/\/([a-z])([^/]*\/[^/]*)$/, encoded));
    },
  });
}

function encoded(_all: string, letter: string, rest: string): string {
  return `/%${letter.charCodeAt(0).toString(16)}${rest}`;
}

function encodedCase({ resource }: Subject, name: string, spell: (path: string) => string): Case {
  return defineCase<Answer & { readonly uid: unknown }>({
    name,
    async gather({ client, sandbox }) {
      const loan = await sandbox.borrow(client, resource, objectFor(resource));
      const answer = await client.send({ method: 'GET', path: spell(loan.path) });
      loan.giveBack(loan.object);
      return { ...answer, uid: loan.uid };
    },
    judge: ({ status, body, uid }) =>
      valueAt(body, ['metadata', 'uid']) === uid
        ? pass
        : advisory({
            reason: `a percent-encoded letter of the ${name} does not mean the letter`,
            expected: 'the object, as by the path with the letter itself',
            actual: status < 400 ? `answer ${status} with something else` : `answer ${status}: ${explain(body)}`,
          }),
  });
}
