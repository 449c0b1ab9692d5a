import { isObject, type JsonObject, sameJson, valueAt } from '../../json.ts';
import { refused, type TransitionAnswer, updated } from './answer.ts';

const lists = ['containers', 'initContainers'] as const;

/**
 * Of a Pod's containers only the images change, to any text without blanks around it; no container comes or goes.
 * @see recordings `pod-update-container-fields`
 */
export function imagesAnswer(before: JsonObject, wanted: JsonObject): TransitionAnswer {
  for (const list of lists) {
    const old = containersOf(before, list);
    const now = containersOf(wanted, list);
    if (old.length !== now.length) return refused('a container neither comes nor goes', `spec.${list}`);
    for (const [i, container] of now.entries()) {
      const { image, ...rest } = container;
      const { image: _, ...others } = old[i] ?? {};
      if (!sameJson(rest, others)) return refused('of a container only the image changes', `spec.${list}`);
      const field = `spec.${list}[${i}].image`;
      if (typeof image !== 'string' || image.trim() === '') return refused('a container has an image', field);
      if (image !== image.trim()) return refused('an image has no blanks around it', field);
    }
  }
  return updated;
}

function containersOf(pod: JsonObject, list: (typeof lists)[number]): JsonObject[] {
  const containers = valueAt(pod, ['spec', list]);
  return Array.isArray(containers) ? containers.filter(isObject) : [];
}
