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

  test('what is not the whole document needs no latitude', () => {
    expect(read({ op: 'copy', from: '/labels/a', path: '/labels/b' })).toEqual([['', withLabels({ b: '1' })]]);
    expect(read({ op: 'move', from: '/labels/a', path: '/labels/m~0n' })).toEqual([
      ['', { ...document, labels: { 'm~n': '1' } }],
    ]);
  });

  test.each<[latitude: string, operation: object, strict: unknown, lenient: unknown]>([
    ['replace-absent', { op: 'replace', path: '/b', value: 1 }, [422], { ...document, b: 1 }],
    ['test-absent-null', { op: 'test', path: '/b', value: null }, [422], document],
    ['copy-absent', { op: 'copy', from: '/b', path: '/c' }, [422], { ...document, c: null }],
  ])('%s also holds for a topmost member: %j', (latitude, operation, strict, lenient) => {
    expect(read(operation)).toEqual([
      ['', strict],
      [latitude, lenient],
    ]);
  });

  test('a member may be absent at any depth', () => {
    const deep = { a: { b: { c: { d: 1 } } } };
    const replace = { op: 'replace', path: '/a/b/c/e', value: 2 };
    expect(jsonPatchReadings(deep, [replace]).map(({ latitude }) => latitude)).toEqual([[], ['replace-absent']]);
    const present = { ...replace, path: '/a/b/c/d' };
    expect(jsonPatchReadings(deep, [present])).toEqual([
      { answer: { applied: true, document: { a: { b: { c: { d: 2 } } } } }, latitude: [] },
    ]);
  });

  test('an index may have two digits', () => {
    const long = { list: [...'0123456789ab'] };
    const removed = (path: string) =>
      jsonPatchReadings(long, [{ op: 'remove', path }]).map(({ answer, latitude }) => [
        latitude.join(),
        answer.applied && (answer.document as typeof long).list.join(''),
      ]);
    expect(removed('/list/10')).toEqual([['', '0123456789b']]);
    expect(removed('/list/-10')).toEqual([
      ['', false],
      ['negative-index', '013456789ab'],
    ]);
  });

  test('move-into-itself: what is moved is gone when its place is looked for; in a list the next item is there', () => {
    const twins = { list: [{ n: 1 }, { n: 2 }], map: { in: {} } };
    const moves = (operation: object) => jsonPatchReadings(twins, [operation]).map(({ answer }) => answer);
    expect(moves({ op: 'move', from: '/map', path: '/map/in' })).toMatchObject([{ applied: false, status: 422 }]);
    expect(jsonPatchReadings(twins, [{ op: 'move', from: '/list/0', path: '/list/0/was' }])).toMatchObject([
      { answer: { applied: false, status: 422 }, latitude: [] },
      {
        answer: { applied: true, document: { list: [{ n: 2, was: { n: 1 } }] } },
        latitude: ['move-into-itself'],
      },
    ]);
  });

  test('10000 operations are never too many, 10001 may be', () => {
    const steps = Array.from({ length: 10001 }, () => ({ op: 'test', path: '/list/0', value: 'x' }));
    expect(read(...steps.slice(1))).toEqual([['', document]]);
    expect(read(...steps)).toEqual([
      ['', document],
      ['too-many-operations', [413]],
    ]);
    const [, many] = jsonPatchReadings(document, steps);
    expect(many?.answer).toMatchObject({ reason: 'more than 10000 operations' });
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
    [{ op: 'replace', path: '/list/1x', value: 'z' }],
    [{ op: 'replace', path: '/list/x-1', value: 'z' }],
    [{ op: 'replace', path: '/list/-1x', value: 'z' }],
    [{ op: 'add', path: 'labels', value: 'z' }],
    [{ op: 'add', path: 'x/none/b', value: 'z' }],
  ])('%j', (operation) => {
    expect(read({ op: 'add', path: '/labels/before', value: '1' }, operation)).toEqual([['', [422]]]);
  });
});

test.each<[patch: unknown, statuses: number[], reason: string, field?: string]>([
  ['x', [400], 'the patch is not a list'],
  [5, [400], 'the patch is not a list'],
  [{ op: 'add' }, [400], 'the patch is not a list'],
  [[1], [400], 'an operation is not an object'],
  [[[]], [400], 'an operation is not an object'],
  [[null], [400, 422], 'an operation is null'],
  [[{ op: 1, path: '/a' }], [400, 422], 'op is not a string'],
  [[{ op: 'add', path: 1, value: 1 }], [400, 422], 'path is not a string'],
  [[{ op: 'copy', path: '/a', from: {} }], [400, 422], 'from is not a string'],
  [[{ op: 'bogus', path: '/a' }], [422, 400], 'operation 0: there is no operation bogus', '/a'],
  [[{ path: '/a' }], [422, 400], 'operation 0: there is no operation undefined', '/a'],
  [[{ op: 'remove' }], [422, 400], 'operation 0: a pointer is missing'],
  [[{ op: 'remove', path: null }], [422, 400], 'operation 0: a pointer is missing'],
  [[{ op: 'add', path: '/none/a', value: 1 }], [422], 'operation 0: there is no /none', '/none/a'],
])('%j: what cannot be decoded is 400, what cannot be applied 422', (patch, [status, ...also], reason, field) => {
  const refusal = {
    applied: false,
    status,
    reason,
    ...(also.length > 0 && { also }),
    ...(field !== undefined && { field }),
  };
  expect(jsonPatchReadings(document, patch)).toStrictEqual([{ answer: refusal, latitude: [] }]);
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
