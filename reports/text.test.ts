import { describe, expect, test } from 'vitest';
import { cut, duration, moment, oneLine, plural, printable } from './text.ts';

test('printable text has no escape codes, no marks that turn the line around and no half characters', () => {
  expect(printable('a\u001b[31mb\u202ec\ud83dd\r\ne\tf\u{1f984}')).toBe('a�[31mb�c�d\ne\tf\u{1f984}');
});

test('a moment is told to the second', () => {
  expect(moment('2026-11-27T01:22:42.512Z')).toBe('2026-11-27 01:22:42 UTC');
});

test('one line is one line', () => expect(oneLine(' a\r\n\t b\u2028c ')).toBe('a b c'));

test('a cut text keeps within its limit and never halves a character', () => {
  expect(cut('abcdef', 6)).toBe('abcdef');
  expect(cut('abcdefg', 6)).toBe('abcde…');
  expect(cut('abcd\u{1f984}g', 6)).toBe('abcd…');
});

test('plural', () =>
  expect([plural(0, 'case'), plural(1, 'case'), plural(2, 'case')]).toEqual(['0 cases', '1 case', '2 cases']));

describe('duration', () => {
  test.each([
    [840.4, '840 ms'],
    [999.9, '1.0 s'],
    [12_345.6, '12.3 s'],
    [59_999, '1 min 0 s'],
    [185_000, '3 min 5 s'],
  ])('%d', (ms, text) => expect(duration(ms)).toBe(text));
});
