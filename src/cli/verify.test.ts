import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Certificate } from '../../reports/certificate/certificate.ts';
import { clean, sample, withCases } from '../../reports/sample.test-data.ts';
import { UsageError } from '../errors.ts';
import type { RunRecord } from '../record.ts';
import { fieldMatrix } from '../run/field-matrix.ts';
import { verdictOf } from '../run/verdict.ts';
import { verify } from './commands/verify.ts';
import { writeReports } from './write-reports.ts';

const folder = mkdtempSync(join(tmpdir(), 'covenant-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The record with the figures that its own cases give, as a run would have it. */
function coherent(record: RunRecord): RunRecord {
  const listed = record.cases.filter(({ requirement }) => record.requirements.some(({ id }) => id === requirement));
  const counted = withCases(listed, { ...record, cases: listed });
  const { cases, counts, requirements, run } = counted;
  const planned = requirements.filter((one) => one.planned).length;
  const verdict = verdictOf(counts, run.interrupted !== undefined, planned);
  return JSON.parse(JSON.stringify({ ...counted, fieldMatrix: fieldMatrix(cases), verdict })) as RunRecord;
}

const whole = coherent(sample);
beforeEach(() => {
  rmSync(folder, { recursive: true });
  writeReports(whole, folder);
});

const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test('what a run wrote agrees with itself', () => {
  expect(verify(folder)).toMatchObject({ code: 0, text: expect.stringMatching(/^not-conformant: /) });
});

test('one byte of any file is noticed, and the file is named', () => {
  const all = files();
  expect(all.length).toBeGreaterThan(8);
  for (const file of all.filter((path) => !path.endsWith('certificate.json') && !path.endsWith('run.json'))) {
    const before = readFileSync(file);
    const after = Buffer.from(before);
    after[Math.floor(after.length / 2)] = (after[Math.floor(after.length / 2)] ?? 0) ^ 1;
    writeFileSync(file, after);
    const { code, text } = verify(folder);
    expect({ code, text }, file).toEqual({ code: 1, text: expect.stringContaining(file.slice(folder.length + 1)) });
    writeFileSync(file, before);
  }
  expect(verify(folder).code).toBe(0);
});

test('one byte of the record, or of the certificate, is noticed: what it makes is refused, or does not agree', () => {
  for (const name of ['run.json', 'certificate.json']) {
    const file = join(folder, name);
    const before = readFileSync(file);
    const step = Math.max(1, Math.floor(before.length / 150));
    for (let place = 0; place < before.length; place += step) {
      // White space between two tokens of the certificate says nothing, and is in no digest.
      if (name === 'certificate.json' && /\s/.test(String.fromCharCode(before[place] ?? 0))) continue;
      const after = Buffer.from(before);
      after[place] = (after[place] ?? 0) ^ 1;
      writeFileSync(file, after);
      expect(noticed(), `${name}, byte ${place}`).toBe(true);
    }
    writeFileSync(file, before);
  }
});

function noticed(): boolean {
  try {
    return verify(folder).code === 1;
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(UsageError);
    return true;
  }
}

type Path = readonly (string | number)[];

/** Every place of a value that holds no other. */
function* leaves(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value !== 'object' || value === null) yield path;
  else for (const [key, one] of Object.entries(value)) yield* leaves(one, [...path, key]);
}

/** The value with another one at a place: of the same kind, so that only its meaning is wrong. */
function altered(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) {
    if (typeof value === 'number') return value + 1;
    if (typeof value === 'boolean') return !value;
    return /^[0-9a-f]{64}$/.test(String(value)) ? 'c'.repeat(64) : `${String(value)}x`;
  }
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[key] = altered(copy[key], rest);
  return copy;
}

test('every field of the certificate, altered one at a time, is noticed', () => {
  const file = join(folder, 'certificate.json');
  const certificate = JSON.parse(readFileSync(file, 'utf8')) as Certificate;
  const places = [...leaves(certificate)];
  expect(places.length).toBeGreaterThan(60);
  for (const place of places) {
    writeFileSync(file, JSON.stringify(altered(certificate, place)));
    expect(noticed(), place.join('.')).toBe(true);
  }
});

test('a record that was made better, with digests to match, is noticed by its own figures', () => {
  const better: RunRecord = { ...whole, counts: { ...whole.counts, violation: 0 } };
  writeReports(better, folder);
  expect(verify(folder)).toMatchObject({ code: 1, text: expect.stringContaining('counts is not what its cases give') });
  writeReports({ ...whole, verdict: { kind: 'conformant', exitCode: 0, reason: 'all well' } }, folder);
  expect(verify(folder).text).toContain('verdict is not what its cases give');
});

test('evidence that is missing, or was added, is named', () => {
  const [evidence] = files().filter((path) => path.includes('/evidence/'));
  if (!evidence) throw new Error('the sample has no evidence');
  writeFileSync(join(folder, 'evidence', 'another.json'), '[]');
  expect(verify(folder).text).toContain('evidence/another.json: the certificate does not have its digest');
  rmSync(evidence);
  expect(verify(folder).text).toContain('and it is not there');
});

test('a certificate that names files elsewhere is not believed', () => {
  const file = join(folder, 'certificate.json');
  const certificate = JSON.parse(readFileSync(file, 'utf8')) as Certificate;
  const subject = [...certificate.subject, { name: '../../etc/hostname', digest: { sha256: 'a'.repeat(64) } }];
  writeFileSync(file, JSON.stringify({ ...certificate, subject }));
  expect(verify(folder).text).toContain('../../etc/hostname: the certificate has its digest, and it is not there');
});

test('a folder without a certificate is refused', () => {
  rmSync(join(folder, 'certificate.json'));
  expect(() => verify(folder)).toThrow(/certificate\.json cannot be read: no such file/);
});

describe('a clean run', () => {
  const target = { ...clean.target, fingerprint: { before: 'a'.repeat(64), after: 'a'.repeat(64) } };
  const sound = coherent({ ...clean, target, requirements: clean.requirements.filter(({ planned }) => !planned) });
  test('is verified as conformant', () => {
    rmSync(folder, { recursive: true });
    writeReports(sound, folder);
    expect(verify(folder)).toMatchObject({ code: 0, text: expect.stringMatching(/^conformant: /) });
  });
});
