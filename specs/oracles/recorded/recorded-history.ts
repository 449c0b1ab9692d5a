import { readFileSync } from 'node:fs';
import type { History } from '../history/history.ts';
import type { Listing, ListQuery, Page } from '../history/listing.ts';
import { keyOf, type ObjectState } from '../history/state.ts';
import type { Frame, Watching, WatchStart } from '../history/watching.ts';
import type { Write } from '../history/write.ts';

/**
 * What kube-apiserver 1.29, 1.33 and 1.36 were asked in the scenarios `paging` and `watch`, and what they answered, as facts:
 * `lists-and-watches.jsonl`, one exchange a line. Versions are counted from the scenario's beginning, states and tokens numbered.
 */
interface Line {
  /** Scenario and step. */
  readonly at: string;
  readonly write?: 'created' | 'updated' | 'deleted' | 'no change' | 'dry run';
  readonly name?: string;
  readonly list?: string;
  readonly watch?: string;
  readonly scope?: string;
  readonly as?: 'Table' | 'PartialObjectMetadata';
  readonly answers: readonly (Answer & { readonly versions: readonly string[] })[];
}

type Shown = readonly [name: string, version: number, labels: Readonly<Record<string, string>>, state: number];

interface Answer {
  readonly status?: number;
  readonly reason?: string;
  readonly version?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly state?: number;
  readonly meta?: number;
  readonly wouldBe?: number;
  readonly token?: string;
  readonly remaining?: number;
  readonly items?: readonly Shown[];
  readonly frames?: readonly (readonly [string, ...unknown[]])[];
}

/** The version that a scenario's first one is shown as: all that it saw before are older. */
const base = 1_000_000;

const namespace = 'ns';

/** One scenario as one version of the server answered it. Steps stand for times; the watches of the first steps began before them. */
export function recordedHistory(scenario: 'paging' | 'watch', version: string): History {
  const text = readFileSync(new URL('lists-and-watches.jsonl', import.meta.url), 'utf8');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
    .filter(({ at }) => at.startsWith(`${scenario}/`));
  const answered = lines.map((line): [Line, Answer] => {
    const answer = line.answers.find(({ versions }) => versions.includes(version));
    if (!answer) throw new Error(`${line.at} is not recorded of ${version}`);
    return [line, answer];
  });
  return {
    kind: 'v1/Pod',
    writes: answered.flatMap(([line, answer]) => writeIn(line, answer)),
    watchings: answered.flatMap(([line, answer]) => watchingIn(line, answer)),
    listings: answered.flatMap(([line, answer]) => listingIn(line, answer)),
  };
}

function stepOf({ at }: Line): number {
  return Number(at.split('/')[1]) * 1000;
}

function versionFrom(count: number | undefined): string {
  return String(base + (count ?? 0));
}

function digestFrom(state: number | undefined): string | undefined {
  return state === undefined ? undefined : `state ${state}`;
}

function writeIn(line: Line, { version, labels = {}, state, meta, wouldBe }: Answer): Write[] {
  const { write, name = '' } = line;
  if (write === undefined) return [];
  const key = keyOf(namespace, name);
  const time = { key, sentAt: stepOf(line), at: stepOf(line) + 100 };
  if (write === 'no change' || write === 'dry run')
    return [{ kind: 'unchanged', why: write, version: versionFrom(version), wouldBe: digestFrom(wouldBe), ...time }];
  if (write === 'deleted') return [{ kind: 'deleted', uid: name, version: versionFrom(version), ...time }];
  const after: ObjectState = {
    labels,
    fields: { 'status.phase': 'Pending' },
    digest: digestFrom(state),
    metadataDigest: digestFrom(meta),
  };
  return [{ kind: write, uid: name, version: versionFrom(version), state: after, ...time }];
}

function queryIn(text: string): URLSearchParams {
  return new URLSearchParams(text.replaceAll(/\{(\d+)\}/g, (_all, count) => versionFrom(Number(count))));
}

function watchingIn(line: Line, { status = 0, reason, frames = [] }: Answer): Watching[] {
  if (line.watch === undefined) return [];
  const query = queryIn(line.watch);
  const version = query.get('resourceVersion');
  const seconds = Number(query.get('timeoutSeconds') ?? 0);
  // Those of the scenario's first steps were held while it wrote.
  const isHeld = seconds === 2;
  const sentAt = isHeld ? 3500 : stepOf(line);
  const start: WatchStart =
    version === null
      ? { kind: 'unset' }
      : version === '0'
        ? { kind: 'any' }
        : { kind: 'exact', version, from: version === '1' ? 'expired' : 'list' };
  const name = /\/pods\/(.+)$/.exec(line.scope ?? '')?.[1];
  return [
    {
      name: line.at,
      request: {
        start,
        namespace,
        labelSelector: query.get('labelSelector') ?? undefined,
        fieldSelector: name === undefined ? (query.get('fieldSelector') ?? undefined) : `metadata.name=${name}`,
        bookmarks: query.get('allowWatchBookmarks') === 'true',
        timeoutSeconds: seconds,
        representation: line.as === undefined ? 'object' : line.as === 'Table' ? 'table' : 'metadata',
        ...(query.has('sendInitialEvents') && { sendInitialEvents: query.get('sendInitialEvents') === 'true' }),
      },
      sentAt,
      answer: { status, reason, at: sentAt + 10 },
      frames: frames.map((frame, index) => frameIn(frame, sentAt + 20 + index, line.as)),
      end: { how: 'complete', at: sentAt + seconds * 1000 },
    },
  ];
}

function frameIn([type, ...rest]: readonly [string, ...unknown[]], at: number, as: Line['as']): Frame {
  const kind = as === undefined ? 'v1/Pod' : `meta.k8s.io/v1/${as}`;
  if (type === 'ERROR') return { type, at, kind: 'v1/Status', code: Number(rest[0]), reason: String(rest[1]) };
  if (type === 'BOOKMARK')
    return { type, at, kind, version: versionFrom(Number(rest[0])), endsInitial: rest[1] === 'end' };
  const [name, version, labels, state] = rest as unknown as Shown;
  const identity = { key: keyOf(namespace, name), uid: name, version: versionFrom(version) };
  return { type: type as 'ADDED', at, kind, ...identity, labels, digest: digestFrom(state) };
}

function listingIn(line: Line, answer: Answer): Listing[] {
  if (line.list === undefined || line.scope !== '/NS/pods') return [];
  const query = Object.fromEntries(queryIn(line.list)) as ListQuery & Record<string, string>;
  const { status = 0, reason, version, token, remaining, items = [] } = answer;
  const page: Page = {
    query,
    status,
    reason,
    sentAt: stepOf(line),
    at: stepOf(line) + 100,
    resourceVersion: version === undefined ? undefined : versionFrom(version),
    remainingItemCount: remaining,
    continue: token,
    items: items.map(([name, shown, labels, state]) => ({
      key: keyOf(namespace, name),
      uid: name,
      version: versionFrom(shown),
      labels,
      fields: { 'status.phase': 'Pending' },
      digest: digestFrom(state),
    })),
  };
  return [{ name: line.at, namespace, pages: [page] }];
}
