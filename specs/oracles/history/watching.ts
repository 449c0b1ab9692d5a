import { isObject, type JsonObject, valueAt } from '../../json.ts';
import { digestOf, identityOf, labelsOf, metadataDigestOf, stateOf } from './state.ts';

/** In which form objects were asked for. */
export type Representation = 'object' | 'metadata' | 'table';

/** Where a watch begins. */
export type WatchStart =
  /** No resourceVersion. */
  | { readonly kind: 'unset' }
  /** "0". */
  | { readonly kind: 'any' }
  /** `from`: where the version was seen. `expired`: one whose changes were compacted. */
  | {
      readonly kind: 'exact';
      readonly version: string;
      readonly from: 'list' | 'event' | 'bookmark' | 'write' | 'expired';
    };

export interface WatchRequest {
  readonly start: WatchStart;
  readonly sendInitialEvents?: boolean;
  /** Undefined: all of them. */
  readonly namespace?: string | undefined;
  /** As sent. */
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly bookmarks?: boolean;
  readonly timeoutSeconds?: number | undefined;
  readonly representation?: Representation;
}

export interface ObjectFrame {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly at: number;
  readonly key: string;
  readonly uid: string;
  readonly version: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>> | undefined;
  /** Of the whole object, or of its metadata where only that is shown. */
  readonly digest?: string | undefined;
  /** `apiVersion/kind` of what is sent. */
  readonly kind: string;
}

export interface BookmarkFrame {
  readonly type: 'BOOKMARK';
  readonly at: number;
  readonly version: string;
  readonly kind: string;
  /** Annotated as the end of the initial events. */
  readonly endsInitial: boolean;
}

export interface ErrorFrame {
  readonly type: 'ERROR';
  readonly at: number;
  readonly kind: string;
  readonly code: number;
  readonly reason: string;
}

/** A frame that is none of those. */
export interface StrangeFrame {
  readonly type: 'STRANGE';
  readonly at: number;
  readonly what: string;
}

export type Frame = ObjectFrame | BookmarkFrame | ErrorFrame | StrangeFrame;

/** One connection of a watcher: what was asked for, what came, and how it ended. */
export interface Watching {
  /** For people, and unique in a history. */
  readonly name: string;
  readonly request: WatchRequest;
  readonly sentAt: number;
  /** Undefined where no answer came. */
  readonly answer?: { readonly status: number; readonly reason?: string | undefined; readonly at: number } | undefined;
  readonly frames: readonly Frame[];
  /** `complete`: the server ended it in order; `broken`: the connection broke; `closed`: by us. */
  readonly end: { readonly how: 'complete' | 'broken' | 'closed'; readonly at: number };
  /** The run read it slowly on purpose: when its frames came says nothing. */
  readonly isReadSlowly?: boolean;
  /** The name of the connection of the same watcher that this one goes on from. */
  readonly resumes?: string | undefined;
}

/** A frame from the event that came; `fields` are the paths that field selectors of the run name. */
export function frameOf(type: string, object: JsonObject, at: number, fields: readonly string[] = []): Frame {
  const kind = `${object['apiVersion']}/${object['kind']}`;
  if (type === 'ERROR') {
    const { code, reason } = object;
    return { type, at, kind, code: typeof code === 'number' ? code : 0, reason: String(reason ?? '') };
  }
  if (type === 'BOOKMARK') {
    const version = valueAt(object, ['metadata', 'resourceVersion']);
    if (typeof version !== 'string') return { type: 'STRANGE', at, what: 'a bookmark without a resourceVersion' };
    return { type, at, kind, version, endsInitial: isInitialEnd(object) };
  }
  if (type !== 'ADDED' && type !== 'MODIFIED' && type !== 'DELETED')
    return { type: 'STRANGE', at, what: `an event of type ${type}` };
  const isTable = object['kind'] === 'Table';
  const shown = isTable ? valueAt(object, ['rows', 0, 'object']) : object;
  const identity = identityOf(shown);
  if (!identity || !isObject(shown)) return { type: 'STRANGE', at, what: `an event ${type} that shows no object` };
  const isWhole = !isTable && object['kind'] !== 'PartialObjectMetadata';
  return {
    type,
    at,
    kind,
    ...identity,
    labels: labelsOf(shown),
    ...(isWhole && fields.length > 0 && { fields: stateOf(shown, fields).fields }),
    digest: isWhole ? digestOf(shown) : metadataDigestOf(shown),
  };
}

function isInitialEnd(object: JsonObject): boolean {
  const annotation = ['metadata', 'annotations', 'k8s.io/initial-events-end'];
  // In a Table the annotation is that of its one row.
  return [annotation, ['rows', 0, 'object', ...annotation]].some((path) => valueAt(object, path) === 'true');
}
