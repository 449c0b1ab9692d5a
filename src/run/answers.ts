import { pathRouter } from '../../specs/oracles/passive-router.ts';
import type { Library } from '../contract/library.ts';
import type { Exchange } from '../evidence.ts';
import type { OutcomeKind } from '../outcome.ts';

/** How often one operation gave answers of one status. */
export interface AnswerCount {
  readonly method: string;
  /** The path as a contract writes it: `/api/v1/namespaces/{namespace}/pods/{name}`. */
  readonly path: string;
  readonly status: number;
  /** In cases that passed: what came is what the check asked for. */
  readonly provoked: number;
  /** In all others, and of those statuses that no request brings about at will. */
  readonly observed: number;
}

/** Counts the answers of a run by operation and status. */
export interface AnswerCounter {
  /** Begins to count the answers of one case. */
  count(): CaseAnswers;
}

export interface CaseAnswers {
  /** Called for every answer, throttled ones too. */
  see(exchange: Pick<Exchange, 'method' | 'path' | 'status'>): void;
  /** What the case got, once it is known how it came out. */
  counts(outcome: OutcomeKind): AnswerCount[];
}

/** States of a server that no request brings about at will: whatever a check did, they came by themselves. */
const byThemselves: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** Outcomes of cases that got what they asked for. */
const asAsked: readonly OutcomeKind[] = ['pass', 'advisory', 'disputed'];

/** Counts answers at the paths of the contracts; those at other paths (discovery, say) are nobody's operation. */
export function answerCounter({ contracts }: Library): AnswerCounter {
  const router = pathRouter<string>();
  for (const { operations, resources } of contracts.values()) {
    const templates = [...operations.values()].map(({ path }) => path);
    for (const template of [...templates, ...resources.flatMap(({ path, collection }) => [path, collection])])
      router.at(template, () => template);
  }
  return {
    count() {
      const seen = new Map<string, { method: string; path: string; status: number; times: number }>();
      return {
        see({ method, path, status }) {
          const query = path.indexOf('?');
          const template = router.find(query < 0 ? path : path.slice(0, query));
          if (template === undefined || status === 0) return;
          const key = `${method} ${status} ${template}`;
          const known = seen.get(key);
          if (known) known.times++;
          else seen.set(key, { method, path: template, status, times: 1 });
        },
        counts: (outcome) =>
          [...seen.values()].map(({ times, ...answer }) => {
            const isProvoked = asAsked.includes(outcome) && !byThemselves.has(answer.status);
            return { ...answer, provoked: isProvoked ? times : 0, observed: isProvoked ? 0 : times };
          }),
      };
    },
  };
}

/** The counts of several cases in one, an entry an operation and a status. */
export function addedUp(counts: Iterable<AnswerCount>): AnswerCount[] {
  const sums = new Map<string, { -readonly [K in keyof AnswerCount]: AnswerCount[K] }>();
  for (const count of counts) {
    const key = `${count.method} ${count.status} ${count.path}`;
    const sum = sums.get(key);
    if (!sum) sums.set(key, { ...count });
    else {
      sum.provoked += count.provoked;
      sum.observed += count.observed;
    }
  }
  return [...sums.values()];
}
