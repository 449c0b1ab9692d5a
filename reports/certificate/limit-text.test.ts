import { expect, test } from 'vitest';
import { limitText } from './limit-text.ts';
import type { Limit } from './limits.ts';

const all: Readonly<Record<Limit['kind'], Limit>> = {
  unreachable: { kind: 'unreachable', why: 'ECONNREFUSED' },
  'nothing-checked': { kind: 'nothing-checked' },
  'planned-only': { kind: 'planned-only' },
  filtered: { kind: 'filtered', filter: ['update.*', 'watch.*'] },
  interrupted: { kind: 'interrupted', by: 'SIGINT' },
  bailed: { kind: 'bailed', violations: 2 },
  shortened: { kind: 'shortened' },
  inconclusive: { kind: 'inconclusive', cases: 3 },
  'suite-failed': { kind: 'suite-failed', cases: 4 },
  'fingerprint-untold': { kind: 'fingerprint-untold' },
  'fingerprint-changed': { kind: 'fingerprint-changed' },
};

test.each(Object.values(all))('$kind is a sentence of its own in each language, with its figures', (limit) => {
  const [english, chinese] = [limitText(limit, 'en'), limitText(limit, 'zh')];
  expect(english).toMatch(/^[A-Z\d].*\.$/);
  expect(chinese).toMatch(/^\p{Script=Han}.*。$/u);
  const { kind: _, ...figures } = limit;
  for (const figure of Object.values(figures).flat())
    for (const text of [english, chinese]) expect(text).toContain(String(figure));
});

test('no two limits read the same', () => {
  for (const language of ['en', 'zh'] as const)
    expect(new Set(Object.values(all).map((limit) => limitText(limit, language))).size).toBe(Object.keys(all).length);
});
