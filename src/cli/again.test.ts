import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReferenceServer, startReferenceServer } from '../../fixtures/reference-server/index.ts';
import { reports } from '../../reports/index.ts';
import { sample } from '../../reports/sample.test-data.ts';
import type { RunRecord } from '../record.ts';
import { captureOutput } from './captured.test-data.ts';
import { main } from './program.ts';

const requirement = 'concurrency.endpoints.patches-of-different-keys-all-land';
/** All that is at the top of a run's folder. */
const expectedNames = [...reports.map((one) => one.file), 'certificate.json', 'evidence'].toSorted();
let folder: string;
let file: string;
let broken: ReferenceServer;

/** A run in which one case was violated, of this server. */
function record(server: string): RunRecord {
  const [, , violated] = sample.cases;
  if (!violated) throw new Error('the sample has no third case');
  const one = { ...violated, requirement, name: 'merge-patch' };
  const target = { server, kind: 'external', schemas: 'published' } as const;
  return {
    ...sample,
    target,
    run: { ...sample.run, profiles: ['cci'], seed: 1, effort: 'standard' },
    cases: [...sample.cases, one],
  };
}

beforeAll(async () => {
  broken = await startReferenceServer({ faults: ['parallel-patches-conflict'] });
  folder = mkdtempSync(join(tmpdir(), 'covenant-'));
  file = join(folder, 'run.json');
  writeFileSync(file, JSON.stringify(record(broken.url)));
});
afterAll(async () => {
  await broken.close();
  rmSync(folder, { recursive: true });
});

const written = captureOutput();

describe('report', () => {
  test('writes every report of the record beside it, and leaves the record as it is', async () => {
    const before = readFileSync(file, 'utf8');
    expect(await main(['report', file])).toBe(0);
    expect(readdirSync(folder).toSorted()).toEqual(expectedNames);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(written.stdout).toContain(join(folder, 'summary.md'));
  });

  test('writes to another folder all of them', async () => {
    const out = join(folder, 'elsewhere', 'deep');
    expect(await main(['report', file, '--out', out])).toBe(0);
    expect(readdirSync(out).toSorted()).toEqual(expectedNames);
  });

  test('writes the pages in the language that is asked for, and refuses any other in one line', async () => {
    const out = join(folder, 'zh');
    expect(await main(['report', file, '--out', out, '--lang', 'zh'])).toBe(0);
    for (const page of ['report.html', 'certificate.html'])
      expect(readFileSync(join(out, page), 'utf8')).toContain('<html lang="zh-CN">');
    expect(await main(['report', file, '--out', out, '--lang', 'fr'])).toBe(2);
    expect(written.stderr).toBe('kube-covenant: --lang must be en or zh, not fr\n');
  });

  test('of a file that is no record is refused in one line', async () => {
    expect(await main(['report', 'package.json'])).toBe(2);
    expect(written.stderr).toMatch(/^kube-covenant: package\.json is no run record[^\n]*\n$/);
  });

  test('into a folder that cannot be made is refused in one line', async () => {
    expect(await main(['report', file, '--out', join(file, 'x')])).toBe(2);
    expect(written.stderr).toMatch(/^kube-covenant: --out [^\n]*cannot be written to[^\n]*\n$/);
  });
});

describe('replay', () => {
  test('makes the case again against the server of the run, prints its exchanges, and ends as a run of it would', async () => {
    expect(await main(['replay', file, `${requirement}/merge-patch`])).toBe(1);
    expect(written.stdout).toMatch(/^> POST \/api\/v1\/namespaces\n/);
    expect(written.stdout).toMatch(/> PATCH \/api\/v1\/namespaces\/covenant-\S+\/endpoints\/\S+\n/);
    expect(written.stdout).toMatch(/\nviolation\n/);
    expect(written.stdout).toContain('Expected: 8 answers of 200');
  });

  test('goes to another server where one is named, and says that it came out otherwise', async () => {
    const sound = await startReferenceServer({});
    const name = `${requirement} [MUST] merge-patch`;
    expect(await main(['replay', file, name, '--server', sound.url])).toBe(0);
    await sound.close();
    expect(written.stdout).toMatch(/\npass \(it was violation\)\n/);
  });

  test('leaves nothing on the server', async () => {
    expect(await main(['replay', file, `${requirement}/merge-patch`])).toBe(1);
    const answer = await fetch(`${broken.url}/api/v1/namespaces?labelSelector=kube-covenant%2Frun`);
    expect(((await answer.json()) as { items: unknown[] }).items).toEqual([]);
  });

  test.each([
    ['a case that the run does not have', `${requirement}/merge-patchh`, /has no case .*merge-patchh \(did you mean/],
    ['one of a requirement that there is not', 'update.pod.listed-fields-change/a passing case', /./],
  ])('of %s is refused in one line', async (_which, name, message) => {
    expect(await main(['replay', file, name])).toBe(2);
    expect(written.stderr).toMatch(/^kube-covenant: [^\n]+\n$/);
    expect(written.stderr).toMatch(message);
  });
});
