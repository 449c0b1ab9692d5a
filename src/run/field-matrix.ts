import type { OutcomeKind } from '../outcome.ts';
import type { CaseRecord, Cell, FieldRow } from '../record.ts';

/** From the worst to the best. What failed counts before what could not be checked, and that before what was kept. */
const worstFirst: readonly OutcomeKind[] = [
  'violation',
  'error',
  'inconclusive',
  'disputed',
  'advisory',
  'unsupported',
  'pass',
];

/** The field matrix of all cases that are a cell of it: a row a field, in the order in which the fields first occur. */
export function fieldMatrix(cases: readonly CaseRecord[]): FieldRow[] {
  const rows = new Map<string, Omit<Cell, 'way'> & { ways: Record<string, OutcomeKind> }>();
  for (const { cell, outcome } of cases) {
    if (!cell) continue;
    const { way, ...place } = cell;
    const key = [place.kind, place.subresource ?? '', place.field].join(' ');
    const row = rows.get(key) ?? { ...place, ways: {} };
    rows.set(key, row);
    row.ways[way] = worse(row.ways[way], outcome.kind);
  }
  return [...rows.values()];
}

function worse(known: OutcomeKind | undefined, kind: OutcomeKind): OutcomeKind {
  return known !== undefined && worstFirst.indexOf(known) < worstFirst.indexOf(kind) ? known : kind;
}
