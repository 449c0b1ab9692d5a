import { setMaxListeners } from 'node:events';
import { afterAll, describe, inject, test } from 'vitest';
import { createClient } from '../client/client.ts';
import type { CaseRecord } from '../record.ts';
import { type RegisteredRequirement, type Registry, selectRequirements } from '../registry.ts';
import type { Case } from '../requirement.ts';
import { openLedger } from '../sandbox/ledger.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import { type CaseContext, runCase, unrunCase } from './run-case.ts';
import { ledgerFile } from './setup.ts';

declare module '@vitest/runner' {
  interface TaskMeta {
    /** What a case came to; the reporter makes the run record of these. */
    covenant?: CaseRecord;
  }
}

/**
 * Declares every case of the run as a vitest test: a suite a chapter, in it a suite a requirement. A case that breaks a
 * promise, or could not be checked, is a failing test; what the target does not support, or is disputed, a skipped one.
 */
export function declareConformance(registry: Registry): void {
  const setup = inject('covenant');
  const { settings, target } = setup;
  const stop = new AbortController();
  // One listener a wait under way, not a leak.
  setMaxListeners(0, stop.signal);
  const connection = { ...settings.connection, server: setup.server };
  const client = createClient(connection, { connections: settings.concurrency, signal: stop.signal });
  const context: CaseContext = { setup, client, disputes: registry.library.disputes };
  const ledger = openLedger(`${setup.folder}/${ledgerFile}`);
  const selected = selectRequirements(registry, settings.profiles, settings.filter);
  afterAll(() => client.close());
  for (const chapter of registry.chapters) {
    const requirements = selected.filter((requirement) => requirement.chapter === chapter);
    if (requirements.length === 0) continue;
    const sandbox = createSandbox({ client, ledger, runId: setup.id, chapter: chapter.name });
    describe(chapter.name, () => {
      for (const requirement of requirements) {
        describe(requirement.id, () => {
          if (!target.reachable) {
            const outcome = { kind: 'inconclusive', reason: target.reason } as const;
            declareCase(requirement, wholeRequirement, async () =>
              unrunCase(setup, requirement, wholeRequirement, outcome),
            );
            return;
          }
          for (const check of requirement.cases({ target, seed: settings.seed, effort: settings.effort })) {
            declareCase(requirement, check, () => runCase(context, requirement, check, sandbox));
          }
        });
      }
    });
  }

  function declareCase(
    requirement: RegisteredRequirement,
    check: Pick<Case, 'name'>,
    run: () => Promise<CaseRecord>,
  ): void {
    test.concurrent(check.name, { timeout: 0 }, async ({ task, skip, signal }) => {
      signal.addEventListener('abort', () => stop.abort(), { once: true });
      const record = await run();
      task.meta.covenant = record;
      const { outcome } = record;
      if (outcome.kind === 'unsupported') skip(outcome.reason);
      if (outcome.kind === 'disputed') skip(`disputed (${outcome.dispute}): ${outcome.actual}`);
      if (outcome.kind === 'pass' || outcome.kind === 'advisory') return;
      throw failure(requirement, record);
    });
  }
}

/** The stand-in for cases that could not be planned. */
const wholeRequirement: Pick<Case, 'name'> = { name: '(the whole requirement)' };

/** A failure as a reader of vitest's own output sees it: no stack, since the fault is not in our code. */
function failure(requirement: RegisteredRequirement, { outcome, replay }: CaseRecord): Error {
  const lines = [`${outcome.kind}: ${'reason' in outcome ? outcome.reason : ''}`];
  if (outcome.kind === 'violation') lines.push(`expected: ${outcome.expected}`, `actual: ${outcome.actual}`);
  lines.push(`promise: ${requirement.title}`, `again: ${replay}`);
  const error = new Error(lines.join('\n'));
  error.stack = '';
  return error;
}
