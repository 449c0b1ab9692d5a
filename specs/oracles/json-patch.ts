import { copyJson, isObject, sameJson } from '../json.ts';

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

class Refusal extends Error {}

/**
 * Applies a JSON Patch as RFC 6902 says, all or nothing; the document given is not changed.
 * @see RFC 6902 sections 4 and 5, RFC 6901 for the pointers
 */
export function applyJsonPatch(document: unknown, patch: readonly JsonPatchOperation[]): PatchResult {
  let result = copyJson(document);
  for (const [operation, step] of patch.entries()) {
    try {
      result = applyOperation(result, step);
    } catch (thrown) {
      if (thrown instanceof Refusal) return { applied: false, operation, reason: thrown.message };
      throw thrown;
    }
  }
  return { applied: true, document: result };
}

function applyOperation(document: unknown, step: JsonPatchOperation): unknown {
  const path = tokensOf(step.path);
  switch (step.op) {
    case 'add':
      return add(document, path, valueIn(step));
    case 'remove':
      return remove(document, path);
    case 'replace':
      // RFC 6902 section 4.3: the target must exist.
      read(document, path);
      return path.length === 0 ? valueIn(step) : add(remove(document, path), path, valueIn(step));
    case 'move': {
      const from = tokensOf(fromIn(step));
      if (from.length < path.length && from.every((token, i) => token === path[i]))
        throw new Refusal('moved into itself');
      const value = read(document, from);
      return add(remove(document, from), path, value);
    }
    case 'copy':
      return add(document, path, copyJson(read(document, tokensOf(fromIn(step)))));
    case 'test':
      if (!sameJson(read(document, path), valueIn(step))) throw new Refusal(`${step.path} has another value`);
      return document;
    default:
      throw new Refusal(`there is no operation ${String(step.op)}`);
  }
}

/** RFC 6901 section 3 and 4: split at `/`, then `~1` before `~0`. */
function tokensOf(pointer: string): string[] {
  if (typeof pointer !== 'string') throw new Refusal('a pointer is missing');
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) throw new Refusal(`${pointer} is not a JSON Pointer`);
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function read(document: unknown, path: readonly string[]): unknown {
  let value = document;
  for (const token of path) {
    if (Array.isArray(value)) value = value[indexOf(token, value.length - 1)];
    else if (isObject(value) && Object.hasOwn(value, token)) value = value[token];
    else throw new Refusal(`there is no /${path.join('/')}`);
  }
  return value;
}

function add(document: unknown, path: readonly string[], value: unknown): unknown {
  const last = path.at(-1);
  if (last === undefined) return value;
  const parent = read(document, path.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(last === '-' ? parent.length : indexOf(last, parent.length), 0, value);
  else if (isObject(parent)) setMember(parent, last, value);
  else throw new Refusal(`/${path.join('/')} is not in an object or a list`);
  return document;
}

function remove(document: unknown, path: readonly string[]): unknown {
  const last = path.at(-1);
  read(document, path);
  if (last === undefined) return null;
  const parent = read(document, path.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(indexOf(last, parent.length - 1), 1);
  else delete (parent as Record<string, unknown>)[last];
  return document;
}

/** RFC 6901 section 4: digits, no leading zero. */
function indexOf(token: string, most: number): number {
  const index = /^(0|[1-9][0-9]*)$/.test(token) ? Number(token) : Number.NaN;
  if (!(index <= most)) throw new Refusal(`${token} is no index of the list`);
  return index;
}

/** A member named `__proto__` is a member like any other. */
function setMember(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}

function valueIn(step: JsonPatchOperation): unknown {
  if (!Object.hasOwn(step, 'value')) throw new Refusal(`${step.op} has no value`);
  return step.value;
}

function fromIn(step: JsonPatchOperation): string {
  if (step.from === undefined) throw new Refusal(`${step.op} has no from`);
  return step.from;
}
