import { isObject, type JsonObject } from '../json.ts';
import { type Deviation, shown } from './passive.ts';

/** An answer about objects of one kind. */
export interface SeenObjects {
  readonly method: string;
  readonly status: number;
  readonly body: unknown;
  readonly kind: string;
  /** What the request was addressed to, and its path: of a subresource, that of its object. */
  readonly target: 'object' | 'subresource' | 'collection';
  readonly path: string;
  /** Nothing came of the request: what it shows never existed. */
  readonly dryRun: boolean;
  /** When the request was sent and when its answer was whole, in milliseconds. */
  readonly sent: number;
  readonly answered: number;
}

/** What an object's metadata keeps from its creation to its deletion (api-conventions, "Metadata"). */
const constant = ['uid', 'creationTimestamp'] as const;

interface Life {
  readonly identity: { readonly [member in (typeof constant)[number]]: unknown };
  /** Answers to requests sent earlier may show an earlier life. */
  readonly since: number;
  /** It is being deleted, so another may come in its place unseen. */
  readonly leaving: boolean;
}

interface Collection {
  readonly lives: Map<string, Life | { readonly endedAt: number }>;
  /** When everything in it was last deleted. */
  clearedAt: number;
}

/** Follows objects through their lives. Nothing is concluded from answers that may have crossed one another on the way. */
export interface IdentityTracker {
  /** Undefined where the answer shows no object that was seen before. */
  judge(seen: SeenObjects): readonly Deviation[] | undefined;
}

export function trackIdentities(): IdentityTracker {
  const collections = new Map<string, Collection>();

  const collectionAt = (path: string): Collection => {
    const found = collections.get(path) ?? { lives: new Map(), clearedAt: Number.NEGATIVE_INFINITY };
    collections.set(path, found);
    return found;
  };

  /** Holds one shown object against what is known of it, and takes note of it. */
  const meet = ({ lives, clearedAt }: Collection, name: string, metadata: JsonObject, seen: SeenObjects) => {
    const known = lives.get(name);
    const identity = { uid: metadata['uid'], creationTimestamp: metadata['creationTimestamp'] };
    const life: Life = { identity, since: seen.answered, leaving: metadata['deletionTimestamp'] != null };
    const begins = seen.status === 201;
    const from = known === undefined ? clearedAt : 'endedAt' in known ? known.endedAt : known.since;
    if (!begins && seen.sent < from) return undefined;
    if (begins || known === undefined || 'endedAt' in known) {
      lives.set(name, life);
      return undefined;
    }
    const changed = constant.filter((member) => !isSame(known.identity[member], identity[member]));
    if (changed.length > 0 || life.leaving !== known.leaving) lives.set(name, life);
    if (known.leaving && changed.includes('uid')) return undefined;
    return changed.map((member) => deviationOf(member, known.identity[member], identity[member], seen));
  };

  return {
    judge(seen) {
      const { method, status, target, path, body, answered } = seen;
      if (seen.dryRun) return undefined;
      if (target === 'collection') {
        const collection = collectionAt(path);
        const shown = status < 300 ? shownIn(seen) : [];
        const found = shown
          .map(([name, metadata]) => meet(collection, name, metadata, seen))
          .filter((deviations) => deviations !== undefined);
        if (method === 'DELETE' && status < 300) {
          collection.lives.clear();
          collection.clearedAt = answered;
        }
        return found.length > 0 ? found.flat() : undefined;
      }
      const end = path.lastIndexOf('/');
      const collection = collectionAt(path.slice(0, end));
      const name = path.slice(end + 1);
      const isShown = status < 300 && isObject(body) && body['kind'] === seen.kind && isObject(body['metadata']);
      const found = isShown ? meet(collection, name, body['metadata'] as JsonObject, seen) : undefined;
      const gone = target === 'object' && (status === 404 || (method === 'DELETE' && status < 300));
      if (gone) collection.lives.set(name, { endedAt: answered });
      return found;
    },
  };
}

/** The objects in the answer of a collection, by name: the created one, or the items of a list. */
function shownIn({ body, kind }: SeenObjects): [string, JsonObject][] {
  if (!isObject(body)) return [];
  const objects = body['kind'] === kind ? [body] : body['kind'] === `${kind}List` ? body['items'] : undefined;
  if (!Array.isArray(objects)) return [];
  return objects.flatMap((object) => {
    const metadata = isObject(object) ? object['metadata'] : undefined;
    return isObject(metadata) && typeof metadata['name'] === 'string' ? [[metadata['name'], metadata]] : [];
  });
}

/** The same text, or the same moment written in another way. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return typeof a === 'string' && typeof b === 'string' && /^\d{4}-/.test(a) && Date.parse(a) === Date.parse(b);
}

function deviationOf(member: string, before: unknown, after: unknown, { method }: SeenObjects): Deviation {
  return {
    what: `${member} in the answer to ${method}`,
    reason: `metadata.${member} of an object changes during its life`,
    expected: `metadata.${member} stays ${shown(before)} until the object is deleted`,
    actual: `${shown(after)} in the answer to ${method}`,
  };
}
