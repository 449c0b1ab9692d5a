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
  refused(400, 'bad-request-is-400', 'A request about {kind} that makes no sense is answered 400', 'broken bodies'),
  refused(
    406,
    'unacceptable-media-type-is-406',
    'A request about {kind} for media types that the server does not have is answered 406',
    'Accept headers that fit nothing',
  ),
]);
