import { type OwedStatus, wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import { advisory, inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase } from '../../src/requirement.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import type { SentQuery } from './recorder.ts';
import { sceneOf } from './scene.ts';

/** A list that must be refused for what it is asked with. */
export interface RefusedList {
  readonly name: string;
  readonly query: SentQuery;
  readonly statuses: readonly number[];
  /** The option that the refusal names, where it is one of ListOptions. */
  readonly field?: string;
  /** A status that servers are known to answer, and should not. */
  readonly known?: number;
  /** Without it a lawful list: the query of the control, which is empty where nothing is said. */
  readonly control?: SentQuery;
}

/** A list that is refused; the same without what is wrong with it is answered. */
export function refusalCase({ resource }: Subject, refused: RefusedList): Case {
  return defineCase({
    name: refused.name,
    async gather(world) {
      const { recorder } = await sceneOf(world, resource);
      const { answer } = await recorder.page({ query: refused.query });
      const { answer: control } = await recorder.page({ query: refused.control ?? {} });
      return { answer, control };
    },
    judge: ({ answer, control }) => judgeRefusedList(refused, answer, control),
  });
}

/** The refusal of a list, with the answer to the nearest lawful one. */
export function judgeRefusedList(
  { query, statuses, field, known }: Omit<RefusedList, 'name'>,
  answer: Pick<Answer, 'status' | 'body'>,
  control: Pick<Answer, 'status' | 'body'>,
): Outcome {
  if (control.status !== 200)
    return inconclusive(`the nearest lawful list is refused as well: ${control.status} ${explain(control.body)}`);
  const owed: OwedStatus = {
    statuses,
    ...(field !== undefined && { about: { kinds: ['ListOptions'], group: 'meta.k8s.io' }, fields: [field] }),
  };
  const wrong = wrongInRefusal(answer, owed);
  if (wrong === undefined) return pass;
  const asked = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const finding = {
    reason: `a list with ${asked.join(' ')}: ${wrong}`,
    expected: `it is refused with ${statuses.join(' or ')}`,
    actual: `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}`,
  };
  return answer.status === known ? advisory(finding) : violation(finding);
}
