import { expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { judgeGeneration } from './generation.ts';

const thing = (generation: number | undefined, size: number | undefined): JsonObject => ({
  metadata: { name: 'a', ...(generation !== undefined && { generation }) },
  ...(size !== undefined && { spec: { size } }),
});

function judge(before: JsonObject, after: JsonObject, status = 200) {
  return judgeGeneration({ field: 'metadata.generation', before, wanted: after, status, answer: after, after });
}

test.each([
  ['stays where the spec does', thing(3, 1), thing(3, 1)],
  ['rises with the spec', thing(3, 1), thing(4, 2)],
  ['may rise by more than one: others may have written', thing(3, 1), thing(5, 2)],
  ['need not be there at all', thing(undefined, 1), thing(undefined, 2)],
  ['may begin with a change of the spec', thing(undefined, 1), thing(1, 2)],
  ['is not missed where there is no spec', thing(undefined, undefined), thing(undefined, undefined)],
])('it %s', (_what, before, after) => {
  expect(judge(before, after)).toEqual({ kept: true });
});

const stays = (version: string) => ({
  reason: 'metadata.generation changes, and the spec does not',
  expected: `metadata.generation stays ${version}`,
});
const rises = {
  reason: 'metadata.generation does not rise when the spec changes',
  expected: 'metadata.generation above 3',
};

test.each([
  ['rises without a change of the spec', thing(3, 1), thing(4, 1), stays('3'), 'it was 3, is 4'],
  ['appears without one', thing(undefined, undefined), thing(1, undefined), stays('absent'), 'it was absent, is 1'],
  ['falls', thing(3, 1), thing(2, 2), rises, 'it was 3, is 2'],
  ['stays when the spec changes', thing(3, 1), thing(3, 2), rises, 'it was 3, is 3'],
  ['goes away when the spec changes', thing(3, 1), thing(undefined, 2), rises, 'it was 3, is absent'],
])('it is broken where it %s', (_what, before, after, told, was) => {
  expect(judge(before, after)).toEqual({ kept: false, effect: 'other', ...told, actual: `answer 200; ${was}` });
});

test('a refusal is told with what the server said', () => {
  const [before, after] = [thing(3, 1), thing(4, 1)];
  for (const status of [400, 422])
    expect(
      judgeGeneration({ field: 'spec.size', before, wanted: after, status, answer: { message: 'no' }, after }),
    ).toMatchObject({ actual: `answer ${status}: no; it was 3, is 4` });
});
