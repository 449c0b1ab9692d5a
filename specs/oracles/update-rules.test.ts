import { describe, expect, test } from 'vitest';
import { copyJson, type JsonObject } from '../json.ts';
import { field, pod, refusal, write } from './update-rules.test-data.ts';
import { type Judgement, judgeKept, judgeUpdated, type ObservedWrite, otherWriters } from './update-rules.ts';

function broken(judgement: Judgement): Extract<Judgement, { kept: false }> {
  if (judgement.kept !== false) throw new Error(`judged ${JSON.stringify(judgement)}, though a promise is broken`);
  return judgement;
}

describe('a field that can be updated', () => {
  test('keeps its promise when it has the new value, nothing else changed, and the answer is the new object', () => {
    expect(judgeUpdated(write())).toEqual({ kept: true });
  });

  test('breaks it when the write is refused, and the reason is what the server said, in its first line', () => {
    const judged = broken(judgeUpdated(write({ status: 422, answer: refusal(field), after: pod('a', '1') })));
    expect(judged).toMatchObject({ effect: 'refused', actual: 'answer 422: it is invalid' });
    expect(judged.expected).toContain('becomes b');
  });

  test('breaks it when a refused write has changed the object all the same', () => {
    const judged = broken(judgeUpdated(write({ status: 500, answer: 'oops', after: pod('b', '2') })));
    expect(judged).toMatchObject({ effect: 'other', reason: expect.stringContaining('spec.containers[0].image') });
  });

  test('breaks it when the write is answered 200 and has no effect', () => {
    const after = pod('a', '1');
    expect(broken(judgeUpdated(write({ after, answer: after })))).toMatchObject({ effect: 'ignored' });
  });

  test('breaks it when something else changed too', () => {
    const after = pod('b', '2', { spec: { hostname: 'h' } });
    const judged = broken(judgeUpdated(write({ after, answer: after })));
    expect(judged).toMatchObject({
      effect: 'other',
      actual: expect.stringContaining('spec.hostname is h, not absent'),
    });
  });

  test('breaks it when it has a third value, neither the old one nor the new', () => {
    const after = pod('c', '2');
    const judged = broken(judgeUpdated(write({ after, answer: after })));
    expect(judged).toMatchObject({ effect: 'other', actual: expect.stringContaining('is c, not b') });
  });

  test('breaks it when the answer shows another object than the one that is stored', () => {
    const judged = broken(judgeUpdated(write({ answer: pod('a', '2') })));
    expect(judged.reason).toContain('the answer to the write');
    expect(broken(judgeUpdated(write({ answer: 'OK' }))).effect).toBe('other');
  });

  test('is not blamed for an answer of another version: somebody may have written in between', () => {
    expect(judgeUpdated(write({ answer: pod('a', '7') }))).toEqual({ kept: true });
  });

  test('is looked at even where it is one that the server keeps', () => {
    const wanted = pod('a', '9');
    const after = pod('a', '1');
    const judged = judgeUpdated(write({ field: 'metadata.resourceVersion', wanted, after, answer: after }));
    expect(broken(judged)).toMatchObject({ effect: 'ignored' });
  });

  test('is described at a length that can be read, however much went wrong', () => {
    const labels = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`k${i}`, 'v'.repeat(500)]));
    const after = pod('b', '2', { labels });
    const { actual } = broken(judgeUpdated(write({ after, answer: after })));
    expect(actual).toContain('and 4 more');
    expect(actual.length).toBeLessThan(1000);
  });
});

