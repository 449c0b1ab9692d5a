import { type JsonObject, sameJson, valueAt } from '../../json.ts';
import { refused, type TransitionAnswer, updated } from './answer.ts';

/** By which labels a Job knows its Pods. A selector that does not fit the template is refused for that too. */
export function selectorAnswer(before: JsonObject, wanted: JsonObject): TransitionAnswer {
  return sameMember(before, wanted, 'selector')
    ? updated
    : refused('the selector of a Job never changes', 'spec.selector', 'spec.template.metadata.labels');
}

/** Whether the Pods of a Job are numbered; not, unless it says so. @see recordings `jobs`, step 18 */
export function completionModeAnswer(before: JsonObject, wanted: JsonObject): TransitionAnswer {
  const [old, now] = [before, wanted].map((job) => valueAt(job, ['spec', 'completionMode']) ?? 'NonIndexed');
  return old === now ? updated : refused('the completion mode of a Job never changes', 'spec.completionMode');
}

function sameMember(before: JsonObject, wanted: JsonObject, name: string): boolean {
  return sameJson(valueAt(before, ['spec', name]), valueAt(wanted, ['spec', name]));
}
