import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { textOf } from './read-log.ts';

/**
 * The log of what never ran: there is none, and what cannot be shown is not shown as a log. Servers answer with nothing (204,
 * recordings, `pod-log` step 11) or with the Status of an error (400, the kubelet's answer; kubernetes/kubernetes#13721).
 */
export function judgeNoLog(what: string, answer: Answer): Outcome {
  const { status, body } = answer;
  const expected = 'no log: 204, 200 without a body, or the Status of an error of the caller';
  const observed = { effect: status < 400 ? 'other' : 'refused', status } as const;
  if (status >= 500) return inconclusive(`${what} is answered ${status}: ${explain(body)}`);
  if (status < 400) {
    const text = textOf(answer);
    if (text.trim() === '') return pass;
    return violation({
      reason: `${what} shows a log`,
      expected,
      actual: `answer ${status}: ${JSON.stringify(text.slice(0, 200))}`,
      observed,
    });
  }
  const wrong = wrongInRefusal(answer, {});
  if (wrong === undefined) return pass;
  return violation({ reason: `${what}: ${wrong}`, expected, actual: `answer ${status}: ${explain(body)}`, observed });
}
