import { stuckPod, written } from '../../fixtures/running-pods.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { wrongInLog } from '../../specs/oracles/log-lines.ts';
import { mediaTypeOf } from '../../specs/oracles/passive.ts';
import { list } from '../../specs/oracles/update-rules.ts';
import { changesSince } from '../../specs/oracles/whole-write.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { ownManager, read } from '../update-rules/observe-write.ts';
import { whereThereAreNodes } from './content-cases.ts';
import { judgeNoLog } from './no-log.ts';
import { lawfulOptionsCase } from './option-cases.ts';
import { judgeLog, readLog, type SeenLog, seeLog } from './read-log.ts';
import { startPod, stateOf, untilPod, writtenPod } from './running-pods.ts';

/** What a log is. */
export function logIsText(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'log.*.is-text',
    title: 'The log of {kind} is answered 200 as text',
    method:
      'Reads the log of an object in which nothing ran, which has none and stays as it is; where Pods run, reads logs of known lines as text, and that of a container that cannot start, which is no log.',
    covers: [{ subresource: 'log', parts: ['', 'status/200', 'status/200/body/*'] }],
    kills: () => ['log-failure-answers-200', 'log-shows-last-lines-only'],
    *cases({ resource }, plan) {
      yield lawfulOptionsCase(resource, { name: 'no-options', what: 'no options', query: {} });
      const bogus = { name: 'an-unknown-option', what: 'an option that there is not', query: { bogus: 'yes' } };
      yield lawfulOptionsCase(resource, { ...bogus, tolerated: true });
      yield changesNothingCase(resource);
      yield* whereThereAreNodes(plan, [
        textCase(resource, 'lines'),
        textCase(resource, 'other'),
        cannotStartCase(resource),
      ]);
    },
  });
}

interface ReadBetween {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly status: number;
}

function changesNothingCase(resource: Resource): Case {
  return defineCase<ReadBetween>({
    name: 'changes-nothing',
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const before = await read(client, stored.path);
      const { status } = await readLog(client, stored);
      const after = await read(client, stored.path);
      await sandbox.remove(client, stored);
      return { before, after, status };
    },
    judge: ({ before, after, status }): Outcome => {
      const changed = changesSince(before, after, ownManager);
      if (changed.length === 0) return pass;
      const expected = 'the object is as it was before its log was read';
      return violation({
        reason: 'reading its log changes the object',
        expected,
        actual: `answer ${status}; ${list(changed)}`,
      });
    },
  });
}

function textCase(resource: Resource, container: 'lines' | 'other'): Case {
  return defineCase<SeenLog>({
    name: `shown/${container}`,
    async gather(world) {
      const pod = await writtenPod(world, resource);
      return seeLog(world.client, pod, { container }, { container });
    },
    judge(seen) {
      const { status, headers } = seen.answer;
      const expected = 'answer 200, text/plain, all lines that the container wrote';
      const shown = judgeLog(seen, 'a log', expected, (text) => wrongInLog(text, { lines: written[container] }));
      const type = headers['content-type'];
      if (shown.kind !== 'pass' || (status === 200 && mediaTypeOf(type) === 'text/plain')) return shown;
      const actual = `answer ${status}, ${type ?? 'no Content-Type'}`;
      return violation({ reason: 'a log is not answered 200 as text', expected, actual });
    },
  });
}

function cannotStartCase(resource: Resource): Case {
  return defineCase<Answer>({
    name: 'none/of-a-container-that-cannot-start',
    async gather(world) {
      const pod = await startPod(world, resource, stuckPod());
      const waits = (now: Parameters<typeof stateOf>[0]) => stateOf(now, 'stuck')['waiting'] !== undefined;
      await untilPod(world.client, pod, waits, 'its container does not wait for its image');
      const answer = await readLog(world.client, pod);
      await world.sandbox.remove(world.client, pod);
      return answer;
    },
    judge: (answer) => judgeNoLog('a container that cannot start', answer),
  });
}
