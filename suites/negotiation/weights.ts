import { parse } from 'yaml';
import { objectFor } from '../../fixtures/transitions.ts';
import { differences, isObject } from '../../specs/json.ts';
import { mediaTypeOf } from '../../specs/oracles/negotiated.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { list } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { advisory, inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan, type Requirement } from '../../src/requirement.ts';
import { worstOf } from '../bodies/never-break.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { read } from '../update-rules/observe-write.ts';
import { besidePlain, movedOn, tableForm, unknownForm, wroteInBetween } from './forms.ts';

const json = 'application/json';
const yaml = 'application/yaml';
const protobuf = 'application/vnd.kubernetes.protobuf';

/** An Accept header, and what may be answered to it. */
interface Weighed {
  readonly accept: string | null;
  /** The types that it asks for, the most wanted first. JSON is always to be had, the others may not be. */
  readonly types: readonly string[];
  /** Whether 406 is as good: the letter of a type, a range of types and a weight of zero are not looked at by all. */
  readonly orNone?: true;
}

/** @see RFC 9110 sections 12.4.2 and 12.5.1; recordings `status-codes` steps 31 to 37 */
const weighed: readonly Weighed[] = [
  { accept: `${unknownForm}, ${json}`, types: [json] },
  { accept: 'text/html, application/json;q=0.5', types: [json] },
  { accept: null, types: [json] },
  { accept: '*/*', types: [json] },
  { accept: 'image/png, */*;q=0.1', types: [json] },
  { accept: `${json};charset=utf-8`, types: [json] },
  { accept: `${json};q=1.000`, types: [json] },
  { accept: `${json};q=0.001`, types: [json] },
  { accept: `${json}, text/plain;q=0.9, */*;q=0.1`, types: [json] },
  { accept: `,${json},,`, types: [json] },
  { accept: `${json};as=Table;g=meta.k8s.io;v=v9, ${json}`, types: [json] },
  { accept: `${tableForm};q=0.1, ${json}`, types: [json] },
  { accept: `application/covenant, ${json}`, types: [json] },
  { accept: `${protobuf}, ${json}`, types: [protobuf, json] },
  { accept: `application/cbor, ${json}`, types: ['application/cbor', json] },
  { accept: `${yaml}, ${json}`, types: [yaml, json] },
  { accept: `${json}, ${yaml}`, types: [json, yaml] },
  { accept: `${json};q=0.1, ${yaml};q=0.9`, types: [yaml, json] },
  { accept: `${yaml};q=0.1, ${json};q=0.9`, types: [json, yaml] },
  { accept: 'application/*', types: [json, yaml, protobuf], orNone: true },
  { accept: 'APPLICATION/JSON', types: [json], orNone: true },
  { accept: `${json};q=0`, types: [json], orNone: true },
  { accept: `${json};q=0, ${yaml}`, types: [yaml, json], orNone: true },
];

/** What a caller can take, the server finds in a list of it; and what it answers with, it says. */
export function acceptIsWeighed(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'negotiation.*.accept-is-weighed',
    title: 'A read of {kind} is answered in a form that its Accept header has, and the Content-Type says which',
    method:
      'Reads an object and lists it with Accept headers of several types, with weights, ranges and parameters, and with a form that nobody has before one that all have: answered 200 in one of the types, as the Content-Type says, with the value that a plain read has. Another than the most wanted is an advisory.',
    covers: [],
    derivedFrom: [{ actions: ['get', 'list', 'put', 'patch'], parts: [''] }],
    kills: () => ['accept-fallback-refused', 'content-type-missing'],
    *cases(subject, plan) {
      yield weighedCase(subject, 'object', plan);
      yield weighedCase(subject, 'list', plan);
    },
  });
}

interface SeenForm {
  readonly weighed: Weighed;
  readonly answer: Answer;
  /** The value that the same read had as JSON. */
  readonly plain: unknown;
}

/** How many of the headers are always tried with quick effort: those by which faults were seen. */
const always = 2;

