import { describe, expect, test } from 'vitest';
import type { Subject } from '../promises/for-each-kind.ts';
import { shownIn, statusOf, writeOf } from './register-writes.ts';

const status = { name: 'status', writes: 'status', values: [{ phase: 'Running' }, { phase: 'Failed' }] };
const subject = { resource: { subresources: [status] }, schemas: { root: '', schemas: {} } } as unknown as Subject;
const seen = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', resourceVersion: '7', annotations: { 'covenant-a': '1', 'covenant-b': '2', other: 'x' } },
  status: { phase: 'Pending' },
};

test('an object shows its version, its two values, and its status as one text whatever its order', () => {
  const shown = shownIn({ ...seen, status: { b: { d: 1, c: 2 }, a: [] } });
  expect(shown).toEqual({ version: '7', values: { a: '1', b: '2', status: '{"a":[],"b":{"c":2,"d":1}}' } });
  expect(shownIn({ metadata: { resourceVersion: '8' } }).values).toEqual({ a: '', b: '', status: '' });
});

test('a status is written where its lawful values are known', () => {
  expect(statusOf(subject)?.name).toBe('status');
  expect(statusOf({ ...subject, resource: { ...subject.resource, subresources: [{ ...status, values: [] }] } })).toBe(
    undefined,
  );
});

describe('a write is sent as what it is to the register:', () => {
  const write = (step: Parameters<typeof writeOf>[3]) => writeOf(subject, '/p', seen, step, '9');

  test('a PUT writes all that was seen, with one other value, of the version seen', () => {
    const { request, call } = write({ does: 'put', name: 'a' });
    const annotations = { 'covenant-a': '9', 'covenant-b': '2', other: 'x' };
    expect(request).toMatchObject({ method: 'PUT', path: '/p', body: { ...seen, metadata: { annotations } } });
    expect(call).toEqual({ sets: { a: '9' }, ofVersion: '7' });
  });

  test('a patch writes one value, of the version seen or of any', () => {
    const patch = write({ does: 'patch', by: 'merge-patch', name: 'b' });
    expect(patch.request.body).toEqual({ metadata: { annotations: { 'covenant-b': '9' } } });
    expect(patch.call).toEqual({ sets: { b: '9' } });
    const conditional = write({ does: 'patch-of-version', by: 'json-patch', name: 'b' });
    expect(conditional.request.body).toEqual([
      { op: 'replace', path: '/metadata/resourceVersion', value: '7' },
      { op: 'add', path: '/metadata/annotations/covenant-b', value: '9' },
    ]);
    expect(conditional.call).toEqual({ sets: { b: '9' }, ofVersion: '7' });
  });

  test('each application is by a manager of its own', () => {
    expect(write({ does: 'patch', by: 'apply', name: 'a' }).request.path).toBe(
      '/p?fieldManager=kube-covenant-9&force=true',
    );
  });

  test('a JSON Patch with a test is of the value seen', () => {
    const { request, call, refusal } = write({ does: 'patch-where', name: 'a' });
    expect(request.body).toEqual([
      { op: 'test', path: '/metadata/annotations/covenant-a', value: '1' },
      { op: 'replace', path: '/metadata/annotations/covenant-a', value: '9' },
    ]);
    expect(call).toEqual({ sets: { a: '9' }, ofValue: ['a', '1'] });
    expect(refusal).toBe(422);
  });

  test('the status goes to its own path, by PUT of the version seen', () => {
    const put = write({ does: 'put-status', value: 1 });
    expect(put.request).toMatchObject({
      method: 'PUT',
      path: '/p/status',
      body: { ...seen, status: { phase: 'Failed' } },
    });
    expect(put.call).toEqual({ changes: ['status'], ofVersion: '7' });
    const patch = write({ does: 'status', value: 0 });
    expect(patch.request).toMatchObject({ method: 'PATCH', path: '/p/status', body: { status: { phase: 'Running' } } });
    expect(patch.call).toEqual({ changes: ['status'] });
  });
});
