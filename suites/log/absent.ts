import { objectFor } from '../../fixtures/transitions.ts';
import type { OwedStatus } from '../../specs/oracles/refusal-status.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { advisory, inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { subjectOf } from '../refusals/refused-case.ts';
import { anyLog } from './covers.ts';
import { type LogQuery, readLog } from './read-log.ts';
import { firstContainer, waitingPod } from './waiting-pods.ts';

/** The log of what is not there. */
export function absentIsNotFound(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'log.*.absent-is-not-found',
    title: 'The log of {kind} that is not there is answered 404, with a Status that names it',
    method:
      'Reads the log under a name that nothing ever had, and of an object that was deleted, with and without a container.',
    covers: [],
    derivedFrom: anyLog,
    kills: () => ['log-failure-answers-200', 'log-of-absent-pod-answers-500'],
    *cases({ resource }) {
      yield absentCase(resource, 'never-made', {}, neverMade);
      yield absentCase(resource, 'never-made-with-a-container', { container: firstContainer(resource) }, neverMade);
      yield absentCase(resource, 'deleted', {}, (world) => deleted(world, resource));
    },
  });
}

interface Absent {
  readonly path: string;
  readonly name: string;
}

async function neverMade({ sandbox }: World, { collection }: Resource): Promise<Absent> {
  const namespace = await sandbox.namespace();
  const name = 'never-made';
  return { path: `${collection.replace('{namespace}', namespace.name)}/${name}`, name };
}

async function deleted({ client, sandbox }: World, resource: Resource): Promise<Absent> {
  const stored = await sandbox.create(client, resource, objectFor(resource));
  await sandbox.remove(client, stored);
  return stored;
}

interface SeenAbsent {
  readonly answer: Answer;
  /** What a GET of the object answers, and the log of one that is there. */
  readonly found: Answer;
  readonly control: Answer;
  readonly owed: OwedStatus;
}

function absentCase(
  resource: Resource,
  name: string,
  query: LogQuery,
  find: (world: World, resource: Resource) => Promise<Absent>,
): Case {
  return defineCase<SeenAbsent>({
    name,
    async gather(world) {
      const absent = await find(world, resource);
      const found = await world.client.send({ method: 'GET', path: absent.path });
      const answer = await readLog(world.client, absent, query);
      const control = await readLog(world.client, await waitingPod(world, resource, 'one'), query);
      return { answer, found, control, owed: { statuses: [404], about: subjectOf(resource, absent.name) } };
    },
    judge: judgeAbsent,
  });
}

function judgeAbsent({ answer, found, control, owed }: SeenAbsent): Outcome {
  if (found.status !== 404) return inconclusive(`the object may be there: a GET answers ${found.status}`);
  if (control.status >= 300) return inconclusive(`no log can be read of one that is there either: ${control.status}`);
  const wrong = wrongInRefusal(answer, owed);
  if (wrong === undefined) return pass;
  const finding = {
    reason: `the log of an object that is not there: ${wrong}`,
    expected: 'answer 404, with a Status that names the object',
    actual: `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}`,
    observed: { effect: answer.status < 400 ? 'other' : 'refused', status: answer.status },
  } as const;
  // What the caller asks wrongly is not the server's failure; and yet servers are found that say so.
  return answer.status >= 500 ? advisory(finding) : violation(finding);
}
