import type { Library } from '../contract/library.ts';
import type { CaseRecord, PromiseCoverage, StatusCodeCell, StatusCodeRow } from '../record.ts';
import { type AnswerCount, addedUp } from './answers.ts';

/** An operation of a contract: what it is at, and the promises of its statuses. */
interface PromisedOperation {
  readonly method: string;
  readonly path: string;
  readonly statuses: readonly { readonly status: string; readonly promise: PromiseCoverage }[];
}

/**
 * The table of status codes × operations: a row for each operation that a document of the run promises, or that was asked for
 * at one of its paths; a cell for each status that is promised or came. `coverage` and `cases` are those of the run.
 */
export function statusCodes(
  library: Library,
  coverage: readonly PromiseCoverage[],
  cases: readonly CaseRecord[],
  answers: readonly AnswerCount[],
): StatusCodeRow[] {
  const rows = new Map<string, { method: string; path: string; codes: Map<string, StatusCodeCell> }>();
  const rowAt = (method: string, path: string) => {
    const key = `${path} ${method}`;
    const row = rows.get(key) ?? { method, path, codes: new Map() };
    rows.set(key, row);
    return row;
  };
  const promised = promisedOperations(library, coverage);
  const isPromised = (method: string, path: string, status: string) =>
    promised.some(
      (one) => one.method === method && one.path === path && one.statuses.some((each) => each.status === status),
    );
  for (const { method, path, status, provoked, observed } of addedUp(answers)) {
    const documented = isPromised(method, path, String(status));
    const times = provoked + observed;
    const kind = provoked > 0 ? 'provoked' : 'observed';
    rowAt(method, path).codes.set(String(status), { kind, times, documented });
  }
  for (const { method, path, statuses } of promised) {
    const { codes } = rowAt(method, path);
    for (const { status, promise } of statuses) {
      if (!codes.has(status)) codes.set(status, unseen(promise, cases));
    }
  }
  return [...rows.values()]
    .sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method))
    .map(({ method, path, codes }) => ({
      method,
      path,
      codes: Object.fromEntries([...codes].sort(([a], [b]) => Number(a) - Number(b))),
    }));
}

/** Why a promised status did not come. */
function unseen({ waived, checkedBy, planned }: PromiseCoverage, cases: readonly CaseRecord[]): StatusCodeCell {
  if (waived !== undefined) return { kind: 'untestable', reason: waived };
  if (checkedBy.length === 0 && planned.length === 0)
    return { kind: 'unchecked', reason: 'the checks that are about it were left out of this run' };
  if (checkedBy.length === 0) return { kind: 'unchecked', reason: `planned: ${planned.join(', ')}` };
  const about = cases.filter(({ requirement }) => checkedBy.includes(requirement));
  const hindered = about.find(({ outcome }) => outcome.kind === 'unsupported');
  if (hindered && 'reason' in hindered.outcome) return { kind: 'untestable', reason: hindered.outcome.reason };
  return { kind: 'unchecked', reason: 'no request of this run was answered so' };
}

function promisedOperations({ contracts }: Library, coverage: readonly PromiseCoverage[]): PromisedOperation[] {
  const byOperation = new Map<string, { status: string; promise: PromiseCoverage }[]>();
  for (const promise of coverage) {
    const [, operation, status] = /^(.+#[^/]+)\/status\/(\d{3})$/.exec(promise.promise) ?? [];
    if (operation === undefined || status === undefined) continue;
    byOperation.set(operation, [...(byOperation.get(operation) ?? []), { status, promise }]);
  }
  return [...contracts.values()].flatMap(({ id, operations }) =>
    [...operations].flatMap(([name, { method, path }]) => {
      const statuses = byOperation.get(`${id}#${name}`);
      return statuses ? [{ method: method.toUpperCase(), path, statuses }] : [];
    }),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
