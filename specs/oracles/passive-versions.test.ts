import { expect, test } from 'vitest';
import { answer, pod, podOperation, status } from './passive.test-data.ts';
import { judgeResourceVersions } from './passive-versions.ts';

const judge = (body: unknown, code = 200) => judgeResourceVersions(answer({ body, status: code }), podOperation);
const list = (version: string, ...items: string[]) => ({
  kind: 'PodList',
  metadata: { resourceVersion: version },
  items: items.map((resourceVersion) => ({ metadata: { resourceVersion } })),
});

test.each(['0', '1', '18446744073709551616', ''])('a resourceVersion %j is kept', (resourceVersion) => {
  expect(judge(pod({ resourceVersion }))).toEqual([]);
});

test('one that is absent is kept, and that of an error is not judged', () => {
  expect(judge(pod({ resourceVersion: undefined }))).toEqual([]);
  for (const code of [400, 404])
    expect(judge(status(code, { metadata: { resourceVersion: 'x' } }), code)).toBeUndefined();
});

test.each(['v1', '1.5', '-1', '007', '0x1f', ' 1', '1\n', 'a1b2'])('a resourceVersion %j is a deviation', (version) => {
  expect(judge(pod({ resourceVersion: version }))).toMatchObject([
    {
      what: 'metadata.resourceVersion',
      reason: 'metadata.resourceVersion is no decimal number',
      expected: 'decimal digits, so that two versions can be compared',
      actual: JSON.stringify(version),
    },
  ]);
});

test('a list is judged with its items, and one item stands for all', () => {
  expect(judge(list('5', '3', '4'))).toEqual([]);
  expect(judge(list('x', '3'))?.map(({ what }) => what)).toEqual(['metadata.resourceVersion']);
  expect(judge(list('5', '3', 'x', 'y'))).toMatchObject([{ what: 'items[*].metadata.resourceVersion', actual: '"x"' }]);
});
