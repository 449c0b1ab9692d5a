import { valueAt } from '../../specs/json.ts';
import type { ShownEvent } from '../../specs/oracles/shown-once.ts';
import type { Client } from '../../src/client/client.ts';
import type { SeenEvent } from '../../src/client/watch-stream.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { versionOf } from '../events.ts';

/** Milliseconds in which a watch must show what was written, before nothing can be said. */
const patienceMs = 10_000;

/** A watch over a collection that is begun again where it ends, from the version that it had come to. */
export interface HeldWatch {
  /** Keeps the events from now on, until it is done with. */
  follow(): Following;
  /** Settles when the watch cannot go on. */
  readonly broken: Promise<string>;
}

export interface Following {
  /**
   * The events of an object once its deletion was shown. `mark` makes and deletes another object, and answers its uid: when
   * the watch has shown that, whatever it has not shown of the first was left out. `also`: the events of others that fit.
   */
  untilDeleted(
    uid: string,
    mark: () => Promise<string>,
    also?: (event: ShownEvent) => boolean,
  ): Promise<readonly ShownEvent[]>;
  done(): void;
}

interface Kept {
  readonly uid: unknown;
  readonly event: ShownEvent;
}

/** Begins a watch over a collection, at the version that it has now. @throws InconclusiveError where it cannot be listed */
export async function holdWatch(client: Client, collection: string): Promise<HeldWatch> {
  const list = await client.send({ method: 'GET', path: `${collection}?limit=1` });
  let version = versionOf(list.body);
  if (list.status !== 200 || version === undefined)
    throw new InconclusiveError(`no watch can be held beside: GET ${collection} answers ${list.status}`);
  const kept: Kept[] = [];
  const followers = new Set<{ from: number }>();
  const waiting = new Set<() => void>();
  let dropped = 0;
  let reason: string | undefined;
  let settle: (reason: string) => void = () => {};
  const broken = new Promise<string>((resolve) => {
    settle = resolve;
  });

  const breakOff = (why: string) => {
    reason ??= why;
    settle(reason);
    for (const look of [...waiting]) look();
  };
  const take = ({ type, object }: SeenEvent) => {
    if (type === 'ERROR') return breakOff(`it breaks off: ${String(object['message'])}`);
    version = versionOf(object) ?? version;
    if (type === 'BOOKMARK' || followers.size === 0) return;
    kept.push({ uid: valueAt(object, ['metadata', 'uid']), event: { type, object } });
    for (const look of [...waiting]) look();
  };
  const begin = async () => {
    // Each time a watch ends in order, or breaks after it showed something, the next goes on where it was.
    for (let idle = 0; reason === undefined; ) {
      const from = version;
      const stream = client.watch(`${collection}?watch=1&resourceVersion=${from}`, take);
      const opened = await stream.opened;
      if (opened && opened.status !== 200) return breakOff(`it is answered ${opened.status}`);
      const { kind, reason: why } = await stream.ended;
      if (kind === 'closed') return breakOff(why);
      idle = version === from && kind === 'broken' ? idle + 1 : 0;
      if (idle === 3) return breakOff(why);
    }
  };
  begin().catch((thrown: unknown) => breakOff(String(thrown)));

  function forget(): void {
    const oldest = Math.min(dropped + kept.length, ...[...followers].map(({ from }) => from));
    kept.splice(0, oldest - dropped);
    dropped = oldest;
  }

  return {
    broken,
    follow() {
      const follower = { from: dropped + kept.length };
      followers.add(follower);
      const seen = (uid: string) => kept.slice(follower.from - dropped).filter((one) => one.uid === uid);
      const isShown = (uid: string) => seen(uid).some(({ event }) => event.type === 'DELETED');
      const until = (holds: () => boolean, ms: number) =>
        new Promise<boolean>((resolve) => {
          const done = (held: boolean) => {
            clearTimeout(timer);
            waiting.delete(look);
            resolve(held);
          };
          const look = () => {
            if (holds()) done(true);
            else if (reason !== undefined) done(false);
          };
          const timer = setTimeout(() => done(false), ms);
          waiting.add(look);
          look();
        });
      return {
        async untilDeleted(uid, mark, also = () => false) {
          // Most deletions are shown at once; only where one is not is it worth another object to learn more.
          if (!(await until(() => isShown(uid), 500)) && reason === undefined) {
            const marker = await mark();
            await until(() => isShown(uid) || seen(marker).length > 0, patienceMs);
            if (!isShown(uid) && seen(marker).length === 0 && reason === undefined)
              throw new InconclusiveError('the watch held beside shows nothing of what is written');
          }
          if (reason !== undefined) throw new InconclusiveError(`the watch held beside is of no use: ${reason}`);
          const all = kept.slice(follower.from - dropped);
          return all.filter((one) => one.uid === uid || also(one.event)).map(({ event }) => event);
        },
        done: () => {
          if (followers.delete(follower)) forget();
        },
      };
    },
  };
}
