import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Exchange } from '../src/evidence.ts';
import type { Counterexample, Observed, Outcome, TimeLine, TimeLineEvent } from '../src/outcome.ts';
import type * as record from '../src/record.ts';
import schema from './run-record.schema.json' with { type: 'json' };
import { clean, crowded, sample, unreachable } from './sample.test-data.ts';

const ajv = new Ajv2020({ strict: true, allErrors: false });
// The package's types describe its CommonJS face; under nodenext the default import is the function itself.
(ajvFormats as unknown as (ajv: Ajv2020) => void)(ajv);
const validate = ajv.compile(schema);

describe('valid', () => {
  test.each(Object.entries({ sample, clean, unreachable, crowded }))('%s', (_name, value) => {
    validate(JSON.parse(JSON.stringify(value)));
    expect(validate.errors).toBeNull();
  });

  test('the sample has every outcome, so each was tried', () => {
    expect(Object.entries(sample.counts).filter(([, count]) => count === 0)).toEqual([]);
  });
});

/** Which properties of a type are optional; the compiler holds each table below complete and right. */
type Shape<T> = { [Key in keyof T]-?: Record<never, never> extends Pick<T, Key> ? 'optional' : 'required' };
type Kind<K extends Outcome['kind']> = Extract<Outcome, { readonly kind: K }>;
const R = 'required';
const O = 'optional';
const finding = { kind: R, reason: R, expected: R, actual: R, observed: O, counterexample: O, timeLine: O } as const;

const shapes: Record<string, Record<string, 'optional' | 'required'>> = {
  suite: { name: R, version: R } satisfies Shape<record.RunRecord['suite']>,
  run: {
    ...{ id: R, startedAt: R, durationMs: R, seed: R, effort: R, concurrency: R, strictDocuments: R, profiles: R },
    ...{ filter: R, interrupted: O, bailed: O, exchanges: R },
  } satisfies Shape<record.RunFacts>,
  target: {
    ...{ server: R, kind: R, version: O, fingerprint: O, schemas: R, unreachable: O },
  } satisfies Shape<record.TargetFacts>,
  fingerprint: { before: O, after: O } satisfies Shape<NonNullable<record.TargetFacts['fingerprint']>>,
  verdict: { kind: R, exitCode: R, reason: R } satisfies Shape<record.Verdict>,
  counts: {
    ...{ pass: R, violation: R, advisory: R, disputed: R, unsupported: R, inconclusive: R, error: R },
  } satisfies Shape<record.RunRecord['counts']>,
  chapter: { name: R, title: R } satisfies Shape<record.ChapterFacts>,
  requirement: {
    ...{ id: R, chapter: R, title: R, level: R, basis: R, profiles: R, cites: R, needs: R, kills: R, planned: R },
  } satisfies Shape<record.RequirementFacts>,
  citation: { document: R, title: R, where: R } satisfies Shape<record.CitationFacts>,
  case: {
    ...{
      requirement: R,
      name: R,
      profile: R,
      outcome: R,
      durationMs: R,
      exchanges: R,
      cell: O,
      replay: R,
      evidence: O,
    },
  } satisfies Shape<record.CaseRecord>,
  promise: {
    ...{ promise: R, document: R, text: R, where: R, basis: R, checkedBy: R, planned: R, waived: O },
  } satisfies Shape<record.PromiseCoverage>,
  cell: { kind: R, subresource: O, field: R, way: R } satisfies Shape<record.Cell>,
  fieldRow: { kind: R, subresource: O, field: R, ways: R } satisfies Shape<record.FieldRow>,
  timeLine: { lanes: R } satisfies Shape<TimeLine>,
  timeLineLane: { name: R, events: R } satisfies Shape<TimeLine['lanes'][number]>,
  timeLineEvent: { at: R, label: R, version: O, mark: O } satisfies Shape<TimeLineEvent>,
  statusCodeRow: { method: R, path: R, codes: R } satisfies Shape<record.StatusCodeRow>,
  statusSeen: { kind: R, times: R, documented: R } satisfies Shape<Extract<record.StatusCodeCell, { times: number }>>,
  statusUnseen: { kind: R, reason: R } satisfies Shape<Extract<record.StatusCodeCell, { reason: string }>>,
  passed: { kind: R } satisfies Shape<Kind<'pass'>>,
  undecided: { kind: R, reason: R } satisfies Shape<Kind<'unsupported'>> &
    Shape<Kind<'inconclusive'>> &
    Shape<Kind<'error'>>,
  deviation: finding satisfies Shape<Kind<'violation'>> & Shape<Kind<'advisory'>>,
  disputed: { ...finding, dispute: R } satisfies Shape<Kind<'disputed'>>,
  observed: { effect: R, status: R } satisfies Shape<Observed>,
  counterexample: { value: R, seed: R, path: R, shrinks: R } satisfies Shape<Counterexample>,
  exchange: {
    ...{ method: R, path: R, requestHeaders: R, requestBody: O, status: R, responseHeaders: R, responseBody: R },
    ...{ requestBodyBase64: O, at: R, durationMs: R },
  } satisfies Shape<Exchange>,
  left: { path: R, reason: R } satisfies Shape<record.LeftBehind>,
};
const root: Record<string, 'optional' | 'required'> = {
  ...{ recordVersion: R, suite: R, run: R, target: R, verdict: R, counts: R, chapters: R, requirements: R, cases: R },
  fieldMatrix: R,
  statusCodes: R,
  coverage: R,
  left: R,
} satisfies Shape<record.RunRecord>;

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
}

