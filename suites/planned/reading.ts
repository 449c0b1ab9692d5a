import { plannedChapter } from './planned.ts';

/** Reading one object. */
export const plannedReading = plannedChapter('reading', 'Reading an object', [
  {
    id: 'read.*.answers-what-is-stored',
    title: 'Reading {kind}, or a subresource of it, answers 200 with the object as it is stored',
    method: 'Reads after every kind of write and compares with what the write answered.',
    covers: [
      { actions: ['get'], parts: ['', 'status/200', 'status/200/body/*'] },
      { actions: ['get'], subresource: 'status', parts: ['', 'status/200', 'status/200/body/*'] },
      { actions: ['get'], subresource: 'ephemeralcontainers', parts: ['', 'status/200', 'status/200/body/*'] },
    ],
  },
]);
