import { isObject, type JsonObject } from '../json.ts';
import {
  json,
  mayBeAnIntermediarys,
  mediaTypeOf,
  nameable,
  type PassiveJudge,
  type PromisedBody,
  promisedBody,
  responseFor,
  shown,
} from './passive.ts';

/** The body is of a media type that the contract documents for the status, or that the request asked for by name. */
export const judgeContentType: PassiveJudge = (seen, promised) => {
  if (seen.empty || mayBeAnIntermediarys(seen)) return undefined;
  const response = responseFor(promised, seen.status);
  const isUndocumentedError = !response && seen.status >= 400;
  const documented = isUndocumentedError ? [json] : [...(response?.media.keys() ?? [])];
  if (documented.length === 0) return undefined;
  const given = mediaTypeOf(seen.contentType);
  if (given !== undefined && (documented.includes(given) || seen.accept.includes(given))) return [];
  return [
    {
      what: nameable(`${seen.status} ${given ?? 'without Content-Type'}`),
      reason: 'the body is of a media type that the contract does not document',
      expected: `${documented.join(' or ')} for the status ${seen.status}`,
      actual: seen.contentType ?? 'no Content-Type header',
    },
  ];
};

/**
 * The body fits the schema of its answer. Null is taken for absent, as the API takes it; members that the schema does not
 * have are no fault, and neither are values outside an enumeration, since a newer server has more of both, and servers keep
 * what a client wrote (recordings, pod-status 12: any phase). The form of times is another judge's.
 */
export const judgeBody: PassiveJudge = (seen, promised) => {
  const body = promisedBody(seen, promised);
  if (!body) return undefined;
  if (seen.body === undefined) {
    return [
      {
        what: `${seen.status} no JSON`,
        reason: 'the body is said to be JSON and is none',
        expected: 'a JSON body',
        actual: 'a body that no JSON parser takes',
      },
    ];
  }
  // Of another kind, it is that which is wrong: the other members then follow another schema.
  if (isOfAnotherKind(body, seen.body)) return undefined;
  return faultsOf(body, seen.body)
    .filter((fault) => !isAboutTime(fault) && !isAboutEnumeration(fault))
    .map(({ place, words }) => ({
      what: nameable(`${seen.status} ${place}`),
      reason: `the body does not fit its schema at ${place}`,
      expected: `${place} ${words.join(', ')}`,
      actual: 'a body that does not',
    }));
};

/** Every time in the body is written as RFC 3339 has it (api-conventions, "Primitive types"). */
export const judgeTimes: PassiveJudge = (seen, promised) => {
  const body = promisedBody(seen, promised);
  if (!body || seen.body === undefined || isOfAnotherKind(body, seen.body)) return undefined;
  return faultsOf(body, seen.body)
    .filter(isAboutTime)
    .map(({ place, found }) => ({
      what: nameable(place),
      reason: `${place} is no time of RFC 3339`,
      expected: 'a date, a time and an offset, such as 2016-08-08T02:20:42Z',
      actual: shown(found),
    }));
};

/** apiVersion and kind of the body are those of the schema that is promised for the status. */
export const judgeKind: PassiveJudge = (seen, promised) => {
  const body = promisedBody(seen, promised);
  if (!body || body.kinds.length === 0 || !isObject(seen.body)) return undefined;
  if (!isOfAnotherKind(body, seen.body)) return [];
  // A deletion may answer with the object or with a Status; the API's own description allows both.
  if (seen.method === 'DELETE' && seen.body['kind'] === 'Status' && seen.body['apiVersion'] === 'v1') return [];
  const { apiVersion, kind } = seen.body;
  return [
    {
      what: nameable(
        `${seen.status} ${typeof kind === 'string' ? kind : 'without kind'} of ${shownVersion(apiVersion)}`,
      ),
      reason: 'the body is of another kind than the contract documents',
      expected: body.kinds.map((each) => `${each.kind} of ${each.apiVersion}`).join(' or '),
      actual: `kind ${shown(kind)}, apiVersion ${shown(apiVersion)}`,
    },
  ];
};

function shownVersion(apiVersion: unknown): string {
  return typeof apiVersion === 'string' ? apiVersion : 'no apiVersion';
}

function isOfAnotherKind({ kinds }: PromisedBody, body: unknown): boolean {
  if (kinds.length === 0 || !isObject(body)) return false;
  return !kinds.some(({ apiVersion, kind }) => body['kind'] === kind && body['apiVersion'] === apiVersion);
}

function isAboutEnumeration({ words }: Fault): boolean {
  return words.every((each) => each === 'must be equal to one of the allowed values');
}

interface Fault {
  /** A JSON pointer, with `*` for every index. */
  readonly place: string;
  readonly words: readonly string[];
  readonly found: unknown;
}

/** Maps whose names are anybody's: a place must be the same in every run. */
const anyKey = /\/(labels|annotations|matchLabels|nodeSelector)\/[^/]*$/;

const timeWords = 'must match format "date-time"';

function isAboutTime({ words }: Fault): boolean {
  return words.includes(timeWords);
}

const noFaults: readonly Fault[] = [];

/** The schema's faults, one a place. The value with its nulls is tried first: most have none, and a copy costs more. */
function faultsOf(body: PromisedBody, value: unknown): readonly Fault[] {
  if (body.faults(value).length === 0) return noFaults;
  const bare = withoutNulls(value);
  const found = new Map<string, { words: string[]; found: unknown }>();
  for (const fault of body.faults(bare)) {
    const space = fault.indexOf(' ');
    const pointer = fault.slice(0, space);
    const place = pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*').replace(anyKey, '/$1/*');
    const entry = found.get(place) ?? { words: [], found: at(bare, pointer) };
    const words = fault.slice(space + 1);
    if (!entry.words.includes(words)) entry.words.push(words);
    found.set(place, entry);
  }
  return [...found].map(([place, entry]) => ({ place, ...entry }));
}

function at(value: unknown, pointer: string): unknown {
  let found = value;
  for (const token of pointer.split('/').filter((each) => each !== '')) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    found = (found as JsonObject | undefined)?.[key];
  }
  return found;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutNulls(member)]));
}
