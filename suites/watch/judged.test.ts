import { describe, expect, test } from 'vitest';
import { read } from '../../specs/oracles/history/reading.ts';
import { historyOf, type Told, type ToldWatch } from '../../specs/oracles/history/told.test-data.ts';
import type { Answer } from '../../src/client/client.ts';
import { outcomeOf, type Question, watcherIn } from './judged.ts';
import { judgeRefused } from './refused.ts';
import { neverGoesOn } from './resuming.ts';

const writes = '+a5 ~a6 ~a7 ~a8';
const ask = (watches: readonly ToldWatch[], question: Partial<Question> = {}, told: Told = { writes }) =>
  outcomeOf(read(historyOf({ ...told, watches })), {
    guarantees: ['reliable'],
    isAbout: (watcher) => watcher === 'w',
    expected: 'all',
    ...question,
  });

describe('what judges say of a watch', () => {
  test('is a pass where it shows all', () => {
    expect(ask([{ name: 'w#1', from: '4', frames: writes }])).toEqual({ kind: 'pass' });
  });

  test('is a violation where something is missing, marked on a time line beside the writes and another watch', () => {
    const outcome = ask([
      { name: 'w#1', from: '4', frames: '+a5 ~a6 ~a8' },
      { name: 'other#1', from: '4', frames: writes },
    ]);
    expect(outcome).toMatchObject({
      kind: 'violation',
      expected: 'all',
      reason: expect.stringMatching(/^the watch w#1: .* 7 is not shown/),
    });
    const lanes = outcome.kind === 'violation' ? (outcome.timeLine?.lanes ?? []) : [];
    expect(lanes.map(({ name, events }) => [name, events.map(({ version, mark }) => mark ?? version)])).toEqual([
      ['writes', ['5', '6', '7', '8']],
      ['w#1', ['5', '6', 'missing', '8']],
      ['other#1', ['5', '6', '7', '8']],
    ]);
  });

  test('is about the watchers in question alone', () => {
    expect(
      ask([
        { name: 'w#1', from: '4', frames: writes },
        { name: 'v#1', from: '4', frames: '~a8' },
      ]),
    ).toEqual({ kind: 'pass' });
    expect(watcherIn('from event 7#12')).toBe('from event 7');
  });

  test('is about the findings that count alone', () => {
    expect(ask([{ name: 'w#1', from: '4', frames: '~a8' }], { counts: () => false })).toEqual({ kind: 'pass' });
  });

  test('is inconclusive where it ended too early to say', () => {
    expect(ask([{ name: 'w#1', from: '4', frames: '+a5' }])).toMatchObject({ kind: 'inconclusive' });
    expect(ask([])).toMatchObject({ kind: 'inconclusive' });
  });

  test.each([
    [403, {}, 'violation'],
    [403, { lacking: [403] }, 'unsupported'],
    [422, { refusedWith: [422] }, 'pass'],
    [503, {}, 'inconclusive'],
    [410, {}, 'inconclusive'],
  ])('that is answered %s, where %j, is %s', (status, question, kind) => {
    expect(ask([{ name: 'w#1', from: '4', status, reason: 'Some', frames: '' }], question)).toMatchObject({ kind });
  });

  test('whose version was too old is that of what it showed after it began anew', () => {
    const refused = { name: 'w#2', from: '5', status: 410, reason: 'Expired', frames: '', sentAt: 20 };
    const first = { name: 'w#1', from: '4', frames: '+a5', sentAt: 10 };
    const anew = { name: 'w#3', resumes: 'w#2', frames: '+a6 ~a7 ~a8', sentAt: 30 };
    expect(ask([first, { ...refused, resumes: 'w#1' }, anew])).toEqual({ kind: 'pass' });
    expect(ask([first, { ...refused, resumes: 'w#1' }])).toMatchObject({ kind: 'inconclusive' });
    expect(ask([first, { ...refused, resumes: 'w#1' }, { ...anew, frames: '+a6 ~a8' }])).toMatchObject({
      kind: 'violation',
    });
  });

  test('that asks for initial events where nobody knows them is unsupported, and where they are cut short a violation', () => {
    const asking = { name: 'w#1', from: '6', sendInitialEvents: true, bookmarks: true };
    expect(ask([{ ...asking, frames: '~a7 ~a8' }])).toMatchObject({ kind: 'unsupported' });
    const told = { writes: '+a5 +b6 ~a7 ~a8' };
    const cut = [{ ...asking, frames: '+a5 *6! ~a7 ~a8' }];
    expect(ask(cut, { guarantees: ['initialState'] }, told)).toMatchObject({ kind: 'violation' });
  });
});

describe('watches from versions that were shown', () => {
  const question: Question = { guarantees: ['resumable'], isAbout: () => true, expected: 'all' };
  const tooOld = (from: string): ToldWatch => ({ from, seen: 'event', frames: 'E410' });
  const judged = (watches: readonly ToldWatch[]) => neverGoesOn(historyOf({ writes, watches }), question)?.kind;

  test('that are all told that these are too old are a violation', () => {
    expect(judged(['5', '6', '7'].map(tooOld))).toBe('violation');
  });

  test('of which one can go on say nothing', () => {
    expect(judged([...['5', '6', '7'].map(tooOld), { from: '5', seen: 'event', frames: '~a6 ~a7 ~a8' }])).toBe(
      'inconclusive',
    );
    expect(judged(['5', '6'].map(tooOld))).toBe('inconclusive');
  });

  test('that go on, or began where changes may be forgotten, are none of its matter', () => {
    expect(judged([{ from: '5', seen: 'event', frames: '~a6' }])).toBeUndefined();
    expect(judged(['5', '6', '7'].map((from) => ({ ...tooOld(from), seen: 'expired' })))).toBeUndefined();
  });
});

describe('a watch that must be refused', () => {
  const bad = { what: 'a bad thing', statuses: [400] };
  const status = (code: number) =>
    ({
      status: code,
      body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message: 'm', reason: 'BadRequest' },
    }) as unknown as Answer;

  test.each([
    [status(400), 200, 'pass'],
    [status(422), 200, 'violation'],
    [status(500), 200, 'violation'],
    [status(503), 200, 'inconclusive'],
    [{ status: 200, body: undefined } as unknown as Answer, 200, 'violation'],
    [status(400), 400, 'inconclusive'],
    [status(400), undefined, 'inconclusive'],
  ])('%#: is judged by its answer and its control', (answer, control, kind) => {
    expect(judgeRefused(bad, { answer, control })).toMatchObject({ kind });
  });
});
