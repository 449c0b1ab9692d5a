import { written } from '../../fixtures/running-pods.ts';
import type { ExpectedLog } from '../../specs/oracles/log-lines.ts';
import { wrongInLog } from '../../specs/oracles/log-lines.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { unsupported } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan } from '../../src/requirement.ts';
import { judgeLog, type LogQuery, type SeenLog, seeLog } from './read-log.ts';
import { writtenPod } from './running-pods.ts';

/** Cases that look at what a log says: only where Pods run; elsewhere each says why it cannot be made. */
export function whereThereAreNodes({ target }: Plan, cases: readonly Case[]): readonly Case[] {
  const { nodes } = target.lacks;
  if (nodes === undefined) return cases;
  return cases.map(({ name }) => ({ name, run: async () => unsupported(nodes) }));
}

/** A log of the Pod that writes, and what it is to be. */
export interface ReadContent {
  readonly name: string;
  readonly what: string;
  readonly container: 'lines' | 'other' | 'before';
  readonly query: LogQuery;
  readonly owed?: Omit<ExpectedLog, 'lines'>;
}

/** A case of a log whose lines are known. */
export function contentCase(resource: Resource, { name, what, container, query, owed = {} }: ReadContent): Case {
  const lines = written[container];
  return defineCase<SeenLog>({
    name: `shown/${name}`,
    async gather(world) {
      const pod = await writtenPod(world, resource);
      return seeLog(world.client, pod, { container, ...query }, { container });
    },
    judge: (seen) => judgeLog(seen, what, describe(owed), (text) => wrongInLog(text, { lines, ...owed })),
  });
}

function describe({ tailLines, limitBytes }: Omit<ExpectedLog, 'lines'>): string {
  const which = tailLines === undefined ? 'all lines that the container wrote' : `its last ${tailLines} lines`;
  return limitBytes === undefined ? which : `the first ${limitBytes} bytes, or about as many, of ${which}`;
}
