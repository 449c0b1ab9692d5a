import type { Client } from '../client/client.ts';
import type { Dispute } from '../contract/dispute.ts';
import { settle } from '../contract/dispute.ts';
import { InconclusiveError, messageOf, UnsupportedError } from '../errors.ts';
import { capBody, type Exchange } from '../evidence.ts';
import type { Outcome } from '../outcome.ts';
import type { CaseRecord } from '../record.ts';
import { disputeOf, type RegisteredRequirement } from '../registry.ts';
import type { Case, WatchedCase } from '../requirement.ts';
import { guarded } from '../sandbox/guard.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { AnswerCount, AnswerCounter } from './answers.ts';
import type { RunSetup } from './setup.ts';

/** Exchanges kept of a case that did not pass, and characters kept of each body. */
const keptExchanges = 12;
const keptCharacters = 20_000;

/** What the cases of one run share. */
export interface CaseContext {
  readonly setup: RunSetup;
  readonly client: Client;
  readonly disputes: readonly Dispute[];
  /** Where in a property's samples to begin, when one case is run again. */
  readonly path?: string;
  /** Counts the answers that the cases get; nobody does without. */
  readonly answers?: AnswerCounter;
  /** Told what a case got, by operation and status. */
  readonly countAnswers?: (requirement: RegisteredRequirement, counts: readonly AnswerCount[]) => void;
}

/** Runs one case and says what it came to; never throws: whatever a check throws is its outcome. */
export async function runCase(
  { setup, client, disputes, path, answers, countAnswers }: CaseContext,
  requirement: RegisteredRequirement,
  check: Case,
  sandbox: Sandbox,
): Promise<CaseRecord> {
  const exchanges: Exchange[] = [];
  let count = 0;
  const got = answers?.count();
  const observed = client.observed((exchange) => {
    count++;
    got?.see(exchange);
    // A property sends thousands; the last ones are those that matter.
    if (exchanges.length >= keptExchanges) exchanges.shift();
    exchanges.push(exchange);
  });
  const started = performance.now();
  const { seed, effort, strictDocuments, watch } = setup.settings;
  const raw = await check
    .run({
      client: guarded(observed, (namespace) => sandbox.owns(namespace)),
      sandbox,
      seed: seedOf(seed, check.name),
      effort,
      ...(watch && { watch }),
      ...(path !== undefined && { path }),
    })
    .catch(thrownOutcome);
  const outcome = settle(raw, disputeOf(disputes, requirement.id, check.name), strictDocuments);
  if (got) countAnswers?.(requirement, got.counts(outcome.kind));
  return {
    ...identify(setup, requirement, check),
    outcome,
    durationMs: Math.round((performance.now() - started) * 1000) / 1000,
    exchanges: count,
    ...(outcome.kind !== 'pass' && { evidence: exchanges.map(capped) }),
  };
}

/** A seed of the case's own, so that the cases of a property do not all try the same few values; FNV-1a of its name. */
function seedOf(seed: number, name: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash & 0x7fffffff;
}

/** The record of a case that could not be run, for one reason that holds for all. */
export function unrunCase(
  setup: RunSetup,
  requirement: RegisteredRequirement,
  check: Pick<Case, 'name' | 'cell'>,
  outcome: Outcome,
): CaseRecord {
  return { ...identify(setup, requirement, check), outcome, durationMs: 0, exchanges: 0 };
}

/** The record of what a watcher found. */
export function watchedCase(
  { setup, disputes }: Pick<CaseContext, 'setup' | 'disputes'>,
  requirement: RegisteredRequirement,
  { name, outcome, evidence = [] }: WatchedCase,
): CaseRecord {
  const settled = settle(outcome, disputeOf(disputes, requirement.id, name), setup.settings.strictDocuments);
  return {
    ...identify(setup, requirement, { name }),
    outcome: settled,
    durationMs: 0,
    // Its exchanges are counted by the checks that they were made for.
    exchanges: 0,
    ...(settled.kind !== 'pass' && { evidence: evidence.slice(0, keptExchanges).map(capped) }),
  };
}

function identify(setup: RunSetup, requirement: RegisteredRequirement, check: Pick<Case, 'name' | 'cell'>) {
  const { profiles } = setup.settings;
  return {
    requirement: requirement.id,
    name: check.name,
    profile:
      requirement.facts.profiles.find((profile) => profiles.includes(profile)) ??
      requirement.facts.profiles[0] ??
      'kubernetes',
    ...(check.cell && { cell: check.cell }),
    replay: replayLine(setup, requirement),
  };
}

/**
 * The command line that makes the same checks of the same target again; credentials are left to the environment. What a
 * watcher found shows again when the others' checks are made again.
 */
function replayLine({ settings, targetKind, server }: RunSetup, requirement: RegisteredRequirement): string {
  const target = targetKind === 'external' ? ` --server ${server}` : '';
  const strict = settings.strictDocuments ? ' --strict-documents' : '';
  const watch = Object.entries(settings.watch ?? {}).map(([name, value]) => ` --watch-${name} ${value}`);
  const filters = requirement.watch ? settings.filter : [requirement.id];
  const filter = filters.map((glob) => ` --filter '${glob}'`).join('');
  return `kube-covenant run${target}${filter} --seed ${settings.seed} --effort ${settings.effort}${watch.join('')}${strict}`;
}

function thrownOutcome(thrown: unknown): Outcome {
  if (thrown instanceof InconclusiveError) return { kind: 'inconclusive', reason: thrown.message };
  if (thrown instanceof UnsupportedError) return { kind: 'unsupported', reason: thrown.message };
  const place = thrown instanceof Error ? /\n\s+at (.+)/.exec(thrown.stack ?? '')?.[1] : undefined;
  const file = place?.replace(/.*\/(src|suites|specs|fixtures)\//, '$1/').replace(/\)$/, '');
  return { kind: 'error', reason: messageOf(thrown) + (file === undefined ? '' : ` (at ${file})`) };
}

function capped(exchange: Exchange): Exchange {
  const { requestBody, requestBodyBase64 } = exchange;
  return {
    ...exchange,
    ...(requestBodyBase64 !== undefined && { requestBodyBase64: requestBodyBase64.slice(0, keptCharacters) }),
    ...(requestBody !== undefined && { requestBody: capBody(requestBody, keptCharacters) }),
    responseBody: capBody(exchange.responseBody, keptCharacters),
    durationMs: Math.round(exchange.durationMs * 1000) / 1000,
  };
}
