import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import { afterAll, describe, inject, test } from 'vitest';
import { createClient } from '../client/client.ts';
import { type Outcome, type OutcomeKind, outcomeKinds } from '../outcome.ts';
import { planCases } from '../plan.ts';
import type { CaseRecord } from '../record.ts';
import { type RegisteredRequirement, type Registry, selectRequirements } from '../registry.ts';
import type { Case } from '../requirement.ts';
import { openLedger } from '../sandbox/ledger.ts';
import { createSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { type AnswerCount, addedUp, answerCounter } from './answers.ts';
import { leftOut, pendingTests } from './pending.ts';
import { announceProgress } from './progress-channel.ts';
import { type CaseContext, runCase, unrunCase, watchedCase } from './run-case.ts';
import { ledgerFile } from './setup.ts';
import { onStop } from './stop-channel.ts';
import { countOutcomes } from './verdict.ts';
import { startWatch } from './watch.ts';

declare module '@vitest/runner' {
  interface TaskMeta {
    /** What the cases of a requirement came to; the reporter makes the run record of these. */
    covenant?: readonly CaseRecord[];
    /** The answers that they got, by operation and status. */
    covenantAnswers?: readonly AnswerCount[];
  }
}

/**
 * Declares every requirement of the run as a vitest test, in a suite a chapter. Its cases run inside it, as many at once as
 * the run's concurrency allows, over all requirements: a vitest test a case would cost 18 KiB and a millisecond each, and
 * there are thousands.
 */
export function declareConformance(registry: Registry): void {
  const setup = inject('covenant');
  const { settings, target } = setup;
  const stop = new AbortController();
  // One listener a wait under way, not a leak.
  setMaxListeners(0, stop.signal);
  const connection = { ...settings.connection, server: setup.server };
  const selected = selectRequirements(registry, settings.profiles, settings.filter).filter(({ planned }) => !planned);
  const watching = target.reachable ? selected.filter(({ watch }) => watch) : [];
  const watch = startWatch(watching, registry.library, settings.profiles);
  const client = watch.over(createClient(connection, { connections: settings.concurrency, signal: stop.signal }));
  const got = new Map<RegisteredRequirement, AnswerCount[]>();
  const context: CaseContext = {
    setup,
    client,
    disputes: registry.library.disputes,
    answers: answerCounter(registry.library),
    countAnswers: (requirement, counts) => got.set(requirement, addedUp([...(got.get(requirement) ?? []), ...counts])),
  };
  const ledger = openLedger(`${setup.folder}/${ledgerFile}`);
  const limit = pLimit(settings.concurrency);
  const progress = announceProgress();
  let violations = 0;
  let unchecked: Outcome = interrupted;
  const told = onStop(() => stop.abort());
  afterAll(() => {
    told.close();
    client.close();
    progress.close();
  });
  const others = pendingTests();
  for (const chapter of registry.chapters) {
    const requirements = selected.filter((requirement) => requirement.chapter === chapter);
    if (requirements.length === 0) continue;
    const sandbox = createSandbox({ client, ledger, runId: setup.id, chapter: chapter.name });
    describe(chapter.name, () => {
      for (const requirement of requirements) {
        if (watching.includes(requirement)) declareWatcher(requirement);
        else declareRequirement(requirement, sandbox);
      }
    });
  }

  function declareRequirement(requirement: RegisteredRequirement, sandbox: Sandbox): void {
    const cases = planCases(requirement, target, { seed: settings.seed, effort: settings.effort });
    progress.planned(cases.length);
    const ended = others.add(requirement.id);
    test.concurrent(requirement.id, { timeout: 0 }, async ({ task, skip }) => {
      const run = async (check: Case) => {
        const record = stop.signal.aborted
          ? unrunCase(setup, requirement, check, unchecked)
          : await runCase(context, requirement, check, sandbox);
        if (record.outcome.kind === 'violation' && ++violations === settings.bail) {
          unchecked = { kind: 'inconclusive', reason: bailedOut(settings.bail) };
          stop.abort();
        }
        progress.done(requirement.chapter.name, record);
        return record;
      };
      const records = await Promise.all(cases.map((check) => limit(run, check))).finally(ended);
      task.meta.covenant = records;
      task.meta.covenantAnswers = got.get(requirement) ?? [];
      report(requirement, records, skip);
    });
  }

  /** A watcher is done when all other requirements are: it has then seen every answer. */
  function declareWatcher(requirement: RegisteredRequirement): void {
    test.concurrent(requirement.id, { timeout: 0 }, async ({ task, skip }) => {
      await others.ended(leftOut(task.file));
      const records = watch.conclude(requirement).map((found) => watchedCase(context, requirement, found));
      progress.planned(records.length);
      for (const record of records) progress.done(requirement.chapter.name, record);
      task.meta.covenant = records;
      report(requirement, records, skip);
    });
  }
}

/** How a requirement's vitest test ends: passed, skipped with the reason, or failed with all that is wrong. */
function report(
  requirement: RegisteredRequirement,
  records: readonly CaseRecord[],
  skip: (reason: string) => void,
): void {
  const failing = records.filter(({ outcome }) => failingKinds.includes(outcome.kind));
  if (failing.length > 0) throw failure(requirement, records, failing);
  const checked = records.some(({ outcome }) => outcome.kind === 'pass' || outcome.kind === 'advisory');
  if (!checked) skip(reasonOf(records[0]?.outcome) || 'there is nothing to check');
}

const interrupted: Outcome = { kind: 'inconclusive', reason: 'the run was interrupted' };

/** Why a run that was to stop after so many violations left something unchecked. */
function bailedOut(bail: number): string {
  return `the run stopped after ${bail === 1 ? 'a violation' : `${bail} violations`} (--bail)`;
}

const failingKinds: readonly OutcomeKind[] = ['violation', 'inconclusive', 'error'];

/** Failing cases that a failing test spells out. */
const spelledOut = 10;

/** A failure as a reader of vitest's own output sees it: no stack, since the fault is not in our code. */
function failure(
  requirement: RegisteredRequirement,
  all: readonly CaseRecord[],
  failing: readonly CaseRecord[],
): Error {
  const counts = countOutcomes(all);
  const totals = outcomeKinds.filter((kind) => counts[kind] > 0).map((kind) => `${counts[kind]} ${kind}`);
  const lines = [`${requirement.title}: ${totals.join(', ')}`];
  for (const { name, outcome, replay } of failing.slice(0, spelledOut)) {
    lines.push(`${outcome.kind} ${name}: ${reasonOf(outcome)}`);
    if (outcome.kind === 'violation') lines.push(`  expected: ${outcome.expected}`, `  actual: ${outcome.actual}`);
    lines.push(`  again: ${replay}`);
  }
  if (failing.length > spelledOut) lines.push(`and ${failing.length - spelledOut} more`);
  const error = new Error(lines.join('\n'));
  error.stack = '';
  return error;
}

function reasonOf(outcome: Outcome | undefined): string {
  return outcome && 'reason' in outcome ? outcome.reason : '';
}
