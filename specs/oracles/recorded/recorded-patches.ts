import { readFileSync } from 'node:fs';
import { isObject, type JsonObject } from '../../json.ts';

/**
 * The patches that kube-apiserver 1.29, 1.33 and 1.36 were sent, and what they made of them, as facts: `patches.jsonl`, one
 * patch a line, and `objects.jsonl`, the objects that were patched, each as its changes from another. Uids and versions are
 * numbered, times are one, generation is left out; managedFields are kept where apply is the subject.
 */
export interface RecordedPatch {
  /** Scenario and step. */
  readonly at: string;
  readonly resource: string;
  /** The Content-Type header. */
  readonly type: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
  readonly answers: readonly RecordedAnswer[];
}

/** What servers of these versions answered. */
export interface RecordedAnswer {
  readonly versions: readonly string[];
  readonly status: number;
  readonly before: JsonObject | undefined;
  /** What the answer has and the object before had not; undefined where the patch was refused. */
  readonly after: JsonObject | undefined;
  /** What refused it: the patch's meaning, or something that is about the object or the request rather than the patch. */
  readonly refused?: 'patch' | 'validation' | 'decoding' | 'options' | 'access';
  /** The fields that the causes name. */
  readonly fields?: readonly string[];
}

type Changes = Readonly<Record<string, unknown>>;

const folder = new URL('.', import.meta.url);

/** All of them, in the order in which they were recorded. */
export function recordedPatches(): RecordedPatch[] {
  const objects = new Map<string, JsonObject>();
  for (const { id, object, from, changes } of linesOf('objects.jsonl')) {
    const base = objects.get(String(from)) ?? {};
    objects.set(String(id), isObject(object) ? object : changed(base, changes as Changes));
  }
  return linesOf('patches.jsonl').map((line) => {
    const { at, resource, type, query = {}, answers } = line as unknown as RecordedPatch;
    return {
      at,
      resource,
      type,
      query,
      body: bodyOf(line),
      answers: answers.map((answer) => withObjects(answer, objects)),
    };
  });
}

function withObjects(answer: RecordedAnswer, objects: ReadonlyMap<string, JsonObject>): RecordedAnswer {
  const { changes, ...rest } = answer as RecordedAnswer & { changes?: Changes };
  const before = objects.get(String(answer.before));
  return { ...rest, before, after: changes && changed(before ?? {}, changes) };
}

function bodyOf({ text, operations, body }: JsonObject): string {
  if (typeof text === 'string') return text;
  // One patch is too long to be kept: so many times the same operation.
  const many = { op: 'add', path: '/metadata/labels/a', value: 'b' };
  return JSON.stringify(typeof operations === 'number' ? Array.from({ length: operations }, () => many) : body);
}

/** An object with other values at some JSON Pointers; null takes the member away. */
function changed(object: JsonObject, changes: Changes): JsonObject {
  const copy = structuredClone(object);
  for (const [pointer, value] of Object.entries(changes)) {
    const tokens = pointer.split('/').slice(1);
    const names = tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
    let parent = copy as Record<string, unknown>;
    for (const name of names.slice(0, -1)) parent = parent[name] as Record<string, unknown>;
    const last = names.at(-1) ?? '';
    if (value === null) delete parent[last];
    else parent[last] = value;
  }
  return copy;
}

function linesOf(name: string): JsonObject[] {
  const lines = readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as JsonObject);
}
