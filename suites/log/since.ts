import { pausedBefore, written } from '../../fixtures/running-pods.ts';
import {
  type Beginning,
  beginAt,
  beginBefore,
  type StampedLine,
  stampedLines,
  wrongInLog,
} from '../../specs/oracles/log-lines.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import type { Case, Requirement } from '../../src/requirement.ts';
import { defineCase } from '../../src/requirement.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { whereThereAreNodes } from './content-cases.ts';
import { invalid, option, unreadable } from './covers.ts';
import { lawfulOptionsCase, refusedOptionsCase } from './option-cases.ts';
import { judgeLog, type LogQuery, readLog, type SeenLog, seeLog, textOf } from './read-log.ts';
import { writtenPod } from './running-pods.ts';

/** The lines of a log from some time on. */
export function sinceCutsThePast(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'log.*.since-seconds-cuts-the-past',
    title: 'With sinceSeconds the log of {kind} begins no earlier than that',
    method:
      'Asks with numbers and times that are none, with both options at once, with times in the past and to come; where Pods run, reads a log that pauses for seconds, from before, within and after it, by the times that the server itself gives its lines.',
    covers: option('sinceSeconds'),
    kills: () => ['log-options-not-validated', 'log-since-ignored'],
    *cases({ resource }, plan) {
      for (const { name, query, owed } of unlawful)
        yield refusedOptionsCase(resource, {
          name,
          what: Object.entries(query)
            .map((pair) => pair.join('='))
            .join(' and '),
          query,
          control: { sinceSeconds: 1 },
          owed,
        });
      for (const [name, query] of Object.entries(lawful))
        yield lawfulOptionsCase(resource, { name, what: Object.entries(query).flat().join('='), query });
      yield* whereThereAreNodes(
        plan,
        contents.map((content) => sinceCase(resource, content)),
      );
    },
  });
}

const past = '2020-01-01T00:00:00Z';

const unlawful: readonly { name: string; query: LogQuery; owed: typeof unreadable }[] = [
  { name: 'zero', query: { sinceSeconds: '0' }, owed: invalid('sinceSeconds') },
  { name: 'negative', query: { sinceSeconds: '-1' }, owed: invalid('sinceSeconds') },
  { name: 'word', query: { sinceSeconds: 'abc' }, owed: unreadable },
  { name: 'a-duration', query: { sinceSeconds: '5s' }, owed: unreadable },
  { name: 'time-is-a-word', query: { sinceTime: 'yesterday' }, owed: unreadable },
  { name: 'time-is-a-day', query: { sinceTime: '2020-01-01' }, owed: unreadable },
  // Of which field it is said is not settled: kube-apiserver names none (recordings, `pod-log` step 9).
  { name: 'both-at-once', query: { sinceSeconds: '1', sinceTime: past }, owed: { statuses: [400, 422] } },
];

const lawful: Readonly<Record<string, LogQuery>> = {
  one: { sinceSeconds: '1' },
  'a-century': { sinceSeconds: '3153600000' },
  'time-past': { sinceTime: past },
  'time-with-a-fraction': { sinceTime: '2020-01-01T00:00:00.123456Z' },
  'time-with-an-offset': { sinceTime: '2020-01-01T08:00:00+08:00' },
  'time-to-come': { sinceTime: '2999-01-01T00:00:00Z' },
};

/** What is asked for, given the times of all lines; and where the log then begins, given also how old the last line may be. */
interface SinceContent {
  readonly name: string;
  readonly query: (lines: readonly StampedLine[]) => LogQuery;
  readonly begin: (lines: readonly StampedLine[], ageOfLast: number) => Beginning;
}

const aDay = 86_400;

const contents: readonly SinceContent[] = [
  bySeconds('seconds-before-the-start', aDay),
  bySeconds('seconds-within', 2),
  byTime('time-before-the-start', (lines) => secondsOf(lines[0]) - aDay),
  byTime('time-within', (lines) => secondsOf(lines[pausedBefore]) - 1),
  byTime('time-after-the-end', (lines) => secondsOf(lines.at(-1)) + 2),
  byTime('time-to-come', (lines) => secondsOf(lines.at(-1)) + aDay),
];

function bySeconds(name: string, seconds: number): SinceContent {
  return {
    name,
    query: () => ({ sinceSeconds: seconds }),
    begin: (lines, ageOfLast) => beginBefore(lines, seconds, ageOfLast),
  };
}

function byTime(name: string, seconds: (lines: readonly StampedLine[]) => number): SinceContent {
  return {
    name,
    query: (lines) => ({ sinceTime: new Date(seconds(lines) * 1000).toISOString().replace('.000', '') }),
    begin: (lines) => beginAt(lines, seconds(lines) * 1000),
  };
}

function secondsOf(line: StampedLine | undefined): number {
  return Number((line?.time ?? 0n) / 1_000_000_000n);
}

interface SeenSince {
  readonly seen: SeenLog;
  readonly query: LogQuery;
  readonly begin: Beginning;
}

const container = 'lines';

function sinceCase(resource: Resource, { name, query, begin }: SinceContent): Case {
  return defineCase<SeenSince>({
    name: `shown/${name}`,
    async gather(world) {
      const pod = await writtenPod(world, resource);
      const lines = stampedLines(textOf(await readLog(world.client, pod, { container, timestamps: true })));
      if (typeof lines === 'string' || lines.length !== written.lines.length)
        throw new InconclusiveError(
          'the times of the lines cannot be read, so that none is known to be older than another',
        );
      const asked = query(lines);
      const seen = await seeLog(world.client, pod, { container, ...asked }, { container });
      return { seen, query: asked, begin: begin(lines, (performance.now() - pod.askedAt) / 1000) };
    },
    judge: ({ seen, query, begin }) =>
      judgeLog(
        seen,
        `a log asked for with ${Object.entries(query).flat().join('=')}`,
        `its lines from the ${ordinal(begin)} on`,
        (text) => wrongInLog(text, { lines: written.lines, begin }),
      ),
  });
}

function ordinal({ earliest, latest }: Beginning): string {
  const [from, to] = [earliest + 1, latest + 1];
  return from === to ? `number ${from}` : `number ${from} to ${to}`;
}
