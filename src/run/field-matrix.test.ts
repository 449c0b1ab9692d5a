import { expect, test } from 'vitest';
import type { OutcomeKind } from '../outcome.ts';
import type { CaseRecord, Cell } from '../record.ts';
import { fieldMatrix } from './field-matrix.ts';

function written(cell: Cell | undefined, kind: OutcomeKind): CaseRecord {
  return {
    requirement: 'update.thing.x',
    name: 'n',
    profile: 'p',
    outcome: { kind, reason: 'r' } as CaseRecord['outcome'],
    durationMs: 0,
    exchanges: 0,
    replay: '',
    ...(cell && { cell }),
  };
}

const cell = (field: string, way: string, subresource?: string): Cell => ({
  kind: 'Thing',
  field,
  way,
  ...(subresource !== undefined && { subresource }),
});

test('a row is a field at one path, with an outcome for each way in which it was written', () => {
  const cases = [
    written(cell('spec.a', 'put'), 'pass'),
    written(undefined, 'violation'),
    written(cell('spec.b', 'put'), 'disputed'),
    written(cell('spec.a', 'put', 'status'), 'unsupported'),
    written(cell('spec.a', 'apply'), 'pass'),
  ];
  expect(fieldMatrix(cases)).toStrictEqual([
    { kind: 'Thing', field: 'spec.a', ways: { put: 'pass', apply: 'pass' } },
    { kind: 'Thing', field: 'spec.b', ways: { put: 'disputed' } },
    { kind: 'Thing', field: 'spec.a', subresource: 'status', ways: { put: 'unsupported' } },
  ]);
});

test.each<[OutcomeKind, OutcomeKind]>([
  ['violation', 'pass'],
  ['violation', 'inconclusive'],
  ['inconclusive', 'pass'],
  ['disputed', 'pass'],
  ['advisory', 'unsupported'],
])('of cases about one cell the worst counts: %s before %s, whichever came first', (worst, other) => {
  for (const kinds of [
    [worst, other],
    [other, worst],
  ] as const) {
    const [row] = fieldMatrix(kinds.map((kind) => written(cell('spec.a', 'put'), kind)));
    expect(row?.ways).toStrictEqual({ put: worst });
  }
});
