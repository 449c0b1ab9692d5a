import { isObject, sameJson } from '../../specs/json.ts';
import type { Way } from './way.ts';

export interface JsonPatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

/** RFC 6902 operations, one for each member that differs; a list of another length is replaced whole. */
export const jsonPatch: Way = {
  name: 'json-patch',
  method: 'PATCH',
  contentType: 'application/json-patch+json',
  body: (stored, wanted) => operations(stored, wanted, ''),
};

function operations(stored: unknown, wanted: unknown, pointer: string): JsonPatchOperation[] {
  if (sameJson(stored, wanted)) return [];
  if (isObject(stored) && isObject(wanted)) {
    const keys = new Set([...Object.keys(stored), ...Object.keys(wanted)]);
    return [...keys].flatMap((key): JsonPatchOperation[] => {
      const path = `${pointer}/${escapeToken(key)}`;
      if (!Object.hasOwn(wanted, key)) return [{ op: 'remove', path }];
      if (!Object.hasOwn(stored, key)) return [{ op: 'add', path, value: wanted[key] }];
      return operations(stored[key], wanted[key], path);
    });
  }
  if (Array.isArray(stored) && Array.isArray(wanted) && stored.length === wanted.length) {
    return stored.flatMap((item, i) => operations(item, wanted[i], `${pointer}/${i}`));
  }
  return [{ op: 'replace', path: pointer, value: wanted }];
}

/** RFC 6901 section 3: `~` is written `~0`, `/` is written `~1`. */
function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}
