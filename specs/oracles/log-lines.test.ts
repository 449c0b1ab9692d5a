import { describe, expect, test } from 'vitest';
import {
  beginAt,
  beginBefore,
  type ExpectedLog,
  linesOf,
  type StampedLine,
  stampedLines,
  wrongInLog,
  wrongInStamps,
} from './log-lines.ts';

const lines = ['one', 'two and more', '', 'four'];
const whole = 'one\ntwo and more\n\nfour\n';

test('a log is read into lines, whether its last is ended or not', () => {
  expect(linesOf(whole)).toEqual(lines);
  expect(linesOf('one\ntwo')).toEqual(['one', 'two']);
  expect(linesOf('')).toEqual([]);
});

describe('a log is right', () => {
  test.each<[string, string, Omit<ExpectedLog, 'lines'>]>([
    ['as a whole', whole, {}],
    ['without its last line feed', whole.slice(0, -1), {}],
    ['with its last lines', '\nfour\n', { tailLines: 2 }],
    ['with no lines', '', { tailLines: 0 }],
    ['with more lines asked for than there are', whole, { tailLines: 99 }],
    ['cut within a line', 'one\ntwo', { limitBytes: 7 }],
    ['cut behind a line', 'one\n', { limitBytes: 7 }],
    ['cut a line late', 'one\ntwo and more\n', { limitBytes: 7 }],
    ['limited to more than there is', whole, { limitBytes: 999 }],
    ['limited in its last lines', 'fo', { tailLines: 1, limitBytes: 2 }],
    ['from where it may begin', whole, { begin: { earliest: 0, latest: 2 } }],
    ['from where it must begin', '\nfour\n', { begin: { earliest: 0, latest: 2 } }],
    ['with nothing that is new enough', '', { begin: { earliest: 4, latest: 4 } }],
    ['where fewer lines are left than asked for', 'four\n', { begin: { earliest: 3, latest: 3 }, tailLines: 2 }],
  ])('%s', (_how, text, options) => {
    expect(wrongInLog(text, { lines, ...options })).toBeUndefined();
  });
});

describe('a log is wrong', () => {
  test.each<[string, string, Omit<ExpectedLog, 'lines'>, RegExp]>([
    ['with a line too few', 'one\n\nfour\n', {}, /does not show "two and more": 3 lines in place of 4/],
    ['with a foreign line', `${whole}five\n`, {}, /shows "five": 5 lines in place of 4/],
    ['in another order', 'two and more\none\n\nfour\n', {}, /another order/],
    ['with a line twice', `one\n${whole}`, {}, /more than once: 5 lines/],
    ['with more than its last lines', whole, { tailLines: 2 }, /shows "one"/],
    ['with fewer than its last lines', 'four\n', { tailLines: 2 }, /does not show ""/],
    ['with a line though none was asked for', 'four\n', { tailLines: 0 }, /1 lines in place of 0/],
    ['where it is not limited', whole, { limitBytes: 3 }, /has 23 bytes, 3 were asked for/],
    ['where it is cut too early', '', { limitBytes: 22 }, /has 0 of 23 bytes, 22 were asked for/],
    ['where it is cut at its beginning', 'four\n', { limitBytes: 5 }, /"four\\n" is not how the log begins/],
    ['before where it may begin', whole, { begin: { earliest: 1, latest: 2 } }, /shows "one"/],
    ['after where it must begin', 'four\n', { begin: { earliest: 0, latest: 2 } }, /does not show ""/],
  ])('%s', (_how, text, options, wrong) => {
    expect(wrongInLog(text, { lines, ...options })).toMatch(wrong);
  });
});

describe('times', () => {
  const stamped = '2026-01-02T03:04:05.000000001Z one\n2026-01-02T03:04:05.1+00:00 two\n2026-01-02T03:04:06Z \n';

  test('are taken off, in whatever form RFC 3339 has', () => {
    expect(stampedLines(stamped)).toEqual([
      { written: '2026-01-02T03:04:05.000000001Z one', time: 1767323045000000001n, text: 'one' },
      { written: '2026-01-02T03:04:05.1+00:00 two', time: 1767323045100000000n, text: 'two' },
      { written: '2026-01-02T03:04:06Z ', time: 1767323046000000000n, text: '' },
    ]);
    expect(wrongInStamps(stamped, ['one', 'two', ''])).toBeUndefined();
    // An empty line may be without the space behind its time.
    expect(wrongInStamps('2026-01-02T03:04:05Z\n', [''])).toBeUndefined();
  });

  test.each<[string, string, RegExp]>([
    ['are missing', 'one\n', /"one" does not begin with an RFC 3339 time/],
    ['are no RFC 3339', '2026-01-02 03:04:05.1 +0000 UTC one\n', /does not begin/],
    ['have no zone', '2026-01-02T03:04:05 one\n', /does not begin/],
    ['have no such month', '2026-13-02T03:04:05Z one\n', /does not begin/],
    ['go back', '2026-01-02T03:04:05.2Z one\n2026-01-02T03:04:05.1Z two\n', /is earlier than the line before it/],
    ['stand before other lines', '2026-01-02T03:04:05Z one\n', /does not show "two"/],
  ])('%s', (_how, text, wrong) => {
    expect(wrongInStamps(text, ['one', 'two'])).toMatch(wrong);
  });
});

describe('where a log begins', () => {
  const at = (...seconds: number[]): Pick<StampedLine, 'time'>[] =>
    seconds.map((one) => ({ time: BigInt(Math.round(one * 1000)) * 1_000_000n }));
  const four = at(100.4, 101.2, 105.1, 105.9);

  test.each<[number, number, number]>([
    [0, 0, 0],
    [101, 0, 1],
    [103, 2, 2],
    [106, 2, 4],
    [107, 4, 4],
  ])('at the time %i: with line %i at the earliest, %i at the latest', (seconds, earliest, latest) => {
    expect(beginAt(four, seconds * 1000)).toEqual({ earliest, latest });
  });

  test.each<[string, number, number, number, number]>([
    ['which is before all of them', 3600, 60, 0, 0],
    ['which may be before the last', 2, 60, 2, 4],
    ['which is before the last, not the first', 4, 2, 1, 2],
    ['which leaves all of them out, or not', 6, 6, 0, 4],
  ])('seconds ago, %s', (_what, seconds, ageOfLast, earliest, latest) => {
    expect(beginBefore(four, seconds, ageOfLast)).toEqual({ earliest, latest });
  });

  test('without any line there is none to begin with', () => {
    expect(beginAt([], 1000)).toEqual({ earliest: 0, latest: 0 });
    expect(beginBefore([], 1, 0)).toEqual({ earliest: 0, latest: 0 });
  });
});