describe('a field that cannot be updated', () => {
  const unchanged = { after: pod('a', '1') };

  test('keeps its promise when the write is refused with 422 and the field is named, or one above or below it', () => {
    for (const named of ['spec.containers[0].image', 'spec', 'spec.containers[0].image.tag']) {
      const judged = judgeKept(write({ ...unchanged, status: 422, answer: refusal('metadata.x', named) }));
      expect(judged).toEqual({ kept: true });
    }
  });

  test('keeps it when the write is answered 200 and ignored, server-kept metadata aside', () => {
    expect(judgeKept(write({ after: pod('a', '2') }))).toEqual({ kept: true });
  });

  test('breaks it when the new value is stored', () => {
    const judged = broken(judgeKept(write()));
    expect(judged).toMatchObject({ effect: 'updated', reason: `${field} can be updated` });
    expect(judged.actual).toBe('answer 200; spec.containers[0].image was a, is b');
  });

  test('breaks it when the write does something else instead', () => {
    expect(broken(judgeKept(write({ after: pod('c', '2') })))).toMatchObject({ effect: 'other' });
  });

  test('breaks it when the write is refused, and yet the object changed', () => {
    const judged = broken(judgeKept(write({ status: 422, answer: refusal(field) })));
    expect(judged.reason).toContain('refused, and yet');
  });

  test.each<[string, Partial<ObservedWrite>]>([
    ['with 422, but for another field', { status: 422, answer: refusal('spec.nodeName') }],
    ['with 422, but for no field at all', { status: 422, answer: { kind: 'Status', message: 'no' } }],
    ['as forbidden', { status: 403, answer: { kind: 'Status', message: 'no' } }],
    ['by a fault of the server', { status: 500, answer: undefined }],
    ['as a conflict', { status: 409, answer: refusal(field) }],
  ])('is not judged when the write is refused %s', (_how, refused) => {
    expect(judgeKept(write({ ...unchanged, ...refused }))).toMatchObject({
      kept: 'unknown',
      why: expect.stringContaining(String(refused.status)),
    });
  });

  test('that is part of the address is kept by any refusal of the client', () => {
    const refused = { ...unchanged, status: 400, answer: { kind: 'Status', message: 'the name differs' } };
    expect(judgeKept(write({ ...refused, field: 'metadata.name' }))).toEqual({ kept: true });
    expect(judgeKept(write({ ...refused, field }))).toMatchObject({ kept: 'unknown' });
    for (const status of [500, 503])
      expect(judgeKept(write({ ...refused, field: 'metadata.name', status }))).toMatchObject({ kept: 'unknown' });
  });

  test('that is a precondition is kept by a conflict', () => {
    const conflict = { ...unchanged, status: 409, answer: { kind: 'Status', message: 'precondition failed' } };
    expect(judgeKept(write({ ...conflict, field: 'metadata.uid' }))).toEqual({ kept: true });
    const forbidden = { ...conflict, field: 'metadata.uid', status: 403 };
    expect(judgeKept(write(forbidden))).toMatchObject({ kept: 'unknown' });
  });

  test('that says who owns what is kept by a bad request', () => {
    const refused = { ...unchanged, field: 'metadata.managedFields', answer: { message: 'no' } };
    expect(judgeKept(write({ ...refused, status: 400 }))).toEqual({ kept: true });
    expect(judgeKept(write({ ...refused, status: 403 }))).toMatchObject({ kept: 'unknown' });
  });
});

describe('other clients that wrote in between', () => {
  const entry = (manager: string, time: string) => ({ manager, operation: 'Update', time });
  const managed = (...managedFields: JsonObject[]): JsonObject => ({ metadata: { managedFields } });

  test('are those whose entries are new or another than before', () => {
    const before = managed(entry('kube-covenant', '1'), entry('controller', '1'), entry('kubelet', '1'));
    const after = managed(
      entry('kube-covenant', '2'),
      entry('controller', '2'),
      entry('kubelet', '1'),
      entry('hpa', '2'),
    );
    expect(otherWriters(before, after, 'kube-covenant')).toEqual([{ name: 'controller' }, { name: 'hpa' }]);
  });

  test('are named with the subresource that they wrote to', () => {
    const status = { ...entry('kubelet', '2'), subresource: 'status' };
    const found = otherWriters(managed(), managed(status), 'kube-covenant');
    expect(found).toEqual([{ name: 'kubelet', subresource: 'status' }]);
  });

  test('are nobody whose name begins as ours does, nor what was there before anybody applied', () => {
    const after = managed(
      entry('kube-covenant-two', '1'),
      entry('not-kube-covenant', '1'),
      entry('before-first-apply', '1'),
    );
    expect(otherWriters(managed(), after, 'kube-covenant')).toStrictEqual([{ name: 'not-kube-covenant' }]);
  });

  test('are not found in entries that are none', () => {
    const odd: JsonObject = { metadata: { managedFields: [null, 'x'] } };
    expect(otherWriters(managed(), odd, 'kube-covenant')).toEqual([]);
    expect(otherWriters(managed(), { metadata: {} }, 'kube-covenant')).toEqual([]);
  });

  test('are not found where nobody but the suite wrote, or the server keeps no field managers', () => {
    const before = managed(entry('kube-covenant', '1'));
    expect(otherWriters(before, managed(entry('kube-covenant', '2')), 'kube-covenant')).toEqual([]);
    expect(otherWriters({ metadata: {} }, { metadata: {} }, 'kube-covenant')).toEqual([]);
  });
});

test('judging leaves what was observed as it was', () => {
  const observed = write({ after: pod('c', '2') });
  const copy = copyJson(observed);
  judgeUpdated(observed);
  judgeKept(observed);
  expect(observed).toEqual(copy);
});
