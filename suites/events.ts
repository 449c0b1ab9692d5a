import { isObject, type JsonObject, valueAt } from '../specs/json.ts';
import type { Client } from '../src/client/client.ts';
import { InconclusiveError } from '../src/errors.ts';
import type { StoredObject } from '../src/sandbox/sandbox.ts';

/** One event of a watch. */
export interface WatchEvent {
  readonly type: string;
  readonly object: JsonObject;
}

/** Seconds that one watch is asked to last, and times that it is begun again where it ended too early. */
const seconds = 1;
const attempts = 4;

/**
 * What a watch of one object shows after a version, up to and with the event of a marker: a write made on purpose after what is
 * looked for, so that nothing is concluded from an event that is merely late. @throws InconclusiveError where the marker never
 * comes.
 */
export async function eventsUpTo(
  client: Client,
  { path, name }: Pick<StoredObject, 'path' | 'name'>,
  since: string,
  marker: string,
): Promise<WatchEvent[]> {
  const collection = path.slice(0, path.lastIndexOf('/'));
  const seen: WatchEvent[] = [];
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const from = versionOf(seen.at(-1)?.object) ?? since;
    const query = new URLSearchParams({
      watch: '1',
      fieldSelector: `metadata.name=${name}`,
      resourceVersion: from,
      timeoutSeconds: String(seconds),
    });
    const answer = await client.send({ method: 'GET', path: `${collection}?${query}` });
    if (answer.status !== 200) throw new InconclusiveError(`the watch is answered ${answer.status}`);
    for (const event of eventsIn(answer.exchange.responseBody)) {
      if (event.type === 'ERROR')
        throw new InconclusiveError(`the watch breaks off: ${String(event.object['message'])}`);
      seen.push(event);
      if (versionOf(event.object) === marker) return seen;
    }
  }
  throw new InconclusiveError('the watch does not show a write that was made on purpose');
}

/** The events of a stream, one a line; a line that a broken stream cut off is passed over, and so are bookmarks. */
export function eventsIn(stream: string): WatchEvent[] {
  return stream.split('\n').flatMap((line) => {
    const event = parsed(line);
    if (!isObject(event) || typeof event['type'] !== 'string' || !isObject(event['object'])) return [];
    return event['type'] === 'BOOKMARK' ? [] : [{ type: event['type'], object: event['object'] }];
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The resourceVersion of an object, which is a text. */
export function versionOf(object: unknown): string | undefined {
  const version = valueAt(object, ['metadata', 'resourceVersion']);
  return typeof version === 'string' ? version : undefined;
}
