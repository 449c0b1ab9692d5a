import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { deadlineAnswer, longestDeadline } from './active-deadline.ts';
import type { TransitionAnswer } from './answer.ts';
import { imagesAnswer } from './images.ts';
import { completionModeAnswer, selectorAnswer } from './job-identity.ts';
import { jobSizeAnswer } from './job-size.ts';
import { templateAnswer } from './job-template.ts';
import { tolerationsAnswer } from './tolerations.ts';

type Model = (before: JsonObject, wanted: JsonObject) => TransitionAnswer;

/** What a model makes of two specs: `updated`, or the fields that the refusal names. */
function told(model: Model, before: JsonObject, wanted: JsonObject): 'updated' | readonly string[] {
  const answer = model({ spec: before }, { spec: wanted });
  return answer.updated ? 'updated' : answer.named;
}

const whyOf = (model: Model, before: JsonObject, wanted: JsonObject) => {
  const answer = model({ spec: before }, { spec: wanted });
  return answer.updated ? undefined : answer.why;
};

const plainJob = { completionMode: 'NonIndexed', parallelism: 3, completions: 3 };
const indexedJob = { ...plainJob, completionMode: 'Indexed' };
const oneContainer = { containers: [{ name: 'a', image: 'x' }] };
const imaged = (image: unknown) => ({ containers: [{ name: 'a', image }] });
const toleration = { key: 'a', effect: 'NoSchedule' };
const suspended = (suspend: boolean, spec: JsonObject, labels: JsonObject = { a: '1' }) => ({
  suspend,
  selector: { matchLabels: { a: '1' } },
  template: { metadata: { labels }, spec },
});

test.each<[string, Model, JsonObject, JsonObject]>([
  ['a deadline is never taken away', deadlineAnswer, { activeDeadlineSeconds: 5 }, {}],
  ['a deadline lies between 1 and 2147483647', deadlineAnswer, {}, { activeDeadlineSeconds: 0 }],
  ['a deadline lies between 1 and 2147483647', deadlineAnswer, {}, { activeDeadlineSeconds: '5' }],
  ['a deadline is never raised', deadlineAnswer, { activeDeadlineSeconds: 5 }, { activeDeadlineSeconds: 6 }],
  ['a container neither comes nor goes', imagesAnswer, oneContainer, { containers: [] }],
  ['of a container only the image changes', imagesAnswer, oneContainer, { containers: [{ name: 'b', image: 'x' }] }],
  ['a container has an image', imagesAnswer, oneContainer, imaged(undefined)],
  ['a container has an image', imagesAnswer, oneContainer, imaged(7)],
  ['a container has an image', imagesAnswer, oneContainer, imaged('  ')],
  ['an image has no blanks around it', imagesAnswer, oneContainer, imaged(' x')],
  ['the selector of a Job never changes', selectorAnswer, { selector: {} }, { selector: { a: 1 } }],
  ['the completion mode of a Job never changes', completionModeAnswer, plainJob, indexedJob],
  ['parallelism is 0 or more', jobSizeAnswer, plainJob, { ...plainJob, parallelism: -1 }],
  [
    'an Indexed Job runs at most 100000 Pods at once',
    jobSizeAnswer,
    indexedJob,
    { ...indexedJob, parallelism: 100_001 },
  ],
  ['completions of a NonIndexed Job never change', jobSizeAnswer, plainJob, { parallelism: 4, completions: 4 }],
  ['an Indexed Job has completions, 0 or more', jobSizeAnswer, indexedJob, { completionMode: 'Indexed' }],
  ['an Indexed Job has completions, 0 or more', jobSizeAnswer, indexedJob, { ...indexedJob, completions: -1 }],
  [
    'completions of an Indexed Job change only to the value of parallelism',
    jobSizeAnswer,
    indexedJob,
    { ...indexedJob, completions: 0 },
  ],
  [
    'only a toleration of effect NoExecute has tolerationSeconds',
    tolerationsAnswer,
    { tolerations: [toleration] },
    { tolerations: [toleration, { ...toleration, tolerationSeconds: 5 }] },
  ],
  [
    'a toleration is neither changed, its tolerationSeconds aside, nor taken away',
    tolerationsAnswer,
    { tolerations: [toleration] },
    {},
  ],
  ['the template keeps the label a', templateAnswer, suspended(true, {}), suspended(true, {}, { a: '2' })],
  [
    'the template of a Job that is not suspended never changes',
    templateAnswer,
    suspended(false, {}),
    suspended(false, oneContainer),
  ],
  [
    'of the template of a suspended Job only what says where its Pods go changes, not spec.template.spec.hostname',
    templateAnswer,
    suspended(true, {}),
    suspended(true, { nodeSelector: {}, hostname: 'h' }),
  ],
])('a refusal says that %s', (why, model, before, wanted) => {
  expect(whyOf(model, before, wanted)).toBe(why);
});

