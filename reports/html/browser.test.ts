import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clean, crowded, sample, unreachable } from '../sample.test-data.ts';
import { renderCertificatePage } from './certificate-page.ts';
import { renderHtml } from './page.ts';

/** Debian's browser; a test tool's own download of one is not asked for. */
const executablePath = '/usr/bin/chromium';
const hasBrowser = existsSync(executablePath);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'covenant-'));
  if (!hasBrowser) return;
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  browser = await chromium.launch({ executablePath, args: [...args, '--disable-component-update', '--disable-sync'] });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const pages = {
  'a broken run': renderHtml(sample),
  'a broken run, in Chinese': renderHtml(sample, 'zh'),
  'a clean run': renderHtml(clean),
  'a run that reached nothing': renderHtml(unreachable),
  'many broken promises': renderHtml(crowded),
  'a certificate': renderCertificatePage(sample),
  'a certificate, in Chinese': renderCertificatePage(clean, 'zh'),
} as const;

/** Opens a page of ours; whatever it asks of any network is noted, and so is any error. */
async function open(name: keyof typeof pages, options: Parameters<Browser['newPage']>[0] = {}) {
  const file = join(folder, `${Object.keys(pages).indexOf(name)}.html`);
  writeFileSync(file, pages[name]);
  const page = await browser.newPage(options);
  const asked: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  const url = pathToFileURL(file).href;
  await page.goto(url);
  return { page, asked, errors, url };
}

/** What axe-core finds against the page, a line a rule. */
async function faults(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe });
  const results = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
}

describe.skipIf(!hasBrowser)(`in a browser (needs ${executablePath})`, { timeout: 120_000 }, () => {
  describe.each(Object.keys(pages) as (keyof typeof pages)[])('%s', (name) => {
    test.each(['light', 'dark'] as const)(
      'breaks no rule of axe-core in %s, and asks for nothing',
      async (colorScheme) => {
        const { page, asked, errors, url } = await open(name, { colorScheme });
        expect(await faults(page)).toEqual([]);
        expect(asked).toEqual([url]);
        expect(errors).toEqual([]);
        await page.close();
      },
    );

    test.each([360, 800, 1400])('fits into %i pixels', async (width) => {
      const { page } = await open(name, { viewport: { width, height: 900 } });
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await page.close();
    });
  });

  test('filters choose cases, are kept in the URL, and hold when it is opened again', async () => {
    const { page, url } = await open('a broken run');
    const visible = () => page.locator('#list li:not([hidden])').count();
    const all = await visible();
    expect(all).toBe(sample.cases.length + sample.requirements.filter(({ planned }) => planned).length);
    await page.selectOption('select[name=outcome]', 'violation');
    const violations = sample.cases.filter(({ outcome }) => outcome.kind === 'violation').length;
    expect(await visible()).toBe(violations);
    expect(await page.locator('#shown').textContent()).toBe(`${violations} cases shown`);
    await page.fill('input[name=q]', 'read back');
    expect(await visible()).toBe(1);
    expect(page.url()).toBe(`${url}#q=read+back&outcome=violation`);
    const again = await browser.newPage();
    await again.goto(page.url());
    expect(await again.locator('#list li:not([hidden])').count()).toBe(1);
    expect(await again.inputValue('input[name=q]')).toBe('read back');
    await page.click('button[type=reset]');
    await expect.poll(visible).toBe(all);
    expect(page.url()).toBe(url);
    await page.close();
    await again.close();
  });

  test('every link within the page leads to what is shown, by keyboard too', async () => {
    const { page } = await open('a broken run');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    for (const link of await page.locator('nav a').all()) {
      const target = await link.getAttribute('href');
      await link.focus();
      await page.keyboard.press('Enter');
      expect(await page.locator(target ?? '').isVisible()).toBe(true);
    }
    await page.close();
  });

  test('on paper there are no filters, and what broke is open', async () => {
    const { page } = await open('a broken run');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await page.locator('nav').isVisible()).toBe(false);
    expect(await page.locator('.promise').first().isVisible()).toBe(true);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
    await page.close();
  });
});
