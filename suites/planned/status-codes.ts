import { type PlannedRequirement, plannedChapter } from './planned.ts';

/** A status code that a client can provoke, on every operation that documents it. */
function refused(code: number, id: string, title: string, request: string): PlannedRequirement {
  return {
    id: `errors.*.${id}`,
    title,
    method: `Sends ${request}, expects ${code} with a Status that says why, and reads back that nothing changed.`,
    covers: [{ subresource: '*', parts: [`status/${code}`, `status/${code}/body/*`] }],
  };
}

/** The status codes of refusals, and the addresses that requests go to. */
export const plannedStatusCodes = plannedChapter('status-codes', 'Status codes', [
  refused(404, 'absent-object-is-404', 'A request about {kind} that is not there is answered 404', 'absent names'),
  refused(
    405,
    'unserved-method-is-405',
    'A method that the address of {kind} does not take is answered 405',
    'other methods',
  ),
  refused(422, 'invalid-object-is-422', 'A write that would make {kind} invalid is answered 422', 'invalid values'),
  {
    id: 'path.*.names-the-object',
    title: 'The namespace and the name in the path say which object a request about {kind} is for',
    method:
      'Keeps objects of the same name in two namespaces, and sees that only the one that the path names is touched.',
    covers: [{ subresource: '*', parts: ['parameter/path/*'] }],
  },
]);
