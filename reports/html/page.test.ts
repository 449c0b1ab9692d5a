import { describe, expect, test } from 'vitest';
import type { RunRecord } from '../../src/record.ts';
import { conformanceOf } from '../certificate/certificate.ts';
import { limitText } from '../certificate/limit-text.ts';
import { limitsOf } from '../certificate/limits.ts';
import { clean, crowded, hostile, sample, unreachable, withCases } from '../sample.test-data.ts';
import { renderCertificatePage } from './certificate-page.ts';
import { certificateWordsOf } from './certificate-words.ts';
import { renderHtml } from './page.ts';
import { languages, wordsOf } from './words.ts';

const pages: Readonly<Record<string, RunRecord>> = { sample, clean, unreachable, crowded };

describe.each(Object.entries(pages))('the page of %s', (_name, record) => {
  test.each(languages)(
    'in %s asks nothing of any network, and lets nothing that a target said become markup',
    (language) => {
      const page = renderHtml(record, language);
      const loads = page.match(/\b(?:src|href|action|data)="(?!#|evidence\/)[^"]*"/g) ?? [];
      expect(loads).toEqual([]);
      expect(page).not.toMatch(/@import|url\(/);
      expect(page.match(/<script/g)).toHaveLength(1);
      expect(page).not.toContain('<skipped/>');
      expect(page).not.toContain('\u0007');
      expect(page).not.toContain('\u202e');
    },
  );

  test('has each id once, and every link within it leads somewhere', () => {
    const page = renderHtml(record);
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });
});

test('a page says its language, and all of its own words are in it', () => {
  expect(renderHtml(sample)).toContain('<html lang="en">');
  const page = renderHtml(sample, 'zh');
  expect(page).toContain('<html lang="zh-CN">');
  const { sections, outcomes } = wordsOf.en;
  for (const limit of limitsOf(sample)) {
    expect(page).toContain(limitText(limit, 'zh'));
    expect(page).not.toContain(limitText(limit, 'en'));
  }
  expect(page).not.toContain(sample.verdict.reason);
  for (const word of [sections.broken, sections.matrix, sections.codes, sections.unchecked, `>${outcomes.violation}<`])
    expect(page).not.toContain(word);
});

test('what broke is there whole: where it was promised, what was sent, what came back, and how to see it again', () => {
  const page = renderHtml(sample);
  const [broken] = sample.cases.filter(({ outcome }) => outcome.kind === 'violation');
  expect(page).toContain('Updating a Pod › Parameters › Table 3 › spec.image');
  expect(page).toContain('PATCH /api/v1/namespaces/covenant-1/pods/it&#39;s-a-pod?fieldManager=kube-covenant');
  expect(page).toContain('curl -sS -X PATCH');
  expect(page).toContain('&quot;$TOKEN&quot;');
  expect(page).toContain(broken?.replay.replaceAll("'", '&#39;'));
  expect(page).toMatch(/<del>|<ins>/);
  expect(page).toContain('repeated');
});

test('a page of 5,000 cases stays under 3 MB', () => {
  const [passed, , violated] = sample.cases;
  if (!passed || !violated) throw new Error('the sample has too few cases');
  const many = Array.from({ length: 5000 }, (_, index) => ({
    ...(index % 10 === 0 ? violated : passed),
    requirement: `update.many.number-${index % 100}`,
    name: `spec.containers[*].some.field.path-${index}/strategic-merge-patch`,
  }));
  expect(Buffer.byteLength(renderHtml(withCases(many)))).toBeLessThan(3_000_000);
});

test('hostile text is shown, harmless', () => {
  expect(renderHtml(sample)).toContain('tick');
  expect(hostile).toContain('</testsuite>');
  expect(renderHtml(sample)).toContain('&lt;/testsuite&gt;');
});

describe.each(Object.entries(pages))('the certificate of %s', (_name, record) => {
  test.each(languages)('in %s says how it came out, and asks nothing of any network', (language) => {
    const page = renderCertificatePage(record, language);
    expect(page).not.toMatch(/\b(?:src|href)="|@import|url\(|<script/);
    expect(page).toContain(certificateWordsOf[language].results[conformanceOf(record).result]);
    for (const limit of limitsOf(record)) expect(page).toContain(limitText(limit, language).slice(0, 15));
  });
});
