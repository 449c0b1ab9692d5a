import { describe, expect, test } from 'vitest';
import { answer, operation, pod, podOperation } from './passive.test-data.ts';
import { judgeBody, judgeTimes } from './passive-body.ts';

const whatOf = (found: ReturnType<typeof judgeBody>) => found?.map(({ what }) => what);
const withTime = (time: unknown) => answer({ body: pod({ creationTimestamp: time }) });

describe('a time', () => {
  test.each(['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.123456Z', '2026-01-02T03:04:05+02:00', null])(
    'is kept as %j',
    (time) => {
      expect(judgeTimes(withTime(time), podOperation)).toEqual([]);
      expect(judgeBody(withTime(time), podOperation)).toEqual([]);
    },
  );

  test.each([
    '2026-01-02',
    '2026-01-02T03:04:05',
    '1767323045',
    'Fri, 02 Jan 2026 03:04:05 GMT',
    '2026-13-02T03:04:05Z',
    '',
  ])('is a deviation as %j, and of this one promise alone', (time) => {
    const [found] = judgeTimes(withTime(time), podOperation) ?? [];
    expect(found).toEqual({
      what: '/metadata/creationTimestamp',
      reason: '/metadata/creationTimestamp is no time of RFC 3339',
      expected: 'a date, a time and an offset, such as 2016-08-08T02:20:42Z',
      actual: JSON.stringify(time),
    });
    expect(judgeBody(withTime(time), podOperation)).toEqual([]);
  });

  test('is judged wherever the schema has one', () => {
    const managedFields = [{ manager: 'm', time: 'now' }];
    const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: 'then' }];
    const body = pod({ managedFields }, { status: { conditions } });
    expect(whatOf(judgeTimes(answer({ body }), podOperation))).toEqual([
      '/metadata/managedFields/*/time',
      '/status/conditions/*/lastTransitionTime',
    ]);
  });

  test('is judged apart from the other faults', () => {
    const body = pod({ creationTimestamp: 'now', labels: 3 });
    expect(whatOf(judgeTimes(answer({ body }), podOperation))).toEqual(['/metadata/creationTimestamp']);
    expect(whatOf(judgeBody(answer({ body }), podOperation))).toEqual(['200 /metadata/labels']);
  });

  test.each([
    ['/times/a~1b~0c', { times: { 'a/b~c': 'now' } }, '"now"'],
    ['/times/2', { times: ['x', 'y', 'then'] }, '"then"'],
    ['/', 'never', '"never"'],
    ['/times', { times: 'x'.repeat(500) }, `"${'x'.repeat(199)}`],
    ['/times/gone', {}, 'nothing'],
  ])('is shown as it was found at %s', (pointer, body, actual) => {
    const promised = operation({ kinds: [], faults: () => [`${pointer} must match format "date-time"`] });
    expect(judgeTimes(answer({ body }), promised)).toMatchObject([{ actual }]);
  });

  test.each([
    ['of another kind', answer({ body: { ...pod({ creationTimestamp: 'now' }), kind: 'Job' } })],
    ['of no JSON', answer({ body: undefined })],
    ['of a status that is not documented', answer({ status: 202, body: pod({ creationTimestamp: 'now' }) })],
  ])('in a body %s is not judged', (_, seen) => {
    expect(judgeTimes(seen, podOperation)).toBeUndefined();
  });
});
