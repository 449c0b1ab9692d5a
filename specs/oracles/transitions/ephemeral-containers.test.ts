import { expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { ephemeralContainersAnswer, withEphemeralContainers, withSorted } from './ephemeral-containers.ts';

const a = { name: 'a', image: 'x' };
const b = { name: 'b', image: 'x' };
const pod = (...ephemeralContainers: JsonObject[]): JsonObject => ({
  metadata: { labels: { kept: 'yes' } },
  spec: { containers: [{ name: 'main', image: 'x' }], ...(ephemeralContainers.length > 0 && { ephemeralContainers }) },
});

const twice = 'no two containers of a Pod have one name';
const imageless = 'a container has an image';
const gone = 'an ephemeral container is never taken away';
const changes = 'an ephemeral container never changes';
const withInit = { spec: { initContainers: [null, { name: 'init', image: 'x' }] } };

test.each<[string, JsonObject, JsonObject, string?]>([
  ['the first comes', pod(), pod(a)],
  ['another comes behind', pod(a), pod(a, b)],
  ['another comes before', pod(a), pod(b, a)],
  ['they change places', pod(a, b), pod(b, a)],
  ['one goes', pod(a, b), pod(b), gone],
  ['one changes', pod(a), pod({ ...a, image: 'y' }), changes],
  ['one has the name of a container', pod(), pod({ name: 'main', image: 'x' }), twice],
  ['one has the name of an init container', withInit, pod({ name: 'init', image: 'x' }), twice],
  ['one has an empty image', pod(), pod({ name: 'a', image: '' }), imageless],
  ['one has an image of blanks', pod(), pod({ name: 'a', image: ' ' }), imageless],
  ['one of two has no image', pod(a), pod(a, { name: 'b' }), imageless],
  ['one comes twice', pod(), pod(a, a), twice],
])('%s', (_name, before, wanted, why) => {
  const refusal = { updated: false, named: ['spec.ephemeralContainers'], why };
  expect(ephemeralContainersAnswer(before, wanted)).toEqual(why === undefined ? { updated: true } : refusal);
});

test('of what is written nothing is promised but ephemeral containers, and what the server fills in', () => {
  const filled = { ...b, imagePullPolicy: 'Always' };
  const written = { ...pod(a, b), metadata: { labels: { other: 'label' } } };
  for (const after of [pod(filled, a), pod(a, filled)])
    expect(withEphemeralContainers(pod(a), written, after)).toEqual(pod(a, filled));
});

test('what was sent is promised, even where the server has something else', () => {
  const promised = withEphemeralContainers(pod(), pod(a), pod({ ...a, image: 'another', tty: true }));
  expect(promised).toEqual(pod({ ...a, tty: true }));
});

test('nothing is filled in for one that was there before, nor for one that is taken away', () => {
  expect(withEphemeralContainers(pod(a), pod(a), pod({ ...a, tty: true }))).toEqual(pod(a));
  const emptied = { ...pod(), spec: { ...(pod()['spec'] as JsonObject), ephemeralContainers: [] } };
  expect(withEphemeralContainers(pod(a), pod(), pod(a))).toEqual(emptied);
});

test('an object without ephemeral containers stays without', () => {
  expect(withEphemeralContainers(pod(), pod(), pod())).toEqual(pod());
});

test('the order of ephemeral containers is that of their names, and nothing else is touched', () => {
  expect(withSorted(pod(b, a))).toEqual(pod(a, b));
  expect(withSorted(pod())).toEqual(pod());
});