describe('the schema has the properties of the TypeScript type, and demands the same ones', () => {
  const definitions = schema.$defs as Readonly<Record<string, ObjectSchema>>;
  test.each([
    ['the record', schema as ObjectSchema, root] as const,
    ...Object.entries(shapes).map(([name, shape]) => [name, definitions[name], shape] as const),
  ])('%s', (_name, definition, shape) => {
    expect(definition?.additionalProperties).toBe(false);
    const keys = Object.keys(definition?.properties ?? {});
    const found = Object.fromEntries(keys.map((key) => [key, definition?.required?.includes(key) ? R : O]));
    expect(found).toEqual(shape);
  });

  test('no closed object is left out', () => {
    const closed = Object.entries(definitions).filter(([, definition]) => definition.properties !== undefined);
    expect(closed.map(([name]) => name).toSorted()).toEqual(Object.keys(shapes).toSorted());
  });
});

type Path = readonly (string | number)[];

/** Every place in a value, outermost first. */
function* places(value: unknown, path: Path = []): Generator<{ readonly path: Path; readonly value: unknown }> {
  yield { path, value };
  if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* places(one, [...path, index]);
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) yield* places(one, [...path, key]);
}

/** A copy with the value at a path changed, or removed. */
function changed(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? changed(one, rest, change) : one));
  const object = value as Readonly<Record<string, unknown>>;
  const next = changed(object[key], rest, change);
  const { [key]: _, ...others } = object;
  return next === undefined ? others : { ...others, [key]: next };
}

describe('broken', () => {
  const headers = (path: Path) => path.some((key) => /Headers$/.test(String(key)));
  const all = [...places(sample)].filter(({ path }) => !headers(path.slice(0, -1)));

  test('a foreign property anywhere', () => {
    const objects = all.filter(
      ({ value, path }) => !Array.isArray(value) && typeof value === 'object' && !headers(path),
    );
    expect(objects.length).toBeGreaterThan(40);
    for (const { path } of objects) {
      expect(validate(changed(sample, path, (old) => ({ ...(old as object), foreign: 1 }))), path.join('.')).toBe(
        false,
      );
    }
  });

  test('a value of another type anywhere', () => {
    for (const { path } of all) {
      const other = (old: unknown) => (typeof old === 'boolean' ? 'true' : true);
      expect(validate(changed(sample, path, other)), path.join('.')).toBe(false);
    }
  });

  test('a required property missing anywhere', () => {
    const optional = new Set([
      'interrupted',
      'bailed',
      'fingerprint',
      'before',
      'after',
      'version',
      'unreachable',
      'cell',
      'subresource',
      'evidence',
      'requestBody',
      'observed',
      'counterexample',
      'timeLine',
      'mark',
      'waived',
    ]);
    // A way that a field was not written in has no outcome, and a status that is neither promised nor seen no cell.
    const isFree = (path: Path) =>
      optional.has(String(path.at(-1))) || path.at(-2) === 'ways' || path.at(-2) === 'codes';
    const required = all.filter(({ path }) => typeof path.at(-1) === 'string' && !isFree(path));
    expect(required.length).toBeGreaterThan(150);
    for (const { path } of required) {
      expect(validate(changed(sample, path, () => undefined)), path.join('.')).toBe(false);
    }
  });

  test.each<[string, Path, unknown]>([
    ['a newer record', ['recordVersion'], 2],
    ['an unknown outcome', ['cases', 0, 'outcome', 'kind'], 'passed'],
    ['a pass with a reason', ['cases', 0, 'outcome'], { kind: 'pass', reason: 'because' }],
    ['a violation with a dispute', ['cases', 2, 'outcome', 'dispute'], 'pod-self-link'],
    ['a disputed case without one', ['cases', 6, 'outcome', 'kind'], 'violation'],
    ['a verdict with the exit code of another', ['verdict', 'exitCode'], 0],
    ['a name that is not ASCII', ['cases', 0, 'name'], '标签'],
    ['an id that is no slug', ['cases', 0, 'requirement'], 'Update Pod'],
    ['a time without a zone', ['run', 'startedAt'], '2026-01-02T03:04:05'],
    ['a time that never was', ['run', 'startedAt'], '2026-13-02T03:04:05Z'],
    ['a server that is no URL', ['target', 'server'], 'cluster'],
    ['half a case', ['counts', 'pass'], 0.5],
    ['a header that is no text', ['cases', 2, 'evidence', 0, 'requestHeaders', 'a'], 1],
  ])('%s', (_name, path, value) => {
    expect(validate(changed(sample, path, () => value))).toBe(false);
  });
});
