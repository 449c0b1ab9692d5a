import { plannedChapter } from './planned.ts';

const answeredAsJson = ['get', 'list', 'watchlist', 'watch', 'post', 'put', 'patch', 'delete', 'deletecollection'];

/** Parameters that many operations have. */
export const plannedRequestOptions = plannedChapter('request-options', 'Options of a request', [
  {
    id: 'pretty.*.answer-is-indented',
    title: 'With pretty=true an answer about {kind} is laid out for people, and says the same',
    method: 'Asks with and without it, compares the values, and looks for the indentation.',
    covers: [{ actions: answeredAsJson, subresource: '*', parts: ['parameter/query/pretty*'] }],
  },
]);
