import type { WatchRequest, WatchStart } from '../../../specs/oracles/history/watching.ts';
import type { Resource } from '../../../src/contract/contract.ts';
import type { Lane } from './lanes.ts';
import { type Watcher, watchPath } from './watcher.ts';

/** Where a traffic takes place. */
export interface Scene {
  readonly resource: Pick<Resource, 'collection'>;
  /** The namespace that most watches are of. */
  readonly home: string;
  /** The name of the one object that some watches are of. */
  readonly marker: string;
  /** The version of the list that came before all writes. */
  readonly listVersion: string;
}

const accepts = {
  object: undefined,
  table: 'application/json;as=Table;v=v1;g=meta.k8s.io',
  metadata: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io',
} as const;

/** What a lane asks for, there. */
export function watcherOf(scene: Scene, lane: Lane, start: WatchStart = startOf(lane, scene)): Watcher {
  const { resource, home, marker } = scene;
  const { name, representation = 'object', cuts, isPacked } = lane;
  const filled = (selector: string) => selector.replace('{home}', home).replace('{marker}', marker);
  const namespace = lane.isEverywhere ? undefined : home;
  const request: Omit<WatchRequest, 'start'> = {
    namespace,
    representation,
    ...(lane.labelSelector !== undefined && { labelSelector: filled(lane.labelSelector) }),
    ...(lane.fieldSelector !== undefined && { fieldSelector: filled(lane.fieldSelector) }),
    ...(lane.bookmarks && { bookmarks: true }),
    ...(lane.timeoutSeconds !== undefined && { timeoutSeconds: lane.timeoutSeconds }),
    ...(lane.begins.startsWith('initial') && { sendInitialEvents: true }),
  };
  const accept = accepts[representation];
  const headers = { ...(accept !== undefined && { accept }), ...(isPacked && { 'accept-encoding': 'gzip' }) };
  const place = {
    collection: resource.collection,
    namespace,
    ...(lane.isOld && { isOld: true }),
    ...(lane.isOfOne && { object: marker }),
  };
  const path = (asked: WatchRequest) => {
    const usual = watchPath(place, asked);
    return lane.also === undefined ? usual : `${usual}${usual.includes('?') ? '&' : '?'}${lane.also}`;
  };
  return { name, request, start, path, headers, ...(cuts && { cuts }) };
}

function startOf({ begins }: Lane, { listVersion }: Scene): WatchStart {
  if (begins === 'unset' || begins === 'initial without version') return { kind: 'unset' };
  return begins === 'any' ? { kind: 'any' } : { kind: 'exact', version: listVersion, from: 'list' };
}
