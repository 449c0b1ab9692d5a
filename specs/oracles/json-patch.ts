import { copyJson, isObject, sameJson } from '../json.ts';
import { type JsonPatchLatitude, listIndex, pointerTokens } from './json-patch-pointer.ts';
import { type Choose, Refusal } from './patch-answer.ts';

/** One operation of a JSON Patch (RFC 6902 section 4). */
export interface JsonPatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** What a patch makes of a document. `refused` names the operation that cannot be applied; nothing of the patch then is. */
export type PatchResult =
  | { readonly applied: true; readonly document: unknown }
  | { readonly applied: false; readonly operation: number; readonly reason: string };

/** No latitude: the RFC to the letter. */
const strict = (): boolean => false;

/**
 * Applies a JSON Patch as RFC 6902 says, all or nothing; the document given is not changed.
 * @see RFC 6902 sections 4 and 5, RFC 6901 for the pointers
 */
export function applyJsonPatch(
  document: unknown,
  patch: readonly JsonPatchOperation[],
  choose: Choose<JsonPatchLatitude> = strict,
): PatchResult {
  let result = copyJson(document);
  for (const [operation, step] of patch.entries()) {
    try {
      result = new Operation(choose).apply(result, step);
    } catch (thrown) {
      if (thrown instanceof Refusal) return { applied: false, operation, reason: thrown.message };
      throw thrown;
    }
  }
  return { applied: true, document: result };
}

class Operation {
  readonly #choose: Choose<JsonPatchLatitude>;

  constructor(choose: Choose<JsonPatchLatitude>) {
    this.#choose = choose;
  }

  apply(document: unknown, step: JsonPatchOperation): unknown {
    const path = pointerTokens(step.path, this.#choose);
    switch (step.op) {
      case 'add':
        return this.#add(document, path, this.#valueIn(step));
      case 'remove':
        return this.#remove(document, path);
      case 'replace':
        return this.#replace(document, path, this.#valueIn(step));
      case 'move': {
        const from = pointerTokens(fromIn(step), this.#choose);
        const within = from.length < path.length && from.every((token, i) => token === path[i]);
        if (within && !this.#choose('move-into-itself')) throw new Refusal('moved into itself');
        const value = this.#read(document, from);
        return this.#add(this.#remove(document, from), path, value);
      }
      case 'copy': {
        const from = pointerTokens(fromIn(step), this.#choose);
        const value =
          this.#isAbsentMember(document, from) && this.#choose('copy-absent') ? null : this.#read(document, from);
        if (from.length === 0) this.#wholeDocument();
        return this.#add(document, path, copyJson(value));
      }
      case 'test': {
        const wanted = this.#valueIn(step);
        if (wanted === null && this.#isAbsentMember(document, path) && this.#choose('test-absent-null'))
          return document;
        if (!sameJson(this.#read(document, path), wanted)) throw new Refusal(`${step.path} has another value`);
        return document;
      }
      default:
        throw new Refusal(`there is no operation ${String(step.op)}`);
    }
  }

  #read(document: unknown, path: readonly string[]): unknown {
    let value = document;
    for (const token of path) {
      if (Array.isArray(value)) value = value[listIndex(token, value.length, this.#choose)];
      else if (isObject(value) && Object.hasOwn(value, token)) value = value[token];
      else throw new Refusal(`there is no /${path.join('/')}`);
    }
    return value;
  }

  #add(document: unknown, path: readonly string[], value: unknown): unknown {
    const last = path.at(-1);
    if (last === undefined) {
      this.#wholeDocument();
      return value;
    }
    const parent = this.#read(document, path.slice(0, -1));
    if (Array.isArray(parent)) {
      const index = last === '-' ? parent.length : listIndex(last, parent.length + 1, this.#choose);
      parent.splice(index, 0, value);
    } else if (isObject(parent)) setMember(parent, last, value);
    else throw new Refusal(`/${path.join('/')} is not in an object or a list`);
    return document;
  }

  #remove(document: unknown, path: readonly string[]): unknown {
    const last = path.at(-1);
    this.#read(document, path);
    if (last === undefined) {
      this.#wholeDocument();
      return null;
    }
    const parent = this.#read(document, path.slice(0, -1));
    if (Array.isArray(parent)) parent.splice(listIndex(last, parent.length, this.#choose), 1);
    else delete (parent as Record<string, unknown>)[last];
    return document;
  }

  /** RFC 6902 section 4.3: the target must exist. */
  #replace(document: unknown, path: readonly string[], value: unknown): unknown {
    const last = path.at(-1);
    if (last === undefined) return value;
    if (!(this.#isAbsentMember(document, path) && this.#choose('replace-absent'))) this.#read(document, path);
    const parent = this.#read(document, path.slice(0, -1));
    if (Array.isArray(parent)) parent[listIndex(last, parent.length, this.#choose)] = value;
    else setMember(parent as object, last, value);
    return document;
  }

  /** Whether the path ends in a member that its object, which is there, does not have. */
  #isAbsentMember(document: unknown, path: readonly string[]): boolean {
    const last = path.at(-1);
    if (last === undefined) return false;
    const parent = this.#read(document, path.slice(0, -1));
    return isObject(parent) && !Object.hasOwn(parent, last);
  }

  #wholeDocument(): void {
    if (this.#choose('no-whole-document')) throw new Refusal('the whole document cannot be the target');
  }

  #valueIn(step: JsonPatchOperation): unknown {
    // A copy: a later operation may work on it, and the patch is read more than once.
    if (Object.hasOwn(step, 'value')) return copyJson(step.value);
    if (this.#choose('value-absent')) return null;
    throw new Refusal(`${step.op} has no value`);
  }
}

/** A member named `__proto__` is a member like any other. */
function setMember(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}

function fromIn(step: JsonPatchOperation): string {
  if (step.from === undefined) throw new Refusal(`${step.op} has no from`);
  return step.from;
}
