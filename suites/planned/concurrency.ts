import { plannedChapter } from './planned.ts';

/** Optimistic concurrency. */
export const plannedConcurrency = plannedChapter('concurrency', 'Concurrent writes', [
  {
    id: 'concurrency.*.stale-version-is-409',
    title:
      'A write of {kind} with a resourceVersion that is no longer the stored one is answered 409 and changes nothing',
    method: 'Writes with stale, present and absent versions in every way, and reads back.',
    covers: [{ subresource: '*', parts: ['status/409', 'status/409/body/*'] }],
  },
]);
