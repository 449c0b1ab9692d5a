import { describe, expect, test } from 'vitest';
import type { Operation } from './linearizability.ts';
import { empty, lostWrite, read, refusedWrite, write } from './register.test-data.ts';
import { type HistoryJudgement, judgeHistory } from './register-history.ts';
import type { RegisterCall } from './versioned-register.ts';

const judge = (...history: Operation<RegisterCall>[]): HistoryJudgement => judgeHistory(history, empty);

describe('a history that can be:', () => {
  test.each<[string, Operation<RegisterCall>[]]>([
    ['nothing at all', []],
    ['one after another', [write(0, 1, '2', { sets: { a: 'x' } }), read(2, 3, '2', { a: 'x' })]],
    ['a read beside a write shows what was before', [write(0, 9, '2', { sets: { a: 'x' } }), read(1, 2, '1')]],
    ['a read beside a write shows what is then', [write(0, 9, '2', { sets: { a: 'x' } }), read(1, 2, '2', { a: 'x' })]],
    [
      'of two writes of one version one is refused',
      [
        write(0, 9, '2', { sets: { a: 'x' }, ofVersion: '1' }),
        refusedWrite(1, 8, { sets: { a: 'y' }, ofVersion: '1' }),
      ],
    ],
    [
      'patches of two names both land',
      [write(0, 9, '3', { sets: { a: 'x' }, shows: { b: 'y' } }), write(1, 8, '2', { sets: { b: 'y' } })],
    ],
    [
      'a write without an answer took effect',
      [lostWrite(0, { sets: { a: 'x' } }), read(1, 2, '1'), read(3, 4, '2', { a: 'x' })],
    ],
    ['a write without an answer never did', [lostWrite(0, { sets: { a: 'x' } }), read(5, 6, '1')]],
    [
      'a write of the version that one without an answer made is refused, or not',
      [
        lostWrite(0, { sets: { a: 'x' } }),
        write(1, 2, '3', { sets: { b: 'y' }, ofVersion: '2', shows: { a: 'x' } }),
        refusedWrite(3, 4, { sets: { b: 'z' }, ofVersion: '2' }),
      ],
    ],
    [
      'a condition on a value holds, or does not',
      [
        write(0, 1, '2', { sets: { a: 'x' }, ofValue: ['a', ''] }),
        refusedWrite(2, 3, { sets: { a: 'y' }, ofValue: ['a', ''] }),
      ],
    ],
    ['a write of what is there already keeps the version', [write(0, 1, '1', { sets: { a: '' } }), read(2, 3, '1')]],
    ['a write of what is there already has another version', [write(0, 1, '2', { sets: { a: '' } })]],
    [
      'a refusal without a condition is for others to judge',
      [refusedWrite(0, 1, { sets: { a: 'x' } }), read(2, 3, '1')],
    ],
  ])('%s', (_what, history) => {
    expect(judge(...history)).toEqual({ kept: true });
  });
});

