import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Client, Request } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import type { Effort } from '../../src/record.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { versionOf } from '../events.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { read } from '../update-rules/observe-write.ts';
import { metadataOf, withMetadata, written } from '../update-rules/places.ts';
import { quickly } from '../update-rules/sampling.ts';

/** Many writers add to one number, each by reading and writing, and again where another was faster: none is lost. */
export function racedCountersLoseNothing(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'concurrency.*.raced-counters-lose-nothing',
    title: 'Of increments of a number in {kind} that many writers make at the same time none is lost',
    method:
      'Several writers count up one annotation at once: by PUT of what they read, by a merge patch with its version, by a JSON Patch that tests the number; whoever is refused reads again and tries again. Every increment that is answered with success makes a number of its own, and the last is as many as there were.',
    covers: [],
    derivedFrom: written,
    kills: () => ['two-writes-of-one-version-accepted', 'patch-made-of-old-copy'],
    *cases(subject, plan) {
      const [put, ...patches] = increments;
      const chosen = quickly(plan, `counter ${subject.resource.name}`, patches, 1);
      for (const increment of [put, ...chosen]) if (increment) yield counterCase(subject, increment);
    },
  });
}

/** Writers, and increments of each. */
const sizes: Readonly<Record<Effort, { readonly writers: number; readonly times: number }>> = {
  quick: { writers: 3, times: 2 },
  standard: { writers: 4, times: 4 },
  deep: { writers: 8, times: 10 },
};

const counter = 'covenant-counter';

/** A way to add one to what was read; it is refused where somebody else did in between. */
interface Increment {
  readonly name: string;
  readonly request: (path: string, seen: JsonObject) => Request;
  /** What it is answered then. A JSON Patch whose test fails is invalid, of whatever the server calls so. */
  readonly refusals: readonly number[];
}

const increments: readonly Increment[] = [
  {
    name: 'put',
    request: (path, seen) => {
      const { annotations } = metadataOf(seen);
      const counted = { ...(isObject(annotations) ? annotations : {}), [counter]: String(numberIn(seen) + 1) };
      return { method: 'PUT', path, body: withMetadata(seen, { annotations: counted }) };
    },
    refusals: [409],
  },
  {
    name: 'merge-patch-of-version',
    request: (path, seen) => ({
      method: 'PATCH',
      path,
      contentType: 'application/merge-patch+json',
      body: {
        metadata: { resourceVersion: versionOf(seen), annotations: { [counter]: String(numberIn(seen) + 1) } },
      },
    }),
    refusals: [409],
  },
  {
    name: 'json-patch-test',
    request: (path, seen) => ({
      method: 'PATCH',
      path,
      contentType: 'application/json-patch+json',
      body: [
        { op: 'test', path: `/metadata/annotations/${counter}`, value: String(numberIn(seen)) },
        { op: 'replace', path: `/metadata/annotations/${counter}`, value: String(numberIn(seen) + 1) },
      ],
    }),
    refusals: [400, 409, 412, 422],
  },
];

function numberIn(object: unknown): number {
  return Number(valueAt(object, ['metadata', 'annotations', counter]));
}

/** What the writers were answered, and what is there then. */
export interface Counted {
  /** The numbers that the answers to successful increments show. */
  readonly made: readonly number[];
  readonly refused: number;
  /** Increments of which no answer says what became. */
  readonly unknown: number;
  readonly last: number;
}

function counterCase({ resource }: Subject, increment: Increment): Case {
  return defineCase<Counted>({
    name: increment.name,
    async gather({ client, sandbox, effort }) {
      const object = withMetadata(objectFor(resource), { annotations: { [counter]: '0' } });
      const stored = await sandbox.create(client, resource, object);
      const { writers, times } = sizes[effort];
      const all = Array.from({ length: writers }, () => count(client, stored, increment, times, writers * times));
      const counts = await Promise.all(all);
      const last = numberIn(await read(client, stored.path));
      await sandbox.remove(client, stored);
      return {
        made: counts.flatMap(({ made }) => made),
        refused: counts.reduce((sum, { refused }) => sum + refused, 0),
        unknown: counts.reduce((sum, { unknown }) => sum + unknown, 0),
        last,
      };
    },
    judge: judgeCounted,
  });
}

/** One writer. In every round somebody must be faster than it: there are no more rounds than increments. */
async function count(
  client: Client,
  stored: StoredObject,
  { request, refusals }: Increment,
  times: number,
  rounds: number,
): Promise<Omit<Counted, 'last'>> {
  const made: number[] = [];
  let [refused, unknown] = [0, 0];
  let seen = stored.object;
  while (made.length + unknown < times) {
    // Others that write to the object, a controller say, may be faster as well.
    if (refused > rounds + 5) throw new InconclusiveError('a writer is refused again and again');
    const answer = await client.send(request(stored.path, seen)).catch(lost);
    if (answer === undefined || answer.status >= 500) unknown++;
    else if (refusals.includes(answer.status)) refused++;
    else if (answer.status !== 200)
      throw new InconclusiveError(`an increment is answered ${answer.status}: ${explain(answer.body)}`);
    else made.push(numberIn(answer.body));
    seen = answer?.status === 200 && isObject(answer.body) ? answer.body : await read(client, stored.path);
  }
  return { made, refused, unknown };
}

function lost(thrown: unknown): undefined {
  if (!(thrown instanceof InconclusiveError)) throw thrown;
}

/** Every number is made once, and the last is that of the increments, give or take those that nobody knows of. */
export function judgeCounted({ made, refused, unknown, last }: Counted): Outcome {
  const expected = `${made.length} increments make ${made.length} numbers, the last of which is ${made.length}`;
  const said = `${made.length} succeed, ${refused} are refused${unknown > 0 ? `, of ${unknown} nobody knows` : ''}`;
  const broken = (reason: string, then: string) => violation({ reason, expected, actual: `${said}; ${then}` });
  if (!Number.isInteger(last))
    return broken('a number that is counted up is none any more', 'the annotation is no number');
  if (last < made.length) return broken('an increment that is answered with success is lost', `the number is ${last}`);
  const twice = made.filter((number, index) => made.indexOf(number) !== index);
  if (twice.length > 0) return broken('two increments make the same number', `made twice: ${twice.join(', ')}`);
  if (last > made.length + unknown)
    return broken('more is counted than was answered with success', `the number is ${last}`);
  return made.length === 0 ? inconclusive('no increment is answered with success') : pass;
}
