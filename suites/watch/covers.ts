import { query, type Selection } from '../promises/selection.ts';

/** A list with the parameter `watch`, and the paths that do nothing else. */
export const asked = ['list'];
export const oldPaths = ['watchlist', 'watch'];
const all = [...asked, ...oldPaths];

/** What the documents say of watches, by what of it is checked. */
export const covers = {
  stream: [
    {
      actions: asked,
      parts: [...query('watch', 'stream-of-changes'), 'status/200/body/application/json;stream=watch'],
    },
  ],
  oldPaths: [
    { actions: oldPaths, parts: ['', 'status/200', 'status/200/body/*', ...query('watch', 'stream-of-changes')] },
  ],
  beginning: [
    { actions: all, parts: ['parameter/query/watch/rule/begins-at-resource-version'] },
    {
      actions: oldPaths,
      parts: [
        ...query('resourceVersion', 'constrains-the-state'),
        ...query('resourceVersionMatch', 'says-how-to-match'),
      ],
    },
  ],
  selectors: [
    {
      actions: oldPaths,
      parts: [...query('labelSelector', 'everything-by-default'), ...query('fieldSelector', 'everything-by-default')],
    },
  ],
  bookmarks: [{ actions: all, parts: query('allowWatchBookmarks') }],
  timeout: [{ actions: all, parts: query('timeoutSeconds', 'bounds-the-call') }],
  parts: [
    {
      actions: all,
      parts: ['parameter/query/limit/rule/not-with-watch', 'parameter/query/continue/rule/not-with-watch'],
    },
    { actions: oldPaths, parts: [...query('limit'), ...query('continue')] },
  ],
} as const satisfies Record<string, readonly Selection[]>;
