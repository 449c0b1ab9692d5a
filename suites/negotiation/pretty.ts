import { objectFor } from '../../fixtures/transitions.ts';
import { valueAt } from '../../specs/json.ts';
import { wrongInPretty } from '../../specs/oracles/negotiated.ts';
import type { Answer, Request } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { eventsIn } from '../events.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { coveredBy } from '../promises/selection.ts';
import { sendAfresh } from '../refusals/send-afresh.ts';
import { withLabel, withMetadata } from '../update-rules/places.ts';
import { movedOn } from './forms.ts';
import { labelPatch } from './metadata-alone.ts';

const answeredAsJson = ['get', 'list', 'watchlist', 'watch', 'post', 'put', 'patch', 'delete', 'deletecollection'];

/** With `pretty=true` an answer is for people: the same value, over lines and indented. */
export function prettyAnswerIsIndented(library: Library): Requirement[] {
  const promises = coveredBy([{ actions: ['watchlist', 'watch'], parts: [''] }]);
  return forEachKind(library, {
    id: 'pretty.*.answer-is-indented',
    title: 'With pretty=true an answer about {kind} is laid out for people, and says the same',
    method:
      'Makes each request with it, reads the text, and compares its value with what is stored. With false, and in a watch, where each event is a line, the value is all that counts.',
    covers: [{ actions: answeredAsJson, subresource: '*', parts: ['parameter/query/pretty*'] }],
    derivedFrom: [{ actions: ['put', 'patch'], parts: [''] }],
    kills: () => ['pretty-ignored'],
    *cases(subject, { effort, seed }) {
      const quick = effort === 'quick';
      const [first, ...others] = prettyRequests(subject);
      for (const [index, one] of [first, ...others].entries()) {
        if (one && (!quick || index === 0 || index === 1 + (seed % others.length))) yield prettyCase(subject, one);
      }
      yield creationCase(subject);
      const old = promises(library, subject.resource.name).length > 0;
      // A watch lasts a second, the shortest that can be asked for.
      if (!quick) for (const watch of watchPaths(subject, old)) yield watchCase(subject, watch);
    },
  });
}

interface PrettyRequest {
  readonly name: string;
  readonly request: (stored: StoredObject) => Request;
  /** Whether the answer is the object itself: then its value is compared with what is stored. */
  readonly isObject: boolean;
}

const collectionOf = ({ path }: Pick<StoredObject, 'path'>) => path.slice(0, path.lastIndexOf('/'));
const byName = ({ name }: Pick<StoredObject, 'name'>) => `fieldSelector=metadata.name%3D${name}`;

function prettyRequests({ resource }: Subject): PrettyRequest[] {
  const { subresources = [], collection } = resource;
  const everywhere = collection.replace('/namespaces/{namespace}', '');
  const put = ({ object }: StoredObject) => withLabel(object, 'covenant', 'put');
  const ofObject = (name: string, behind: string): PrettyRequest[] => [
    { name: `get${name}`, request: ({ path }) => ({ method: 'GET', path: path + behind }), isObject: true },
    {
      name: `put${name}`,
      request: (stored) => ({ method: 'PUT', path: stored.path + behind, body: put(stored) }),
      isObject: true,
    },
    {
      name: `patch${name}`,
      request: ({ path }) => labelPatch({ path: path + behind }),
      isObject: true,
    },
  ];
  return [
    ...ofObject('', ''),
    ...subresources.flatMap(({ name }) => ofObject(`/${name}`, `/${name}`)),
    {
      name: 'list',
      request: (stored) => ({ method: 'GET', path: `${collectionOf(stored)}?${byName(stored)}` }),
      isObject: false,
    },
    {
      name: 'list of all namespaces',
      request: (stored) => ({ method: 'GET', path: `${everywhere}?${byName(stored)}` }),
      isObject: false,
    },
    { name: 'delete', request: ({ path }) => ({ method: 'DELETE', path }), isObject: false },
    {
      name: 'delete of a collection',
      request: (stored) => ({ method: 'DELETE', path: `${collectionOf(stored)}?${byName(stored)}` }),
      isObject: false,
    },
  ];
}

interface SeenPretty {
  readonly answer: Answer;
  /** What a plain read then has; undefined where the answer is something else. */
  readonly plain: unknown;
}

