import { type JsonObject, sameJson, valueAt } from '../../json.ts';
import { refused, type TransitionAnswer, updated } from './answer.ts';

/** Pods that an Indexed Job may have at once: each has an entry in a list of the Job's. */
export const mostIndexed = 100_000;

/**
 * How many Pods a Job runs at once changes freely. How many it needs changes of an Indexed Job alone, and only to as many as
 * run at once: its indices are one to a Pod.
 * @see recordings `jobs`, steps 12, 13, 26, 27, 42 and 43; kubernetes/kubernetes#115236
 */
export function jobSizeAnswer(before: JsonObject, wanted: JsonObject): TransitionAnswer {
  const [old, now] = [sizeOf(before), sizeOf(wanted)];
  const { isIndexed } = now;
  if (typeof now.parallelism === 'number' && now.parallelism < 0)
    return refused('parallelism is 0 or more', 'spec.parallelism');
  if (isIndexed && typeof now.parallelism === 'number' && now.parallelism > mostIndexed)
    return refused(`an Indexed Job runs at most ${mostIndexed} Pods at once`, 'spec.parallelism');
  if (sameJson(now.completions, old.completions)) return updated;
  if (!isIndexed) return refused('completions of a NonIndexed Job never change', 'spec.completions');
  if (typeof now.completions !== 'number' || now.completions < 0)
    return refused('an Indexed Job has completions, 0 or more', 'spec.completions');
  return now.completions === now.parallelism
    ? updated
    : refused('completions of an Indexed Job change only to the value of parallelism', 'spec.completions');
}

function sizeOf(job: JsonObject) {
  return {
    isIndexed: valueAt(job, ['spec', 'completionMode']) === 'Indexed',
    parallelism: valueAt(job, ['spec', 'parallelism']),
    completions: valueAt(job, ['spec', 'completions']),
  };
}
