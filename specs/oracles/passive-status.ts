import { isObject } from '../json.ts';
import {
  asksForAnotherForm,
  type Deviation,
  json,
  mayBeAnIntermediarys,
  mediaTypeOf,
  type PassiveJudge,
  responseFor,
  type SeenAnswer,
  shown,
} from './passive.ts';

/** The status is one that the contract documents, or that of an error which is a Status of that very code. */
export const judgeStatus: PassiveJudge = (seen, promised) => {
  const { status, body } = seen;
  if (responseFor(promised, status)) return [];
  if (status >= 400) {
    if (mayBeAnIntermediarys(seen) || isAsked(seen)) return undefined;
    if (isObject(body) && body['kind'] === 'Status' && body['code'] === status) return [];
  }
  const documented = [...promised.responses.keys()].join(', ');
  return [
    {
      what: `status ${status}`,
      reason: `the operation answers ${status}, which its contract does not document`,
      expected: `one of ${documented}, or an error whose body is a Status of the same code`,
      actual: status < 400 ? `${status}` : `${status} with the body ${shown(body)}`,
    },
  ];
};

/** What an error's body must say of itself (api-conventions, "Response Status Kind"). */
const statusMembers = [
  ['kind', () => 'Status'],
  ['apiVersion', () => 'v1'],
  ['status', () => 'Failure'],
  ['code', ({ status }: SeenAnswer) => status],
] as const;

/** Every error answer (400 and up) is a Status, a Failure, of the answer's own code. */
export const judgeErrorBody: PassiveJudge = (seen) => {
  if (seen.status < 400 || mayBeAnIntermediarys(seen) || isAsked(seen)) return undefined;
  const { body, status } = seen;
  if (!isObject(body)) {
    const form = seen.empty ? 'no body' : `a body of type ${seen.contentType ?? 'unknown'} that is no JSON object`;
    return [
      {
        what: 'no Status',
        reason: 'an error is answered without a Status',
        expected: `a Status of code ${status}`,
        actual: `${status} with ${form}`,
      },
    ];
  }
  const deviations: Deviation[] = [];
  for (const [member, right] of statusMembers) {
    if (body[member] === right(seen)) continue;
    deviations.push({
      what: member,
      reason: `the ${member} of an error's body is wrong`,
      expected: `${member} ${shown(right(seen))} in the answer ${status}`,
      actual: shown(body[member]),
    });
  }
  return deviations;
};

/** An error in another form than JSON, since that form was asked for: its members cannot be told apart here. */
function isAsked({ accept, contentType, body }: SeenAnswer): boolean {
  if (isObject(body)) return false;
  const given = mediaTypeOf(contentType);
  return given !== undefined && given !== json && (accept.includes(given) || asksForAnotherForm(accept));
}
