import { type JsonObject, valueAt } from '../../json.ts';
import { refused, type TransitionAnswer, updated } from './answer.ts';

/** The greatest number of seconds that a Pod may be given. */
export const longestDeadline = 2 ** 31 - 1;

const field = 'spec.activeDeadlineSeconds';

/**
 * A Pod's deadline can be set once and then only lowered: the node that counts the seconds may already have begun.
 * @see recordings `pod-active-deadline-transitions`
 */
export function deadlineAnswer(before: JsonObject, wanted: JsonObject): TransitionAnswer {
  const [old, seconds] = [before, wanted].map((object) => valueAt(object, ['spec', 'activeDeadlineSeconds']));
  if (seconds === undefined) return old === undefined ? updated : refused('a deadline is never taken away', field);
  if (typeof seconds !== 'number' || seconds < 1 || seconds > longestDeadline)
    return refused(`a deadline lies between 1 and ${longestDeadline}`, field);
  return typeof old === 'number' && seconds > old ? refused('a deadline is never raised', field) : updated;
}
