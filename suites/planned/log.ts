import { type PlannedRequirement, plannedChapter } from './planned.ts';

/** One option of reading a log, with its default and its rules. */
function option(name: string, id: string, title: string, method: string): PlannedRequirement {
  return {
    id: `log.*.${id}`,
    title,
    method,
    covers: [{ subresource: 'log', parts: [`parameter/query/${name}`, `parameter/query/${name}/*`] }],
  };
}

/** The log of an object. */
export const plannedLog = plannedChapter('log', 'Logs', [
  {
    id: 'log.*.is-text',
    title: 'The log of {kind} is answered 200 as text',
    method: 'Reads the log of an object that wrote known lines.',
    covers: [{ subresource: 'log', parts: ['', 'status/200', 'status/200/body/*'] }],
  },
  option(
    'container',
    'container-is-chosen',
    'The log is that of the container asked for; it need not be named where {kind} has but one',
    'Reads the logs of objects with one and with several containers, named, unnamed and unknown.',
  ),
  option(
    'follow',
    'follow-keeps-it-open',
    'With follow the log of {kind} goes on as it grows, without it ends',
    'Reads with and without it while lines are written.',
  ),
  option(
    'limitBytes',
    'bytes-are-limited',
    'The log of {kind} ends at about the number of bytes asked for',
    'Reads with several limits and compares the lengths.',
  ),
  option(
    'previous',
    'previous-run-is-chosen',
    'With previous the log of {kind} is that of the former run of its container',
    'Reads with and without it after a restart.',
  ),
  option(
    'sinceSeconds',
    'since-seconds-cuts-the-past',
    'With sinceSeconds the log of {kind} begins no earlier than that',
    'Reads with times before, within and after the life of the object, and together with sinceTime.',
  ),
  option(
    'tailLines',
    'tail-lines-cuts-the-past',
    'With tailLines the log of {kind} is its last lines, without it the whole',
    'Reads with several numbers and compares the lines.',
  ),
  option(
    'timestamps',
    'timestamps-are-rfc-3339',
    'With timestamps each line of the log of {kind} begins with an RFC 3339 time',
    'Reads with and without it and compares the lines.',
  ),
]);