describe('a history that cannot be:', () => {
  test.each<[string, string, Operation<RegisterCall>[]]>([
    [
      'lost update: two writes of one version succeed',
      'two writes that were made of one version both succeed',
      [
        write(0, 5, '2', { sets: { a: 'x' }, ofVersion: '1' }),
        write(1, 6, '3', { sets: { a: 'y' }, ofVersion: '1' }),
        read(7, 8, '3', { a: 'y' }),
      ],
    ],
    [
      'lost update: a patch of another name takes it away',
      'a write that was answered with success is lost',
      [write(0, 5, '2', { sets: { a: 'x' } }), write(1, 6, '3', { sets: { b: 'y' } }), read(7, 8, '3', { b: 'y' })],
    ],
    [
      'stale read',
      'a read shows an older version than one that was answered before it began',
      [read(0, 1, '1'), write(2, 3, '2', { sets: { a: 'x' } }), read(4, 5, '1')],
    ],
    [
      'time travel: of two reads the later shows what was before',
      'a read shows an older version than one that was answered before it began',
      [
        read(0, 1, '1'),
        write(2, 3, '2', { sets: { a: 'x' } }),
        read(4, 5, '2', { a: 'x' }),
        read(6, 7, '1'),
        read(8, 9, '2', { a: 'x' }),
      ],
    ],
    [
      'a read beside a write goes there and back',
      'no order of the operations explains what was answered',
      [write(0, 9, '2', { sets: { a: 'x' } }), read(1, 2, '2', { a: 'x' }), read(3, 4, '1')],
    ],
    [
      'dirty read: a refused write is seen',
      'a write that was refused is seen all the same',
      [
        write(0, 1, '2', { sets: { b: 'y' } }),
        refusedWrite(2, 3, { sets: { a: 'x' }, ofVersion: '1' }),
        read(4, 5, '3', { a: 'x', b: 'y' }),
      ],
    ],
    [
      'a write of the version that is there is refused',
      'a write is refused as made of another version than the one that is there',
      [refusedWrite(0, 1, { sets: { a: 'x' }, ofVersion: '1' }), read(2, 3, '1')],
    ],
    [
      'a condition on a value is refused though it holds',
      'no order of the operations explains what was answered',
      [refusedWrite(0, 1, { sets: { a: 'x' }, ofValue: ['a', ''] }), read(2, 3, '1')],
    ],
    [
      'a condition on a value does not hold, and the write succeeds',
      'no order of the operations explains what was answered',
      [write(0, 1, '2', { sets: { a: 'x' } }), write(2, 3, '3', { sets: { a: 'y' }, ofValue: ['a', ''] })],
    ],
    [
      'a change keeps the version',
      'one version of an object is shown in two states',
      [read(0, 1, '1'), write(2, 3, '1', { sets: { a: 'x' } })],
    ],
    [
      'a version comes back with another state',
      'one version of an object is shown in two states',
      [
        write(0, 1, '2', { sets: { a: 'x' } }),
        write(2, 3, '3', { sets: { a: 'y' } }),
        write(4, 5, '2', { sets: { a: 'z' } }),
      ],
    ],
    [
      'the answer to a write shows what is not so yet',
      'no order of the operations explains what was answered',
      [
        write(0, 1, '2', { sets: { a: 'x' }, shows: { b: 'y' } }),
        write(2, 3, '3', { sets: { b: 'y' }, shows: { a: 'x' } }),
      ],
    ],
  ])('%s', (_what, reason, history) => {
    expect(judge(...history)).toMatchObject({ kept: false, reason });
  });
});

test('what is told is the smallest window, in words', () => {
  const noise = Array.from({ length: 6 }, (_, turn) => {
    const version = String(turn + 2);
    return [
      write(turn * 10, turn * 10 + 4, version, { sets: { a: `n${turn}` } }),
      read(turn * 10 + 5, turn * 10 + 6, version, { a: `n${turn}` }),
    ];
  }).flat();
  const rivals = [
    write(61, 65, '20', { sets: { a: 'x' }, ofVersion: '7' }),
    write(62, 66, '21', { sets: { a: 'y' }, ofVersion: '7' }),
  ];
  const after = [read(70, 71, '21', { a: 'y' }), write(72, 73, '22', { sets: { b: 'z' }, shows: { a: 'y' } })];
  expect(judge(...noise, ...rivals, ...after)).toEqual({
    kept: false,
    reason: 'two writes that were made of one version both succeed',
    window: [
      'write of version 7 writes a = x: version 20 (0.0-4.0 ms)',
      'write of version 7 writes a = y: version 21 (1.0-5.0 ms)',
    ],
  });
});

test('of each operation is told what was asked, what was answered and when; of the values those that matter', () => {
  const judged = judge(
    write(0, 1, '2', { sets: { a: 'x' }, ofValue: ['a', ''] }),
    read(2, 3, '1'),
    refusedWrite(4, 5, { sets: { b: 'z' }, ofVersion: '1' }),
  );
  expect(judged).toMatchObject({
    window: ['write where a =  writes a = x: version 2 (0.0-1.0 ms)', 'read: version 1, a = nothing (2.0-3.0 ms)'],
  });
});

test('without enough work allowed nothing is said', () => {
  const history = Array.from({ length: 8 }, (_, i) => write(0, 100, String(i + 2), { sets: { a: String(i) } }));
  expect(judgeHistory(history, empty, 3)).toEqual({
    kept: 'unknown',
    why: 'no order was found in 4 steps, which says nothing',
  });
});
