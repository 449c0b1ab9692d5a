import { written } from '../../fixtures/running-pods.ts';
import { wrongInLog } from '../../specs/oracles/log-lines.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { read } from '../update-rules/observe-write.ts';
import { whereThereAreNodes } from './content-cases.ts';
import { option } from './covers.ts';
import { judgeNoLog } from './no-log.ts';
import { lawfulOptionsCase } from './option-cases.ts';
import { judgeLog, type LogQuery, readLog, type SeenLog, seeLog } from './read-log.ts';
import { restartedPod, restartsOf, writtenPod } from './running-pods.ts';
import { waitingPod } from './waiting-pods.ts';

/** The log of the run before. */
export function previousRunIsChosen(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'log.*.previous-run-is-chosen',
    title: 'With previous the log of {kind} is that of the former run of its container',
    method:
      'Asks for the former run of what never ran; where Pods run, of a container that failed and was started again, with and without the option, and of one that ran but once.',
    covers: option('previous'),
    kills: () => ['log-previous-shows-current'],
    *cases({ resource }, plan) {
      const off = { name: 'false', what: 'previous=false', query: { previous: false } };
      yield lawfulOptionsCase(resource, off);
      yield noneCase('of-what-never-ran', {}, (world) => waitingPod(world, resource, 'one'));
      yield* whereThereAreNodes(plan, [
        restartedCase(resource, true),
        restartedCase(resource, false),
        noneCase('of-what-ran-but-once', { container: 'lines' }, (world) => writtenPod(world, resource)),
      ]);
    },
  });
}

function noneCase(name: string, query: LogQuery, find: (world: World) => Promise<StoredObject>): Case {
  return defineCase<Answer>({
    name: `none/${name}`,
    gather: async (world) => readLog(world.client, await find(world), { ...query, previous: true }),
    judge: (answer) => judgeNoLog('the former run of a container that had none', answer),
  });
}

function restartedCase(resource: Resource, previous: boolean): Case {
  const container = 'again';
  const lines = previous ? written.former : written.current;
  return defineCase<SeenLog>({
    name: `shown/${previous ? 'former' : 'current'}`,
    async gather(world) {
      const pod = await restartedPod(world, resource);
      const before = restartsOf(await read(world.client, pod.path), container);
      const seen = await seeLog(world.client, pod, { container, previous }, { container });
      const after = restartsOf(await read(world.client, pod.path), container);
      if (after === before) return seen;
      throw new InconclusiveError('the container was started once more while its log was read');
    },
    judge: (seen) =>
      judgeLog(
        seen,
        `a log asked for with previous=${previous}`,
        `the lines of its ${previous ? 'former' : 'current'} run`,
        (text) => wrongInLog(text, { lines }),
      ),
  });
}