function chosen({ effort, seed }: Plan): readonly Weighed[] {
  if (effort !== 'quick') return weighed;
  const others = weighed.slice(always);
  return [...weighed.slice(0, always), others[seed % others.length] as Weighed];
}

function weighedCase({ resource }: Subject, name: 'object' | 'list', plan: Plan): Case {
  return defineCase<readonly SeenForm[]>({
    name,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const collection = stored.path.slice(0, stored.path.lastIndexOf('/'));
      const path = name === 'object' ? stored.path : `${collection}?fieldSelector=metadata.name%3D${stored.name}`;
      const seen: SeenForm[] = [];
      for (const one of chosen(plan)) {
        const { answer, plain } = await besidePlain(
          () => client.send({ method: 'GET', path, headers: { accept: one.accept } }),
          () => read(client, path),
          (given) => shownIn(mediaTypeOf(given.headers['content-type']), given),
        );
        seen.push({ weighed: one, answer, plain });
        if (judgeForm({ weighed: one, answer, plain }).kind === 'violation') break;
      }
      await sandbox.remove(client, stored);
      return seen;
    },
    judge: (seen) => worstOf(seen.map(judgeForm)),
  });
}

/** One answer against its Accept header. */
export function judgeForm({ weighed: { accept, types, orNone }, answer, plain }: SeenForm): Outcome {
  const what = accept === null ? 'a read without Accept' : `a read with Accept: ${accept}`;
  const expected = `${what} is answered 200 in ${types.join(' or ')}${orNone ? ', or 406' : ''}, with the value of a plain read`;
  const { status, headers } = answer;
  const type = mediaTypeOf(headers['content-type']);
  const actual = `answer ${status}, Content-Type ${type ?? 'absent'}`;
  if (status >= 500) return inconclusive(`${what} is answered ${status}`);
  if (status === 406 && orNone) {
    const wrong = wrongInRefusal(answer, { statuses: [406] });
    return wrong === undefined ? pass : violation({ reason: `${what}: ${wrong}`, expected, actual });
  }
  if (status !== 200) return violation({ reason: `${what} is refused`, expected, actual });
  if (type === undefined || !types.includes(type))
    return violation({ reason: `${what} is answered in ${type ?? 'no type'}`, expected, actual });
  const value = shownIn(type, answer);
  if (movedOn(value, plain)) return inconclusive(wroteInBetween);
  const wrong = wrongContent(type, value, answer, plain);
  if (wrong !== undefined) return violation({ reason: `${what}: ${wrong}`, expected, actual });
  const [first, ...others] = types;
  // JSON is always to be had; where it was wanted most, another was not called for.
  if (type === first || first !== json || !others.includes(type)) return pass;
  return advisory({ reason: `${what} is answered in ${type}, which is wanted less`, expected, actual });
}

function shownIn(type: string | undefined, { body, exchange }: Answer): unknown {
  return type === yaml ? parsedYaml(exchange.responseBody) : body;
}

/** Whether the content is what its type says, and the value the one that there is. Protobuf is known by how it begins. */
function wrongContent(type: string, value: unknown, { exchange }: Answer, plain: unknown): string | undefined {
  if (type === protobuf)
    return exchange.responseBody.startsWith('k8s\0') ? undefined : 'the content is no protobuf of Kubernetes';
  if (type !== json && type !== yaml) return undefined;
  if (value === undefined) return `the content is no ${type}`;
  const found = differences(withoutVersion(plain), withoutVersion(value));
  return found.length === 0 ? undefined : `it says something else than a plain read: ${list(found)}`;
}

/** A list is of another version each time that anything is written anywhere; its items are what counts. */
function withoutVersion(value: unknown): unknown {
  if (!isObject(value) || !Array.isArray(value['items'])) return value;
  const { metadata: _ofList, ...rest } = value;
  return rest;
}

/** The value of a YAML text; undefined where it is none. */
export function parsedYaml(text: string): unknown {
  // JSON is YAML as well, but nobody who asks for the one wants the other.
  if (/^\s*\{/.test(text)) return undefined;
  try {
    return parse(text, { logLevel: 'error' });
  } catch {
    return undefined;
  }
}
