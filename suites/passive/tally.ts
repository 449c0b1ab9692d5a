import type { Deviation } from '../../specs/oracles/passive.ts';
import type { Exchange } from '../../src/evidence.ts';
import { pass, violation } from '../../src/outcome.ts';
import type { WatchedCase } from '../../src/requirement.ts';

/** Kinds of deviations that one requirement tells apart; a server that breaks everything would fill the memory with evidence. */
const kindsKept = 100;

/** Counts what watchers find: one case a kind of deviation, one a subject that kept its promise throughout. */
export interface Tally {
  kept(subject: string): void;
  broken(subject: string, deviation: Deviation, status: number, exchange: Exchange): void;
  cases(): readonly WatchedCase[];
}

interface Found {
  readonly deviation: Deviation;
  readonly status: number;
  readonly exchange: Exchange;
  times: number;
}

export function newTally(): Tally {
  const subjects = new Set<string>();
  const deviants = new Set<string>();
  const found = new Map<string, Found>();
  return {
    kept: (subject) => {
      subjects.add(subject);
    },
    broken(subject, deviation, status, exchange) {
      deviants.add(subject);
      const name = `${subject}: ${deviation.what}`;
      const known = found.get(name);
      if (known) known.times++;
      else if (found.size < kindsKept) found.set(name, { deviation, status, exchange, times: 1 });
    },
    cases: () => [
      ...[...subjects].filter((subject) => !deviants.has(subject)).map((name) => ({ name, outcome: pass })),
      ...[...found].map(([name, one]) => toCase(name, one)),
    ],
  };
}

function toCase(name: string, { deviation, status, exchange, times }: Found): WatchedCase {
  const { reason, expected, actual } = deviation;
  const more = times === 1 ? '' : `; ${times - 1} more ${times === 2 ? 'answer' : 'answers'} like this one`;
  return {
    name,
    // In the terms of the disputes: such an answer is known of the Kubernetes API by its status.
    outcome: violation({ reason, expected, actual: actual + more, observed: { effect: 'other', status } }),
    evidence: [exchange],
  };
}
