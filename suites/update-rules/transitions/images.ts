import { type ImageChange, imageChange } from '../../../fixtures/generators/image-changes.ts';
import { objectFor } from '../../../fixtures/transitions.ts';
import { isObject, type JsonObject } from '../../../specs/json.ts';
import { imagesAnswer } from '../../../specs/oracles/transitions/images.ts';
import { pod } from './kinds.ts';
import { defineRule } from './rule.ts';

const image = 'registry.invalid/changed:2';

/** What the containers of a Pod run. */
export const images = defineRule<ImageChange>({
  id: 'transition.pod.images-may-change',
  title: 'The images of the containers of a Pod can change, in every way of writing; no container comes or goes',
  method:
    'Writes other images, known cases and generated ones, to one of several containers, and adds and takes away containers; reads the Pod back and compares the whole of it, or expects a refusal that names the field, after which a label can be written.',
  of: pod,
  field: 'spec.containers',
  refuses: [],
  kills: [
    'pod-container-count-change-accepted',
    'pod-empty-image-accepted',
    'pod-image-change-refused',
    'pod-init-container-image-change-refused',
  ],
  examples: Object.fromEntries(
    (['containers', 'initContainers'] as const).flatMap((list) => {
      const kind = list === 'containers' ? 'container' : 'init-container';
      return [
        [`${kind}-gets-another-image`, { list, images: [image, undefined] }],
        [`second-${kind}-gets-another-image`, { list, images: [undefined, image] }],
        [`every-${kind}-gets-the-same-image`, { list, images: [image, image] }],
        [`${kind}-gets-its-image-again`, { list, images: [undefined, undefined] }],
        [`${kind}-gets-an-empty-image`, { list, images: ['', undefined] }],
        [`second-${kind}-gets-a-blank-image`, { list, images: [undefined, '  '] }],
        [`${kind}-gets-an-image-with-a-blank-before-it`, { list, images: [` ${image}`, undefined] }],
        [`${kind}-gets-an-image-with-a-blank-behind-it`, { list, images: [`${image} `, undefined] }],
        [`${kind}-comes`, { list, images: [undefined, undefined, image] }],
        [`${kind}-goes`, { list, images: [undefined] }],
      ] satisfies [string, ImageChange][];
    }),
  ),
  changes: imageChange(),
  given: (_change, resource) => withSpec(objectFor(resource), (spec) => ({ ...spec, ...twoOfEach(spec) })),
  wanted: (stored, { list, images: wanted }) =>
    withSpec(stored, (spec) => {
      const containers = listIn(spec, list);
      const changed = wanted.map((one, i) => ({
        ...(containers[i] ?? { name: `another-${i}` }),
        ...(one !== undefined && { image: one }),
      }));
      return { ...spec, [list]: changed };
    }),
  answer: imagesAnswer,
});

/** The containers of a Pod and a second one of each kind: a change of one must leave its neighbours alone. */
function twoOfEach(spec: JsonObject): JsonObject {
  const second = { image: 'registry.invalid/second:1' };
  return {
    initContainers: [
      listIn(spec, 'initContainers')[0] ?? { name: 'first-init', image: 'registry.invalid/init:1' },
      { name: 'second-init', ...second },
    ],
    containers: [
      listIn(spec, 'containers')[0] ?? { name: 'first', image: 'registry.invalid/main:1' },
      { name: 'second', ...second },
    ],
  };
}

function withSpec(object: JsonObject, change: (spec: JsonObject) => JsonObject): JsonObject {
  return { ...object, spec: change(isObject(object['spec']) ? object['spec'] : {}) };
}

function listIn(spec: JsonObject, list: ImageChange['list']): JsonObject[] {
  const containers = spec[list];
  return Array.isArray(containers) ? containers.filter(isObject) : [];
}
