import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { wrongInDryAnswer, wrongInDryRefusal, wrongInEventsBeside } from './dry-run.ts';

const uids = ['129f5d56-9ef9-414d-a588-50e8134256de', '5504c224-67a6-46d6-8457-3f263bf86608'] as const;

const object = (metadata: JsonObject, more: JsonObject = {}) => ({
  status: 200,
  body: { kind: 'Job', metadata: { name: 'a', ...metadata }, ...more },
});

describe('the answer to a dry run', () => {
  test('has its own uid, version and times', () => {
    const dry = object({
      uid: uids[0],
      labels: { 'controller-uid': uids[0] },
      creationTimestamp: '2026-11-21T02:31:10Z',
      managedFields: [{ manager: 'm', time: '2026-11-21T02:31:10Z' }],
    });
    const real = object({
      uid: uids[1],
      resourceVersion: '7',
      generation: 1,
      labels: { 'controller-uid': uids[1] },
      creationTimestamp: '2026-11-21T02:31:11Z',
      managedFields: [{ manager: 'm', time: '2026-11-21T02:31:11Z' }],
    });
    expect(wrongInDryAnswer(dry, real)).toBeUndefined();
  });

  test('may be without a uid', () => {
    expect(wrongInDryAnswer(object({}), object({ uid: uids[1], resourceVersion: '7' }))).toBeUndefined();
  });

  test('may show another version, not another generation', () => {
    expect(wrongInDryAnswer(object({ resourceVersion: '6' }), object({ resourceVersion: '7' }))).toBeUndefined();
    expect(wrongInDryAnswer(object({ generation: 1 }), object({ generation: 2 }))).toMatch(
      /metadata\.generation was 2, is 1/,
    );
  });

  test('is otherwise the same', () => {
    const wrong = wrongInDryAnswer(object({}, { spec: { list: ['x', 'x'] } }), object({}, { spec: { list: ['x'] } }));
    expect(wrong).toMatch(/spec\.list was \["x"\], is \["x","x"\]/);
    expect(wrongInDryAnswer(object({ finalizers: ['a'] }), object({}))).toMatch(/metadata\.finalizers/);
    expect(wrongInDryAnswer(object({}), object({ deletionTimestamp: '2026-11-21T02:31:10Z' }))).toMatch(
      /deletionTimestamp/,
    );
  });

  test('has the same status, and a body', () => {
    expect(wrongInDryAnswer({ ...object({}), status: 200 }, { ...object({}), status: 201 })).toMatch(
      /answered 200, .* 201/,
    );
    expect(wrongInDryAnswer({ status: 200, body: undefined }, object({}))).toMatch(/no object/);
  });

  test('may be a Status where the other is the object', () => {
    expect(wrongInDryAnswer({ status: 200, body: { kind: 'Status' } }, object({}))).toBeUndefined();
    expect(wrongInDryAnswer(object({}), { status: 200, body: { kind: 'Status' } })).toBeUndefined();
    expect(
      wrongInDryAnswer(
        { status: 200, body: { kind: 'Status', details: { name: 'a' } } },
        { status: 200, body: { kind: 'Status', details: { name: 'b' } } },
      ),
    ).toMatch(/details\.name/);
  });

  test('is compared but for what was written in between, and for names', () => {
    const [dry, real] = [object({ labels: { a: '1' } }), object({ labels: { a: '2' } })];
    expect(wrongInDryAnswer(dry, real)).toMatch(/labels/);
    expect(wrongInDryAnswer(dry, real, { beside: ['metadata.labels'] })).toBeUndefined();
    const named = (name: string) => object({ name, labels: { 'job-name': name } });
    expect(wrongInDryAnswer(named('gen-x'), named('gen-y'), { names: ['gen-x', 'gen-y'] })).toBeUndefined();
    expect(wrongInDryAnswer(named('gen-x'), named('gen-y'))).toMatch(/job-name/);
  });
});

describe('a dry run that is refused', () => {
  const refusal = (status: number, reason: string, ...fields: string[]) => ({
    status,
    body: { kind: 'Status', reason, details: { causes: fields.map((field) => ({ field })) } },
  });
  const real = refusal(422, 'Invalid', 'metadata.labels', 'spec');

  test('is refused as for real', () => {
    expect(wrongInDryRefusal(refusal(422, 'Invalid', 'spec', 'metadata.labels'), real)).toBeUndefined();
    expect(wrongInDryRefusal(refusal(404, 'NotFound'), refusal(404, 'NotFound'))).toBeUndefined();
  });

  test.each([
    ['another status', { status: 200, body: {} }, /answered 200, .* 422/],
    ['another reason', refusal(422, 'BadRequest', 'metadata.labels', 'spec'), /BadRequest/],
    ['fewer fields', refusal(422, 'Invalid', 'spec'), /for spec, .* for metadata\.labels, spec/],
    ['no field', refusal(422, 'Invalid'), /for no field/],
  ])('not with %s', (_what, dry, said) => {
    expect(wrongInDryRefusal(dry, real)).toMatch(said);
  });
});

describe('a watch beside a dry run', () => {
  const event = (type: string, version: string, more: JsonObject = {}) => ({
    type,
    object: { metadata: { uid: 'u', resourceVersion: version, ...more } },
  });
  const writes = [
    { kind: 'created', version: '1' },
    { kind: 'updated', version: '2' },
    { kind: 'deleted', version: undefined },
  ] as const;
  const real = [event('ADDED', '1'), event('MODIFIED', '2'), event('DELETED', '3')];
  const wrong = (...events: ReturnType<typeof event>[]) => wrongInEventsBeside(writes, events, 'kube-covenant');

  test('shows the real writes', () => {
    expect(wrong(...real)).toBeUndefined();
  });

  test('may show what others wrote', () => {
    const others = event('MODIFIED', '9', { managedFields: [{ manager: 'kubelet', operation: 'Update' }] });
    expect(wrong(event('ADDED', '1'), others, event('MODIFIED', '2'), event('DELETED', '3'))).toBeUndefined();
  });

  test('shows no write that was never made', () => {
    const own = event('MODIFIED', '9', { managedFields: [{ manager: 'kube-covenant', operation: 'Update' }] });
    expect(wrong(event('ADDED', '1'), own, event('MODIFIED', '2'), event('DELETED', '3'))).toMatch(
      /MODIFIED at version 9/,
    );
  });

  test('shows no version twice', () => {
    expect(wrong(event('ADDED', '1'), event('MODIFIED', '1'), event('MODIFIED', '2'), event('DELETED', '3'))).toMatch(
      /version 1 twice/,
    );
  });

  test('shows no deletion before the real one', () => {
    expect(wrong(event('ADDED', '1'), event('DELETED', '8'))).toMatch(/change to version 2/);
    expect(wrong(event('ADDED', '1'), event('DELETED', '8'), event('MODIFIED', '2'))).toMatch(/after the deletion/);
  });

  test('may show that the object is going, once all is written', () => {
    const going = event('MODIFIED', '3', { deletionTimestamp: '2026-11-21T02:31:10Z' });
    expect(wrong(event('ADDED', '1'), event('MODIFIED', '2'), going, event('DELETED', '4'))).toBeUndefined();
    expect(wrong(event('ADDED', '1'), going, event('MODIFIED', '2'), event('DELETED', '4'))).toMatch(/at version 3/);
  });

  test('shows no object of another uid', () => {
    expect(wrong(event('ADDED', '1', { uid: 'dry' }), ...real)).toMatch(/that a dry run made/);
  });
});
