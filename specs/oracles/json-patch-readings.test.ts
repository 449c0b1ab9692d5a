import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyJson } from '../json.ts';
import { applyJsonPatch, type JsonPatchOperation } from './json-patch.ts';
import { jsonPatchReadings } from './json-patch-readings.ts';
import { jsonObject } from './json-values.test-data.ts';
import { statusesOf } from './patch-answer.ts';

const document = { list: ['x', 'y'], labels: { a: '1', 'm~n': 't' } };

/** What each reading of a patch comes to: its latitude, then the document or the statuses. */
function read(...patch: unknown[]): [string, unknown][] {
  return jsonPatchReadings(document, patch).map(({ answer, latitude }) => [
    latitude.join('+'),
    answer.applied ? answer.document : statusesOf(answer),
  ]);
}

const withList = (...list: string[]) => ({ ...document, list });
const withLabels = (labels: object) => ({ ...document, labels: { ...document.labels, ...labels } });

describe('latitude that servers take beside the RFC', () => {
  test.each<[latitude: string, operation: object, lenient: unknown]>([
    ['negative-index', { op: 'add', path: '/list/-1', value: 'z' }, withList('x', 'y', 'z')],
    ['negative-index', { op: 'add', path: '/list/-3', value: 'z' }, withList('z', 'x', 'y')],
    ['negative-index', { op: 'remove', path: '/list/-1' }, withList('x')],
    ['negative-index', { op: 'replace', path: '/list/-2', value: 'z' }, withList('z', 'y')],
    ['negative-index', { op: 'replace', path: '/list/-0', value: 'z' }, withList('z', 'y')],
    ['loose-index', { op: 'replace', path: '/list/01', value: 'z' }, withList('x', 'z')],
    ['loose-index', { op: 'remove', path: '/list/+0' }, withList('y')],
    ['replace-absent', { op: 'replace', path: '/labels/b', value: '2' }, withLabels({ b: '2' })],
    ['test-absent-null', { op: 'test', path: '/labels/b', value: null }, document],
    ['copy-absent', { op: 'copy', from: '/labels/b', path: '/labels/c' }, withLabels({ c: null })],
    ['value-absent', { op: 'add', path: '/labels/b' }, withLabels({ b: null })],
    ['lone-tilde', { op: 'replace', path: '/labels/m~n', value: 'u' }, withLabels({ 'm~n': 'u' })],
    ['no-leading-slash', { op: 'add', path: 'x/labels/b', value: '2' }, withLabels({ b: '2' })],
  ])('%s: %j', (latitude, operation, lenient) => {
    expect(read(operation)).toEqual([
      ['', [422]],
      [latitude, lenient],
    ]);
  });

  test.each([
    [{ op: 'add', path: '', value: 1 }, 1],
    [{ op: 'remove', path: '' }, null],
    [
      { op: 'copy', from: '', path: '/labels' },
      { ...document, labels: document },
    ],
  ])('no-whole-document: %j is refused as well', (operation, strict) => {
    expect(read(operation)).toEqual([
      ['', strict],
      ['no-whole-document', [422]],
    ]);
  });

  test('a whole document can be replaced and tested by every server', () => {
    expect(read({ op: 'replace', path: '', value: { b: 1 } })).toEqual([['', { b: 1 }]]);
    expect(read({ op: 'test', path: '', value: document })).toEqual([['', document]]);
  });

  test('move-into-itself: what is moved is gone when its place is looked for; in a list the next item is there', () => {
    const twins = { list: [{ n: 1 }, { n: 2 }], map: { in: {} } };
    const moves = (operation: object) => jsonPatchReadings(twins, [operation]).map(({ answer }) => answer);
    expect(moves({ op: 'move', from: '/map', path: '/map/in' })).toMatchObject([{ applied: false, status: 422 }]);
    expect(moves({ op: 'move', from: '/list/0', path: '/list/0/was' })).toMatchObject([
      { applied: false, status: 422 },
      { applied: true, document: { list: [{ n: 2, was: { n: 1 } }] } },
    ]);
  });

  test('10000 operations are never too many, 10001 may be', () => {
    const steps = Array.from({ length: 10001 }, () => ({ op: 'test', path: '/list/0', value: 'x' }));
    expect(read(...steps.slice(1))).toEqual([['', document]]);
    expect(read(...steps)).toEqual([
      ['', document],
      ['too-many-operations', [413]],
    ]);
  });
});