test('what is no object in a list is passed over', () => {
  const odd = { containers: [null, ...oneContainer.containers], tolerations: [null, toleration] };
  for (const model of [imagesAnswer, tolerationsAnswer]) expect(told(model, odd, odd)).toBe('updated');
});

test.each<[number | undefined, number | undefined, boolean]>([
  [undefined, undefined, true],
  [undefined, 1, true],
  [undefined, longestDeadline, true],
  [5, 5, true],
  [5, 1, true],
  [5, 6, false],
  [5, undefined, false],
  [5, 0, false],
  [undefined, 0, false],
  [undefined, -1, false],
  [undefined, longestDeadline + 1, false],
])('a deadline of %s that is to become %s is updated: %s', (before, after, isUpdated) => {
  const spec = (value: number | undefined) => (value === undefined ? {} : { activeDeadlineSeconds: value });
  const answer = told(deadlineAnswer, spec(before), spec(after));
  expect(answer).toEqual(isUpdated ? 'updated' : ['spec.activeDeadlineSeconds']);
});

describe('tolerations', () => {
  const timed = { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 };
  const { tolerationSeconds: _, ...untimed } = timed;
  const plain = { key: 'b', value: 'v', effect: 'NoSchedule' };
  test.each<[string, unknown[], unknown[], boolean]>([
    ['added behind', [plain], [plain, timed], true],
    ['added before', [plain], [timed, plain], true],
    ['in another order', [plain, timed], [timed, plain], true],
    ['with other seconds', [timed], [{ ...timed, tolerationSeconds: 9 }], true],
    ['without seconds', [timed], [untimed], true],
    ['with seconds', [untimed], [timed], true],
    ['once instead of twice', [plain, plain], [plain], true],
    ['taken away', [plain, timed], [timed], false],
    ['with another value', [plain], [{ ...plain, value: 'w' }], false],
    ['with the operator that was meant', [plain], [{ ...plain, operator: 'Equal' }], false],
    ['with seconds and another effect', [plain], [{ ...plain, tolerationSeconds: 5 }], false],
  ])('%s', (_name, before, after, isUpdated) => {
    const answer = told(tolerationsAnswer, { tolerations: before }, { tolerations: after });
    expect(answer).toEqual(isUpdated ? 'updated' : ['spec.tolerations']);
  });
});

test('of containers only images change, each refusal names the place', () => {
  const before = { containers: [{ name: 'a', image: 'x:1' }], initContainers: [{ name: 'i', image: 'x:1' }] };
  const image = (value: string) => ({ ...before, containers: [{ name: 'a', image: value }] });
  expect(told(imagesAnswer, before, image('x:2'))).toBe('updated');
  expect(told(imagesAnswer, before, { ...before, initContainers: [{ name: 'i', image: 'y' }] })).toBe('updated');
  for (const value of ['', '  ', ' x', 'x\n'])
    expect(told(imagesAnswer, before, image(value))).toEqual(['spec.containers[0].image']);
  expect(told(imagesAnswer, before, { ...before, initContainers: [] })).toEqual(['spec.initContainers']);
  expect(told(imagesAnswer, before, { ...before, containers: [{ name: 'b', image: 'x:1' }] })).toEqual([
    'spec.containers',
  ]);
});

