import type { Way } from './way.ts';

/** The whole object, as it should be. */
export const put: Way = {
  name: 'put',
  method: 'PUT',
  contentType: 'application/json',
  body: (_stored, wanted) => wanted,
};
