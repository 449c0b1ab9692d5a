import { expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { ephemeralContainersAnswer, withEphemeralContainers, withSorted } from './ephemeral-containers.ts';

const a = { name: 'a', image: 'x' };
const b = { name: 'b', image: 'x' };
const pod = (...ephemeralContainers: JsonObject[]): JsonObject => ({
  metadata: { labels: { kept: 'yes' } },
  spec: { containers: [{ name: 'main', image: 'x' }], ...(ephemeralContainers.length > 0 && { ephemeralContainers }) },
});

test.each<[string, JsonObject, JsonObject, boolean]>([
  ['the first comes', pod(), pod(a), true],
  ['another comes behind', pod(a), pod(a, b), true],
  ['another comes before', pod(a), pod(b, a), true],
  ['they change places', pod(a, b), pod(b, a), true],
  ['one goes', pod(a, b), pod(b), false],
  ['one changes', pod(a), pod({ ...a, image: 'y' }), false],
  ['one has the name of a container', pod(), pod({ name: 'main', image: 'x' }), false],
  ['one has no image', pod(), pod({ name: 'a', image: '' }), false],
  ['one comes twice', pod(), pod(a, a), false],
])('%s', (_name, before, wanted, isUpdated) => {
  expect(ephemeralContainersAnswer(before, wanted).updated).toBe(isUpdated);
});

test('of what is written nothing is promised but ephemeral containers, and what the server fills in', () => {
  const filled = { ...b, imagePullPolicy: 'Always' };
  const written = { ...pod(a, b), metadata: { labels: { other: 'label' } } };
  expect(withEphemeralContainers(pod(a), written, pod(filled, a))).toEqual(pod(a, filled));
});

test('what was sent is promised, even where the server has something else', () => {
  const promised = withEphemeralContainers(pod(), pod(a), pod({ ...a, image: 'another', tty: true }));
  expect(promised).toEqual(pod({ ...a, tty: true }));
});

test('an object without ephemeral containers stays without', () => {
  expect(withEphemeralContainers(pod(), pod(), pod())).toEqual(pod());
});

test('the order of ephemeral containers is that of their names, and nothing else is touched', () => {
  expect(withSorted(pod(b, a))).toEqual(pod(a, b));
  expect(withSorted(pod())).toEqual(pod());
});
