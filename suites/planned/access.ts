import { plannedChapter } from './planned.ts';

/** Who may do what. */
export const plannedAccess = plannedChapter('access', 'Who may do what', [
  {
    id: 'access.*.unknown-caller-is-401',
    title: 'A request about {kind} without a valid credential is answered 401 and changes nothing',
    method: 'Sends every operation without a token and with a wrong one; with the right one it must succeed.',
    covers: [{ subresource: '*', parts: ['status/401', 'status/401/body/*'] }],
  },
  {
    id: 'access.*.forbidden-caller-is-403',
    title: 'A request about {kind} by a caller that may not make it is answered 403 and changes nothing',
    method: 'Sends every operation with a second, powerless credential.',
    covers: [{ subresource: '*', parts: ['status/403', 'status/403/body/*'] }],
  },
  {
    id: 'access.*.token-header-is-taken',
    title: 'A request about {kind} is made in the name that its X-Auth-Token stands for',
    method: 'Sends the token in that header alone, then a wrong one, then none.',
    covers: [{ subresource: '*', parts: ['parameter/header/X-Auth-Token'] }],
  },
  {
    id: 'access.*.blocking-owner-needs-delete-permission',
    title: 'Only who may delete the owner of {kind} makes it wait for the deletion of the object',
    method: 'Sets blockOwnerDeletion with a credential that may not delete the owner, and with one that may.',
    covers: [{ parts: ['status/*/field/metadata.ownerReferences*/rule/needs-delete-permission'] }],
  },
]);
