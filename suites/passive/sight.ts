import type { PromisedOperation, SeenAnswer } from '../../specs/oracles/passive.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Place, readPromises } from './promises.ts';

/** An answer with all that the contracts have to say of it. */
export interface Sight {
  readonly seen: SeenAnswer;
  /** Several contracts may describe the same operation. */
  readonly operations: readonly PromisedOperation[];
  readonly objects?: SeenResource;
}

/** Which objects an answer is about: one, by itself or through a subresource, or a collection. */
export interface SeenResource {
  readonly target: 'object' | 'subresource' | 'collection';
  /** Without the subresource. */
  readonly path: string;
  readonly resources: readonly Resource[];
}

/** Looks an answer up. All watchers of a run ask for the same answer in turn, so it is looked up once. */
export type Sighting = (answer: Answer) => Sight;

const sightings = new WeakMap<Library, Sighting>();

export function sightingOf(library: Library): Sighting {
  const known = sightings.get(library);
  if (known) return known;
  let last: { answer: Answer; sight: Sight } | undefined;
  // The promises are read when the first answer comes: listing the requirements must not wait for them.
  let find: ((path: string) => Place | undefined) | undefined;
  const bodies = new Map<string, unknown>();
  const sighting: Sighting = (answer) => {
    if (last?.answer === answer) return last.sight;
    find ??= readPromises(library).find;
    last = { answer, sight: look(answer, bodyOf(answer, bodies), find) };
    return last.sight;
  };
  sightings.set(library, sighting);
  return sighting;
}

/** Bodies that are kept to be known again, and the length up to which one is. */
const keptBodies = 256;
const keptLength = 65_536;

/** The parsed body; the same text gives the same value, so that what is found about it need not be found again. */
function bodyOf({ body, exchange: { responseBody } }: Answer, bodies: Map<string, unknown>): unknown {
  if (body === undefined || responseBody.length > keptLength) return body;
  const known = bodies.get(responseBody);
  if (known !== undefined) return known;
  bodies.set(responseBody, body);
  for (const oldest of bodies.keys()) {
    if (bodies.size <= keptBodies) break;
    bodies.delete(oldest);
  }
  return body;
}

function look(answer: Answer, body: unknown, find: (path: string) => Place | undefined): Sight {
  const { method, path, requestHeaders, responseBody } = answer.exchange;
  const query = path.indexOf('?');
  const address = query < 0 ? path : path.slice(0, query);
  const seen: SeenAnswer = {
    method,
    path,
    accept: requestHeaders['accept'] ?? '',
    status: answer.status,
    contentType: answer.headers['content-type'],
    body,
    empty: responseBody === '',
  };
  // Refused by whoever reads the request line, before there is any operation (RFC 3986, 2.1).
  if (/%(?![0-9a-f]{2})/i.test(address)) return { seen, operations: [] };
  if (query >= 0 && isStream(path.slice(query + 1))) return { seen, operations: [] };
  const place = find(address);
  const operations = place?.operations.get(method) ?? [];
  if (place && place.objects.length > 0) {
    return { seen, operations, objects: { target: 'object', path: address, resources: place.objects } };
  }
  if (place && place.collections.length > 0) {
    return { seen, operations, objects: { target: 'collection', path: address, resources: place.collections } };
  }
  const above = address.slice(0, address.lastIndexOf('/'));
  const resources = find(above)?.objects ?? [];
  if (resources.length === 0) return { seen, operations };
  return { seen, operations, objects: { target: 'subresource', path: above, resources } };
}

/** A watch answers with a stream of events, and is judged elsewhere. Servers take any value but these for true. */
function isStream(query: string): boolean {
  if (!query.includes('watch=')) return false;
  const value = new URLSearchParams(query).get('watch');
  return value !== null && !['', '0', 'false'].includes(value.toLowerCase());
}
