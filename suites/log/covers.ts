import type { OwedStatus } from '../../specs/oracles/refusal-status.ts';
import type { Selection } from '../promises/selection.ts';

/** What the contracts say of one option of a log. */
export function option(name: string): Selection[] {
  return [{ subresource: 'log', parts: [`parameter/query/${name}`, `parameter/query/${name}/*`] }];
}

/** That there is a log at all. */
export const anyLog: readonly Selection[] = [{ subresource: 'log', parts: [''] }];

/** What cannot be read as a value is a bad request (recordings, `pod-log` step 7); some servers call it invalid. */
export const unreadable: OwedStatus = { statuses: [400, 422] };

/**
 * A value that can be read and is none is invalid, and the refusal names the option (recordings, `pod-log` steps 6, 8 and 10). No
 * document settles the status of a wrong option, so that a bad request will do, which names no field.
 */
export function invalid(field: string): OwedStatus {
  return { statuses: [422, 400], fields: [field] };
}
