import { written } from '../../fixtures/running-pods.ts';
import { wrongInLog, wrongInStamps } from '../../specs/oracles/log-lines.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Case, Requirement } from '../../src/requirement.ts';
import { defineCase } from '../../src/requirement.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { switchCases } from './boolean-options.ts';
import { whereThereAreNodes } from './content-cases.ts';
import { option } from './covers.ts';
import { judgeLog, type SeenLog, seeLog } from './read-log.ts';
import { writtenPod } from './running-pods.ts';

/** The times of the lines of a log. */
export function timestampsAreRfc3339(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'log.*.timestamps-are-rfc-3339',
    title: 'With timestamps each line of the log of {kind} begins with an RFC 3339 time',
    method:
      'Asks with several spellings of yes and no; where Pods run, reads a log of known lines with and without times: each line has one, none is earlier than the one before, and the rest is the line.',
    covers: option('timestamps'),
    kills: () => ['log-timestamps-missing', 'log-timestamps-not-rfc-3339'],
    *cases({ resource }, plan) {
      yield* switchCases(resource, 'timestamps');
      yield* whereThereAreNodes(plan, [
        ...(['lines', 'other', 'before'] as const).map((container) => stampedCase(resource, container, true)),
        stampedCase(resource, 'lines', false),
      ]);
    },
  });
}

function stampedCase(resource: Resource, container: 'lines' | 'other' | 'before', timestamps: boolean): Case {
  const lines = written[container];
  return defineCase<SeenLog>({
    name: `shown/${timestamps ? 'with' : 'without'}/${container}`,
    async gather(world) {
      const pod = await writtenPod(world, resource);
      return seeLog(world.client, pod, { container, timestamps }, { container });
    },
    judge: (seen) =>
      judgeLog(
        seen,
        `a log asked for with timestamps=${timestamps}`,
        timestamps ? 'each line behind the RFC 3339 time at which it was written' : 'each line as it was written',
        (text) => (timestamps ? wrongInStamps(text, lines) : wrongInLog(text, { lines })),
      ),
  });
}