describe('no server takes', () => {
  test.each([
    [{ op: 'remove', path: '/labels/none' }],
    [{ op: 'move', from: '/labels/none', path: '/labels/b' }],
    [{ op: 'add', path: '/none/b', value: '2' }],
    [{ op: 'replace', path: '/none/b', value: '2' }],
    [{ op: 'test', path: '/labels/a', value: '2' }],
    [{ op: 'test', path: '/labels/b', value: '2' }],
    [{ op: 'test', path: '/list/2', value: null }],
    [{ op: 'add', path: '/list/3', value: 'z' }],
    [{ op: 'add', path: '/list/-4', value: 'z' }],
    [{ op: 'remove', path: '/list/2' }],
    [{ op: 'remove', path: '/list/-3' }],
    [{ op: 'replace', path: '/list/-', value: 'z' }],
    [{ op: 'replace', path: '/list/1e0', value: 'z' }],
    [{ op: 'add', path: 'labels', value: 'z' }],
    [{ op: 'add', path: 'x/none/b', value: 'z' }],
  ])('%j', (operation) => {
    expect(read({ op: 'add', path: '/labels/before', value: '1' }, operation)).toEqual([['', [422]]]);
  });
});

test.each<[unknown, number[]]>([
  ['x', [400]],
  [5, [400]],
  [{ op: 'add' }, [400]],
  [[1], [400]],
  [[[]], [400]],
  [[null], [400, 422]],
  [[{ op: 1, path: '/a' }], [400, 422]],
  [[{ op: 'add', path: 1, value: 1 }], [400, 422]],
  [[{ op: 'bogus', path: '/a' }], [422, 400]],
  [[{ path: '/a' }], [422, 400]],
  [[{ op: 'remove' }], [422, 400]],
  [[{ op: 'add', path: '/none/a', value: 1 }], [422]],
])('%j: what cannot be decoded is 400, what cannot be applied 422', (patch, statuses) => {
  expect(jsonPatchReadings(document, patch).map(({ answer }) => statusesOf(answer))).toEqual([statuses]);
});

test('null is no patch, or one without operations', () => {
  expect(jsonPatchReadings(document, null)).toMatchObject([
    { answer: { applied: false, status: 400 } },
    { answer: { applied: true, document }, latitude: ['null-is-empty'] },
  ]);
});

test('a refusal names the target of the operation that is refused', () => {
  const patch = [
    { op: 'test', path: '/list/0', value: 'x' },
    { op: 'remove', path: '/none' },
  ];
  const [reading] = jsonPatchReadings(document, patch);
  expect(reading?.answer).toMatchObject({ field: '/none', reason: expect.stringContaining('operation 1') });
});

const pointer = fc.constantFrom('', '/a', '/b', '/a/0', '/a/-', '/a/-1', '/a/01', '/b/a', 'a', '/m~n', '/a~1b');
const operation = fc.record(
  {
    op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test') as fc.Arbitrary<JsonPatchOperation['op']>,
    path: pointer,
    from: pointer,
    value: fc.constantFrom(null, 1, 'text', [1]),
  },
  { requiredKeys: ['op', 'path', 'from'] },
) as fc.Arbitrary<JsonPatchOperation>;

test('the first reading is that of the RFC, all the readings differ, and none changes the document given', () => {
  fc.assert(
    fc.property(jsonObject({ nulls: true }), fc.array(operation, { maxLength: 3 }), (stored, patch) => {
      const before = copyJson(stored);
      const [first, ...others] = jsonPatchReadings(stored, patch);
      const strict = applyJsonPatch(stored, patch);
      expect(first?.latitude).toEqual([]);
      expect(first?.answer.applied).toBe(strict.applied);
      if (strict.applied) expect(first?.answer).toEqual({ applied: true, document: strict.document });
      for (const { latitude, answer } of others) {
        expect(latitude).not.toEqual([]);
        expect(answer).not.toEqual(first?.answer);
      }
      expect(stored).toEqual(before);
    }),
    { numRuns: 500 },
  );
});

test('a value of the patch that a later operation works on is the same at the next reading', () => {
  const patch = [
    { op: 'add', path: '/s', value: ['a', 'b'] },
    { op: 'remove', path: '/s/0' },
    { op: 'add', path: '/s/-1', value: 'c' },
  ];
  const before = structuredClone(patch);
  const readings = jsonPatchReadings({}, patch);
  expect(patch).toStrictEqual(before);
  expect(readings.find(({ latitude }) => latitude.includes('negative-index'))?.answer).toMatchObject({ applied: true });
});
