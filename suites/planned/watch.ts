import { query } from '../promises/selection.ts';
import { plannedChapter } from './planned.ts';

/** A list with the parameter `watch`, and the paths that do nothing else. */
const asked = ['list'];
const paths = ['watchlist', 'watch'];
const all = [...asked, ...paths];

/** Watches, asked for by parameter or by path. */
export const plannedWatch = plannedChapter('watch', 'Watches', [
  {
    id: 'watch.*.streams-every-change',
    title: 'A watch tells every creation, update and deletion of {kinds}, once, in order',
    method: 'Watches while several writers write, and judges what it saw by what was written.',
    covers: [
      {
        actions: asked,
        parts: [...query('watch', 'stream-of-changes'), 'status/200/body/application/json;stream=watch'],
      },
    ],
  },
  {
    id: 'watch.*.old-paths-stream-too',
    title: 'The paths that are for watching alone stream the changes of {kinds} as the parameter does',
    method: 'Watches both ways at once and compares what is seen.',
    covers: [
      { actions: paths, parts: ['', 'status/200', 'status/200/body/*', ...query('watch', 'stream-of-changes')] },
    ],
  },
  {
    id: 'watch.*.begins-at-its-version',
    title: 'A watch of {kinds} begins after the resourceVersion that it is given',
    method: 'Watches from every version seen, and from a list, and sees that nothing is missing or repeated.',
    covers: [
      { actions: all, parts: ['parameter/query/watch/rule/begins-at-resource-version'] },
      {
        actions: paths,
        parts: [
          ...query('resourceVersion', 'constrains-the-state'),
          ...query('resourceVersionMatch', 'says-how-to-match'),
        ],
      },
    ],
  },
  {
    id: 'watch.*.selectors-filter',
    title: 'A watch with selectors tells of {kind} as it enters, changes within and leaves what they choose',
    method: 'Moves objects into and out of selectors by label and by field while both are watched.',
    covers: [
      {
        actions: paths,
        parts: [...query('labelSelector', 'everything-by-default'), ...query('fieldSelector', 'everything-by-default')],
      },
    ],
  },
  {
    id: 'watch.*.bookmarks-are-true',
    title: 'A bookmark comes only when asked for, and no change of {kinds} from before it comes after it',
    method: 'Watches with and without bookmarks and resumes from each; a server may send none.',
    covers: [{ actions: all, parts: query('allowWatchBookmarks') }],
  },
  {
    id: 'watch.*.timeout-ends-it',
    title: 'A watch of {kinds} ends cleanly after the time asked for',
    method: 'Watches with several times on a quiet and on a busy collection.',
    covers: [{ actions: all, parts: query('timeoutSeconds', 'bounds-the-call') }],
  },
  {
    id: 'watch.*.takes-no-limit-and-no-token',
    title: 'A watch of {kinds} is not cut into parts by limit or continue',
    method: 'Watches with each, and sees a refusal or the whole stream.',
    covers: [
      {
        actions: all,
        parts: ['parameter/query/limit/rule/not-with-watch', 'parameter/query/continue/rule/not-with-watch'],
      },
      { actions: paths, parts: [...query('limit'), ...query('continue')] },
    ],
  },
]);
