import { describe, expect, test } from 'vitest';
import { warningsIn } from './warnings.ts';

const texts = (header: string | undefined) => warningsIn(header).warnings.map(({ text }) => text);

test('no header is no warning', () => {
  expect(warningsIn(undefined)).toStrictEqual({ warnings: [] });
  expect(warningsIn(' ')).toStrictEqual({ warnings: [] });
});

describe('reads', () => {
  test('code, agent and text of one', () => {
    expect(warningsIn('299 - "unknown field \\"spec.bogus\\""')).toStrictEqual({
      warnings: [{ code: 299, agent: '-', text: 'unknown field "spec.bogus"' }],
    });
  });

  test('several headers, joined as one', () => {
    expect(texts('299 - "duplicate field \\"kind\\"", 299 - "unknown field \\"a\\""')).toStrictEqual([
      'duplicate field "kind"',
      'unknown field "a"',
    ]);
    expect(texts('299 - "one",299 - "two" , 299 - "three"')).toStrictEqual(['one', 'two', 'three']);
  });

  test('commas, quotes and backslashes within a text', () => {
    expect(texts('299 - "a, b \\"c, d\\", 299 - \\"e\\"", 299 - "f\\\\"')).toStrictEqual([
      'a, b "c, d", 299 - "e"',
      'f\\',
    ]);
  });

  test('a text without anything in it', () => {
    expect(texts('299 - ""')).toStrictEqual(['']);
  });

  test('an agent that is a host, and a date', () => {
    expect(warningsIn('112 cache.example:80 "gone" "Wed, 21 Oct 2026 07:28:00 GMT", 299 - "x"')).toStrictEqual({
      warnings: [
        { code: 112, agent: 'cache.example:80', text: 'gone' },
        { code: 299, agent: '-', text: 'x' },
      ],
    });
  });
});

test.each([
  ['no code', '- "x"', '- "x"'],
  ['a code of two digits', '29 - "x"', '29 - "x"'],
  ['no agent', '299 "x"', '299 "x"'],
  ['a text without quotes', '299 - unknown field', '299 - unknown field'],
  ['a text that does not end', '299 - "x', '299 - "x'],
  ['a quote that is not escaped', '299 - "unknown field "a""', 'a""'],
  ['nothing behind a comma', '299 - "x", ', ' '],
])('what is none is said: %s', (_what, header, malformed) => {
  expect(warningsIn(header).malformed).toBe(malformed);
});
