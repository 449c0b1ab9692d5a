import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountOf, showExchange } from '../../../reports/account.ts';
import { chapters } from '../../../suites/index.ts';
import { createClient } from '../../client/client.ts';
import { UsageError } from '../../errors.ts';
import type { Exchange } from '../../evidence.ts';
import type { CaseRecord, RunRecord } from '../../record.ts';
import { buildRegistry, type Registry } from '../../registry.ts';
import { runInProcess } from '../../run/in-process.ts';
import { readRecord } from '../../run/read-record.ts';
import { newRunId } from '../../run/setup.ts';
import { countOutcomes, verdictOf } from '../../run/verdict.ts';
import { cleanUp } from '../../sandbox/clean-up.ts';
import { openLedger } from '../../sandbox/ledger.ts';
import { nearest } from '../../settings/nearest.ts';
import type { RawSettings } from '../../settings/options.ts';
import { resolveSettings } from '../../settings/resolve.ts';
import { saidSettings } from '../../settings/sources.ts';
import { startTarget } from '../target-server.ts';

/**
 * `kube-covenant replay`: runs one case of a recorded run again, with the same seed and effort, against the server that the run
 * was against or another one, and prints its exchanges. Answers with the exit code that a run of this one case would have.
 * @throws UsageError for a file that is no run record, and a case that is not in it
 */
export async function replay(file: string, name: string, flags: RawSettings): Promise<number> {
  const record = readRecord(file);
  const registry = buildRegistry(chapters);
  const wanted = findCase(record, registry, name);
  const said = saidSettings(flags);
  const isElsewhere = said.server !== undefined || said.kubeconfig !== undefined;
  const raw = isElsewhere || record.target.kind === 'reference' ? said : { ...said, server: record.target.server };
  const settings = await resolveSettings(raw, [...registry.library.profiles.keys()]);
  const server = await startTarget(settings);
  const folder = mkdtempSync(join(tmpdir(), 'kube-covenant-'));
  const ledger = join(folder, 'ledger.jsonl');
  const { connection, concurrency } = server.settings;
  const exchanges: Exchange[] = [];
  const counterexample = 'counterexample' in wanted.outcome ? wanted.outcome.counterexample : undefined;
  try {
    const { cases } = await runInProcess(registry, {
      id: newRunId(new Date(), Math.random),
      server: server.url,
      connection,
      seed: record.run.seed,
      effort: record.run.effort,
      strictDocuments: record.run.strictDocuments,
      profiles: record.run.profiles,
      concurrency,
      filter: [wanted.requirement],
      ...(counterexample && { path: counterexample.path }),
      only: (_requirement, check) => check.name === wanted.name,
      ledger: openLedger(ledger),
      listen: ({ exchange }) => exchanges.push(exchange),
    });
    const client = createClient({ ...connection, server: server.url }, { connections: concurrency, timeoutMs: 10_000 });
    const left = await cleanUp(client, ledger, concurrency).finally(() => client.close());
    process.stdout.write(rendered(wanted, cases, exchanges, registry));
    for (const { path, reason } of left) process.stdout.write(`left on the cluster: ${path} (${reason})\n`);
    return verdictOf(countOutcomes(cases), false, 0).exitCode;
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * A case by its requirement and its name, joined by a slash as reports show it (`update.pod.x/spec.image/put`), or by the name of
 * its testcase in junit.xml.
 */
function findCase({ cases }: RunRecord, { requirements }: Registry, name: string): CaseRecord {
  const [, requirement, inJUnit] = /^(\S+) \[(?:MUST|SHOULD|MAY)\] (.+)$/.exec(name) ?? [];
  const key = requirement === undefined ? name : `${requirement}/${inJUnit}`;
  const keyOf = (one: CaseRecord) => `${one.requirement}/${one.name}`;
  const found = cases.find((one) => keyOf(one) === key);
  if (!found) {
    const known = cases.map(keyOf);
    throw new UsageError(`the run has no case ${name}${nearest(key, known)}; name it as REQUIREMENT/CASE`);
  }
  const declared = requirements.find(({ id }) => id === found.requirement);
  if (!declared) throw new UsageError(`this kube-covenant has no requirement ${found.requirement}`);
  if (declared.watch)
    throw new UsageError(`${found.requirement} judges what other checks send; run those again: ${found.replay}`);
  return found;
}

function rendered(
  recorded: CaseRecord,
  cases: readonly CaseRecord[],
  exchanges: readonly Exchange[],
  { requirements }: Registry,
): string {
  const facts = requirements.find(({ id }) => id === recorded.requirement)?.facts;
  const [one] = cases;
  if (!one || !facts) return `${recorded.requirement}/${recorded.name}: not planned for this server\n`;
  const { evidence: _shownAbove, ...bare } = one;
  const lines = [
    ...exchanges.map(showExchange),
    `${one.outcome.kind}${one.outcome.kind === recorded.outcome.kind ? '' : ` (it was ${recorded.outcome.kind})`}`,
    accountOf(bare, facts),
  ];
  return `${lines.join('\n\n')}\n`;
}