function withPretty(path: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}pretty=true`;
}

function prettyCase({ resource }: Subject, { name, request, isObject: comparable }: PrettyRequest): Case {
  return defineCase<SeenPretty>({
    name,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const answer = await sendAfresh(client, stored.path, (object) => {
        const asked = request({ ...stored, object });
        return { ...asked, path: withPretty(asked.path) };
      });
      const read = comparable ? await client.send({ method: 'GET', path: stored.path }) : undefined;
      await sandbox.remove(client, stored);
      return { answer, plain: read?.body };
    },
    judge: judgePretty,
  });
}

function creationCase({ resource }: Subject): Case {
  return defineCase<SeenPretty>({
    name: 'create',
    async gather({ client, sandbox }) {
      const { answer, stored } = await sandbox.createBy(resource, ({ collection, name, namespace }) =>
        client.send({
          method: 'POST',
          path: withPretty(collection),
          body: withMetadata(objectFor(resource), { name, namespace }),
        }),
      );
      if (!stored) return { answer, plain: undefined };
      const { body } = await client.send({ method: 'GET', path: stored.path });
      await sandbox.remove(client, stored);
      return { answer, plain: body };
    },
    judge: judgePretty,
  });
}

/** An answer with `pretty=true`: indented, and the value what is stored. */
export function judgePretty({ answer, plain }: SeenPretty): Outcome {
  const { status, body, exchange } = answer;
  if (status >= 300) return inconclusive(`the request is answered ${status}`);
  // Where another client wrote in between, the layout is all that can be judged.
  const wrong = wrongInPretty(exchange.responseBody, plain === undefined || movedOn(body, plain) ? body : plain);
  if (wrong === undefined) return pass;
  const expected = 'with pretty=true the answer is indented JSON, and says what is stored';
  return violation({
    reason: 'an answer with pretty=true is not laid out for people, or says something else',
    expected,
    actual: wrong,
  });
}

/** A way to watch an object: its collection, or one of the old paths. */
interface WatchPath {
  readonly name: string;
  readonly path: (stored: StoredObject) => string;
}

/** The paths at which a kind is watched: its collection, and the old ones where a contract has them. */
function watchPaths({ resource }: Subject, old: boolean): readonly WatchPath[] {
  const watched = (path: string) => path.replace(/^(\/api\/[^/]+|\/apis\/[^/]+\/[^/]+)\//, '$1/watch/');
  const everywhere = resource.collection.replace('/namespaces/{namespace}', '');
  const now = { name: 'watch', path: (stored: StoredObject) => `${collectionOf(stored)}?watch=true&${byName(stored)}` };
  if (!old) return [now];
  return [
    now,
    { name: 'old watch', path: (stored) => `${watched(collectionOf(stored))}?${byName(stored)}` },
    { name: 'old watch of all namespaces', path: (stored) => `${watched(everywhere)}?${byName(stored)}` },
    { name: 'old watch of one object', path: ({ path }) => watched(path) },
  ];
}

interface SeenWatch {
  readonly answer: Pick<Answer, 'status'>;
  readonly text: string;
  readonly name: string;
}

function watchCase({ resource }: Subject, { name, path }: WatchPath): Case {
  return defineCase<SeenWatch>({
    name,
    gather: (world) => watchOnce(world, resource, path),
    judge: ({ answer, text, name: own }) => {
      if (answer.status !== 200) return inconclusive(`the watch is answered ${answer.status}`);
      const shown = eventsIn(text).some(({ object }) => valueAt(object, ['metadata', 'name']) === own);
      // Laid out over lines, an event is found by what it says.
      if (shown || (/"ADDED"/.test(text) && text.includes(`"${own}"`))) return pass;
      return violation({
        reason: 'a watch with pretty=true does not show what there is',
        expected: 'the events that a watch without it has',
        actual: text === '' ? 'nothing' : text.slice(0, 200),
      });
    },
  });
}

async function watchOnce(
  { client, sandbox }: World,
  resource: Subject['resource'],
  pathOf: WatchPath['path'],
): Promise<SeenWatch> {
  const stored = await sandbox.create(client, resource, objectFor(resource));
  const answer = await client.send({ method: 'GET', path: `${withPretty(pathOf(stored))}&timeoutSeconds=1` });
  await sandbox.remove(client, stored);
  return { answer, text: answer.exchange.responseBody, name: stored.name };
}