describe('parallelism and completions', () => {
  type Size = readonly [number, number | undefined];
  const spec = (completionMode: string, [parallelism, completions]: Size) => ({
    completionMode,
    parallelism,
    ...(completions !== undefined && { completions }),
  });
  const { parallelism, completions } = { parallelism: ['spec.parallelism'], completions: ['spec.completions'] };
  test.each<[string, Size, Size, 'updated' | string[]]>([
    ['Indexed', [3, 3], [4, 4], 'updated'],
    ['Indexed', [2, 5], [2, 2], 'updated'],
    ['Indexed', [2, 5], [3, 5], 'updated'],
    ['Indexed', [3, 3], [100_000, 3], 'updated'],
    ['Indexed', [3, 3], [0, 0], 'updated'],
    ['Indexed', [3, 3], [3, 4], completions],
    ['Indexed', [3, 3], [4, undefined], completions],
    ['Indexed', [3, 3], [100_001, 3], parallelism],
    ['NonIndexed', [3, 3], [0, 3], 'updated'],
    ['NonIndexed', [3, 3], [200_000, 3], 'updated'],
    ['NonIndexed', [3, 3], [4, 4], completions],
    ['NonIndexed', [3, undefined], [3, 3], completions],
    ['NonIndexed', [3, 3], [3, undefined], completions],
    ['NonIndexed', [3, 3], [-1, 3], parallelism],
  ])('%s, %s to %s: %s', (mode, before, after, answer) => {
    expect(told(jobSizeAnswer, spec(mode, before), spec(mode, after))).toEqual(answer);
  });
});

test('the selector and the completion mode of a Job never change; a mode that is left out is NonIndexed', () => {
  expect(told(selectorAnswer, { selector: { matchLabels: { a: '1' } } }, { selector: { matchLabels: {} } })).toEqual([
    'spec.selector',
    'spec.template.metadata.labels',
  ]);
  expect(told(selectorAnswer, { selector: {} }, { selector: {} })).toBe('updated');
  expect(told(completionModeAnswer, { completionMode: 'Indexed' }, {})).toEqual(['spec.completionMode']);
  expect(told(completionModeAnswer, { completionMode: 'NonIndexed' }, {})).toBe('updated');
});

describe('the template of a Job', () => {
  const labels = { 'job-name': 'j' };
  const job = (suspend: boolean, template: JsonObject) => ({
    suspend,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, ...template },
  });
  const container = { name: 'a', image: 'x:1' };
  const plain = { spec: { containers: [container] } };
  const placed = { spec: { ...plain.spec, nodeSelector: { a: 'b' } } };
  const image = { spec: { ...placed.spec, containers: [{ ...container, image: 'x:2' }] } };

  test('changes where its Pods go, as long as it is suspended', () => {
    expect(told(templateAnswer, job(true, plain), job(true, placed))).toBe('updated');
    expect(told(templateAnswer, job(true, placed), job(true, plain))).toBe('updated');
    expect(told(templateAnswer, job(false, plain), job(false, placed))).toEqual(['spec.template']);
    const labelled = { ...plain, metadata: { labels: { ...labels, more: '1' }, annotations: { a: '1' } } };
    expect(told(templateAnswer, job(true, plain), job(true, labelled))).toBe('updated');
    expect(told(templateAnswer, job(false, plain), job(false, plain))).toBe('updated');
    const { selector: _, ...unselected } = job(true, plain);
    expect(told(templateAnswer, unselected, { ...unselected, template: job(true, placed).template })).toBe('updated');
  });

  test('changes in nothing else, nor in both at once, and keeps the labels that are selected', () => {
    expect(told(templateAnswer, job(true, placed), job(true, image))).toEqual(['spec.template']);
    expect(told(templateAnswer, job(true, plain), job(true, image))).toEqual(['spec.template']);
    const bare = { ...plain, metadata: { labels: {} } };
    expect(told(templateAnswer, job(true, plain), job(true, bare))).toContain('spec.template.metadata.labels');
  });

  test('may change in what its containers ask for: versions part', () => {
    const asking = { spec: { containers: [{ ...container, resources: { requests: { cpu: '1' } } }] } };
    const answer = templateAnswer({ spec: job(true, plain) }, { spec: job(true, asking) });
    expect(answer).toMatchObject({ updated: false, orUpdated: true });
    expect(templateAnswer({ spec: job(true, plain) }, { spec: job(true, image) })).not.toHaveProperty('orUpdated');
    const both = { spec: { ...asking.spec, hostname: 'h' } };
    expect(templateAnswer({ spec: job(true, plain) }, { spec: job(true, both) })).not.toHaveProperty('orUpdated');
  });
});
