import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';

/** A watch that must be refused, with the nearest one that must not. */
interface Bad {
  readonly name: string;
  readonly what: string;
  readonly query: string;
  readonly control: string;
  /** The statuses that are right. Real servers answer some of these with 500, for want of a better one (recordings, `watch`). */
  readonly statuses: readonly number[];
}

const bad: readonly Bad[] = [
  {
    name: 'label-selector',
    what: 'a label selector that cannot be read',
    query: 'labelSelector=%21%21',
    control: 'labelSelector=%21a',
    statuses: [400],
  },
  {
    name: 'field-selector',
    what: 'a field selector of a field that no object has',
    query: 'fieldSelector=spec.noSuchField%3D1',
    control: 'fieldSelector=metadata.name%3Da',
    statuses: [400],
  },
  {
    name: 'version',
    what: 'a resourceVersion that is none',
    query: 'resourceVersion=abc',
    control: 'resourceVersion=0',
    statuses: [400, 500],
  },
  {
    name: 'timeout',
    what: 'a timeoutSeconds that is no number',
    query: 'timeoutSeconds=soon',
    control: 'timeoutSeconds=1',
    statuses: [400],
  },
  {
    name: 'match',
    what: 'a resourceVersionMatch without initial events',
    query: 'resourceVersion=1&resourceVersionMatch=Exact',
    control: 'resourceVersion=0',
    statuses: [400, 422],
  },
];

/** What no watch can be of. */
export function badWatchesAreRefused(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'watch.*.refuses-what-it-cannot-read',
    title:
      'A watch of {kind} with a selector, version or number that cannot be read is refused, with a Status that says so',
    method: 'Asks with each, and with the nearest that can be read, which must be answered with a stream.',
    covers: [],
    derivedFrom: written,
    kills: () => ['bad-label-selector-answers-500', 'bad-query-number-answers-500', 'unknown-field-selector-ignored'],
    *cases(subject) {
      for (const one of bad) yield refusedCase(subject, one);
    },
  });
}

interface Seen {
  readonly answer: Answer;
  /** The status of the control; undefined where none came. */
  readonly control: number | undefined;
}

function refusedCase({ resource }: Subject, one: Bad): Case {
  return defineCase<Seen>({
    name: one.name,
    async gather({ client, sandbox }) {
      const { name } = await sandbox.namespace();
      const path = `${resource.collection.replace('{namespace}', name)}?watch=1`;
      // One that is accepted ends by itself, and is answered then at the latest.
      const ending = (query: string) => (query.includes('timeoutSeconds') ? query : `${query}&timeoutSeconds=1`);
      const answer = await client.send({ method: 'GET', path: `${path}&${ending(one.query)}` });
      const control = client.watch(`${path}&${ending(one.control)}`);
      const opened = await control.opened;
      control.close();
      return { answer, control: opened?.status };
    },
    judge: (seen) => judgeRefused(one, seen),
  });
}

/** A refusal of its status and with its body, where what is nearest is answered with a stream. */
export function judgeRefused({ what, statuses }: Pick<Bad, 'what' | 'statuses'>, { answer, control }: Seen): Outcome {
  const { status, body } = answer;
  if (control !== 200) return inconclusive(`a watch that is right is answered ${control ?? 'not at all'}`);
  if (status >= 500 && !statuses.includes(status) && status !== 500)
    return inconclusive(`a watch with ${what} is answered ${status}`);
  const wrong = wrongInRefusal({ status, body }, { statuses });
  if (wrong === undefined) return pass;
  return violation({
    reason: `a watch with ${what}: ${wrong}`,
    expected: `a refusal with ${statuses.join(' or ')}`,
    actual: status < 400 ? `answer ${status} and a stream` : `answer ${status}: ${explain(body)}`,
    observed: { effect: status < 400 ? 'ignored' : 'refused', status },
  });
}
