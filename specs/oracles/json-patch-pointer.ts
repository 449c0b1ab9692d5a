import { type Choose, Refusal } from './patch-answer.ts';

/**
 * What API servers do beyond RFC 6902 and 6901. All of it comes of the library that kube-apiserver applies patches with; what
 * is marked with a step was seen on 1.29, 1.33 and 1.36 (recordings, scenario `json-patch`).
 * @see evanphx/json-patch `patch.go` (version 4)
 */
export type JsonPatchLatitude =
  /** `-1` counts from the end; of an add, it is the place behind the last item (step 19). */
  | 'negative-index'
  /** `01` and `+1` are 1 (step 22). */
  | 'loose-index'
  /** A replace of a member that is not there adds it (step 7). */
  | 'replace-absent'
  /** A test for null passes where the member is not there (step 10). */
  | 'test-absent-null'
  /** A copy of a member that is not there adds null. */
  | 'copy-absent'
  /** An operation without its `value` has the value null. */
  | 'value-absent'
  /** A tilde that escapes nothing is a tilde. */
  | 'lone-tilde'
  /** What stands before the first slash of a pointer is passed over (step 27: then the target is not found). */
  | 'no-leading-slash'
  /** A move into what is moved is not caught; in a list it may find the next item. */
  | 'move-into-itself'
  /** The whole document cannot be added, removed, moved or copied (steps 28 and 29). */
  | 'no-whole-document'
  /** A patch that is null has no operations (step 40). */
  | 'null-is-empty'
  /** A patch of more than 10000 operations is too large (step 45). */
  | 'too-many-operations';

/** RFC 6901 section 3 and 4: split at `/`, then `~1` before `~0`. */
export function pointerTokens(pointer: string, choose: Choose<JsonPatchLatitude>): string[] {
  if (typeof pointer !== 'string') throw new Refusal('a pointer is missing');
  const [before, ...tokens] = pointer.split('/');
  const wrong = () => new Refusal(`${pointer} is not a JSON Pointer`);
  if (before !== '' && (tokens.length === 0 || !choose('no-leading-slash'))) throw wrong();
  if (/~(?![01])/.test(pointer) && !choose('lone-tilde')) throw wrong();
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** RFC 6901 section 4: digits, no leading zero, one of so many places. */
export function listIndex(token: string, places: number, choose: Choose<JsonPatchLatitude>): number {
  const index = indexIn(token, places, choose);
  if (index === undefined || index < 0 || index >= places) throw new Refusal(`${token} is no index of the list`);
  return index;
}

function indexIn(token: string, places: number, choose: Choose<JsonPatchLatitude>): number | undefined {
  if (/^(0|[1-9][0-9]*)$/.test(token)) return Number(token);
  if (/^\+?[0-9]+$/.test(token)) return choose('loose-index') ? Number(token) : undefined;
  if (!/^-[0-9]+$/.test(token) || !choose('negative-index')) return undefined;
  const fromEnd = -Number(token.slice(1));
  return fromEnd === 0 ? 0 : places + fromEnd;
}
