import fc from 'fast-check';
import { written } from '../../fixtures/running-pods.ts';
import { beginAt, type StampedLine, stampedLines, wrongInLog } from '../../specs/oracles/log-lines.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../src/property.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { whereThereAreNodes } from './content-cases.ts';
import { anyLog } from './covers.ts';
import { judgeLog, type LogQuery, readLog, seeLog, textOf } from './read-log.ts';
import { writtenPod } from './running-pods.ts';

/** Options in any company. */
export function optionsWorkTogether(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'log.*.options-work-together',
    title: 'Each option of the log of {kind} does what it does beside any of the others',
    method:
      'Where Pods run, reads logs of known lines with generated sets of options: of the lines since the time the last so many, with or without times, up to about so many bytes.',
    covers: [],
    derivedFrom: anyLog,
    *cases({ resource }, plan) {
      yield* whereThereAreNodes(
        plan,
        (['lines', 'other'] as const).map((container) => togetherCase(resource, container)),
      );
    },
  });
}

interface Options {
  readonly tailLines: number | undefined;
  readonly limitBytes: number | undefined;
  readonly timestamps: boolean | undefined;
  /** Seconds from the first line on. */
  readonly since: number | undefined;
}

const anyOptions: fc.Arbitrary<Options> = fc.record({
  tailLines: fc.option(fc.nat(12), { nil: undefined }),
  limitBytes: fc.option(fc.integer({ min: 1, max: 600 }), { nil: undefined }),
  timestamps: fc.option(fc.boolean(), { nil: undefined }),
  since: fc.option(fc.integer({ min: -3, max: 12 }), { nil: undefined }),
});

function togetherCase(resource: Resource, container: 'lines' | 'other'): Case {
  const known = written[container];
  return defineCase<PropertyResult>({
    name: `any/${container}`,
    async gather(world) {
      const pod = await writtenPod(world, resource);
      const lines = stampedLines(textOf(await readLog(world.client, pod, { container, timestamps: true })));
      if (typeof lines === 'string' || lines.map(({ text }) => text).join('\n') !== known.join('\n'))
        throw new InconclusiveError('the log with its times is not what was written, so that nothing can be foretold');
      return checkProperty(world, anyOptions, async (options) => {
        const query = { container, ...queryOf(options, lines) };
        const seen = await seeLog(world.client, pod, query, { container });
        const outcome = judgeLog(seen, 'a log', 'as the options have it', (text) =>
          wrongInLog(text, owedOf(options, lines)),
        );
        return wrongIn(outcome);
      });
    },
    judge: (result) => propertyOutcome(result, 'each option does what it does alone'),
  });
}

function queryOf({ tailLines, limitBytes, timestamps, since }: Options, lines: readonly StampedLine[]): LogQuery {
  return {
    ...(tailLines !== undefined && { tailLines }),
    ...(limitBytes !== undefined && { limitBytes }),
    ...(timestamps !== undefined && { timestamps }),
    ...(since !== undefined && { sinceTime: new Date(startOf(since, lines)).toISOString().replace('.000', '') }),
  };
}

function owedOf({ tailLines, limitBytes, timestamps, since }: Options, lines: readonly StampedLine[]) {
  return {
    lines: lines.map(({ written: line, text }) => (timestamps === true ? line : text)),
    ...(tailLines !== undefined && { tailLines }),
    ...(limitBytes !== undefined && { limitBytes }),
    ...(since !== undefined && { begin: beginAt(lines, startOf(since, lines)) }),
  };
}

/** Milliseconds since the epoch, in whole seconds. */
function startOf(seconds: number, lines: readonly StampedLine[]): number {
  const first = (lines[0]?.time ?? 0n) / 1_000_000_000n;
  return (Number(first) + seconds) * 1000;
}
