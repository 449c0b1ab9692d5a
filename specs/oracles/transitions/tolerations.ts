import { isObject, type JsonObject, sameJson, valueAt } from '../../json.ts';
import { refused, type TransitionAnswer, updated } from './answer.ts';

const field = 'spec.tolerations';

/**
 * The tolerations of a Pod are only added to: each that was there is still there, in whatever place, with whatever
 * tolerationSeconds. Only one of effect NoExecute has those.
 * @see recordings `pod-toleration-transitions`; that the order is free was seen of kube-apiserver 1.33
 */
export function tolerationsAnswer(before: JsonObject, wanted: JsonObject): TransitionAnswer {
  const now = tolerationsOf(wanted);
  if (now.some((one) => one['tolerationSeconds'] !== undefined && one['effect'] !== 'NoExecute'))
    return refused('only a toleration of effect NoExecute has tolerationSeconds', field);
  const isKept = (old: JsonObject) => now.some((one) => sameJson(withoutSeconds(one), withoutSeconds(old)));
  const isLost = tolerationsOf(before).some((old) => !isKept(old));
  return isLost
    ? refused('a toleration is neither changed, its tolerationSeconds aside, nor taken away', field)
    : updated;
}

function tolerationsOf(pod: JsonObject): JsonObject[] {
  const list = valueAt(pod, ['spec', 'tolerations']);
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function withoutSeconds({ tolerationSeconds: _, ...rest }: JsonObject): JsonObject {
  return rest;
}
