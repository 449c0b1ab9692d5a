import { touches } from '../../field-path.ts';
import { differences } from '../../json.ts';
import {
  causesOf,
  explain,
  isServerKept,
  type Judgement,
  judgeUpdated,
  list,
  type ObservedWrite,
} from '../update-rules.ts';
import type { TransitionAnswer } from './answer.ts';

/**
 * Whether a write came to what was promised of it. A refusal is a refusal: a change that is taken with 200 and not made is none,
 * and one that blames another field sends its reader to the wrong place.
 */
export function judgeTransition(answer: TransitionAnswer, write: ObservedWrite): Judgement {
  if (answer.updated) return judgeUpdated(write);
  if (answer.orUpdated && judgeUpdated(write).kept === true) return { kept: true };
  return judgeRefused(answer, write);
}

function judgeRefused(answer: TransitionAnswer & { readonly updated: false }, write: ObservedWrite): Judgement {
  const { status, before, after } = write;
  const changed = differences(before, after).filter(({ path }) => !isServerKept(path));
  const expected = `refused with 422 that names ${answer.named.join(' or ')}, and nothing changes: ${answer.why}`;
  const broken = (effect: 'updated' | 'ignored' | 'refused' | 'other', reason: string, actual: string): Judgement => ({
    kept: false,
    effect,
    reason,
    expected,
    actual,
  });
  if (changed.length > 0) {
    const reason =
      status < 400 ? 'a change that must be refused is made' : 'the write was refused, and yet the object changed';
    return broken(status < 400 ? 'updated' : 'other', reason, `answer ${status}; ${list(changed)}`);
  }
  if (status < 400)
    return broken(
      'ignored',
      'a change that must be refused is taken and not made',
      `answer ${status}, the object is unchanged`,
    );
  const causes = causesOf(write.answer);
  // Something before the rule may refuse as well: a policy of the cluster's, a limit, a fault.
  if (status !== 422 || causes.length === 0)
    return { kept: 'unknown', why: `refused for another reason: ${status} ${explain(write.answer)}` };
  if (causes.some((cause) => answer.named.some((field) => touches(cause, field)))) return { kept: true };
  return broken('refused', 'the refusal names another field', `answer ${status}, which names ${causes.join(' and ')}`);
}
