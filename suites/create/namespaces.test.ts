import { describe, expect, test } from 'vitest';
import { judgeAbsent, type SeenAbsence } from './absent-namespace.ts';
import { answer, refusal, resource, shown } from './answers.test-data.ts';
import { judgeTerminating, type SeenTermination } from './terminating-namespace.ts';

describe('a creation in a namespace that is not there', () => {
  const named = { name: 'gone', kind: 'namespaces', group: '' };
  const seen: SeenAbsence = {
    way: 'apply',
    namespace: 'gone',
    answer: refusal(404, 'NotFound', 'gone', named),
    found: answer(404),
    control: answer(201, shown),
  };
  const judge = (change: Partial<SeenAbsence>) => judgeAbsent({ ...seen, ...change });

  test('is refused because of the namespace', () => {
    expect(judge({})).toEqual({ kind: 'pass' });
  });

  test('may not succeed, nor be refused because of something else', () => {
    expect(judge({ answer: answer(201, shown) })).toMatchObject({ kind: 'violation' });
    expect(judge({ answer: refusal(404, 'NotFound') })).toMatchObject({ kind: 'violation' });
    expect(judge({ answer: refusal(422, 'Invalid') })).toMatchObject({ kind: 'violation' });
  });

  test('says nothing where the namespace is made, or nothing can be created anywhere', () => {
    expect(judge({ answer: answer(201, shown), found: answer(200) })).toMatchObject({ kind: 'unsupported' });
    expect(judge({ control: answer(404) })).toMatchObject({ kind: 'unsupported' });
    expect(judge({ answer: answer(500) })).toMatchObject({ kind: 'inconclusive' });
    expect(judge({ answer: answer(403) })).toMatchObject({ kind: 'inconclusive' });
    expect(judge({ control: answer(422) })).toMatchObject({ kind: 'inconclusive' });
  });
});

describe('a namespace that is being deleted', () => {
  const causes = [{ reason: 'NamespaceTerminating', message: 'no', field: 'metadata.namespace' }];
  const refused = { way: 'post', name: 'n', answer: refusal(403, 'Forbidden', 'n', { causes }) };
  const seen: SeenTermination = {
    active: answer(200),
    deletion: answer(200),
    terminating: answer(200, { metadata: { deletionTimestamp: '2024-01-01T00:00:00Z' } }),
    attempts: [refused, { ...refused, way: 'post-with-generate-name', name: undefined }],
    control: answer(200),
  };
  const judge = (change: Partial<SeenTermination>) => judgeTerminating({ ...seen, ...change }, resource);

  test('takes nothing new', () => {
    expect(judge({})).toEqual({ kind: 'pass' });
  });

  test('is to be read by its name, and is to refuse everything in the right way', () => {
    expect(judge({ active: refusal(404, 'NotFound') })).toMatchObject({ kind: 'violation' });
    expect(judge({ attempts: [refused, { ...refused, answer: answer(201) }] })).toMatchObject({ kind: 'violation' });
    expect(judge({ attempts: [{ ...refused, answer: refusal(404, 'NotFound') }] })).toMatchObject({
      kind: 'violation',
    });
    expect(judge({ attempts: [{ ...refused, answer: refusal(403, 'Forbidden', 'm') }] })).toMatchObject({
      kind: 'violation',
    });
  });

  test('may not find an object where the server creates none in that way', () => {
    const attempts = [{ ...refused, way: 'apply', answer: refusal(404, 'NotFound') }];
    expect(judge({ attempts })).toEqual({ kind: 'pass' });
  });

  test('that gives no cause is advised of', () => {
    expect(judge({ attempts: [{ ...refused, answer: refusal(403, 'Forbidden') }] })).toMatchObject({
      kind: 'advisory',
    });
  });

  test.each<[string, Partial<SeenTermination>]>([
    ['cannot be deleted', { deletion: answer(403) }],
    ['is gone at once', { terminating: answer(404) }],
    ['is not being deleted', { terminating: answer(200, { metadata: {} }) }],
    ['holds what cannot be written either', { control: answer(403) }],
    ['is answered with a fault', { attempts: [{ ...refused, answer: answer(500) }] }],
  ])('that %s says nothing', (_what, change) => {
    expect(judge(change)).toMatchObject({ kind: 'inconclusive' });
  });
});
