import { isObject, type JsonObject, valueAt } from '../../../specs/json.ts';
import type { History } from '../../../specs/oracles/history/history.ts';
import { type Page, pageOf } from '../../../specs/oracles/history/listing.ts';
import { digestOf, identityOf, keyOf, stateOf } from '../../../specs/oracles/history/state.ts';
import { isNewer } from '../../../specs/oracles/history/versions.ts';
import type { Watching } from '../../../specs/oracles/history/watching.ts';
import type { Lost, Unchanging, Write } from '../../../specs/oracles/history/write.ts';
import type { Answer, Client, Request } from '../../../src/client/client.ts';
import { InconclusiveError } from '../../../src/errors.ts';

/** An answer with the times of its request, on the clock of the watches. */
export interface TimedAnswer {
  readonly answer: Answer;
  readonly sentAt: number;
  readonly at: number;
}

/** Writes down what is written and seen, in the terms of a history. */
export class Recorder {
  readonly writes: Write[] = [];
  readonly watchings: Watching[] = [];
  readonly pages: Page[] = [];
  readonly #kind: string;
  readonly #fields: readonly string[];
  readonly #waiting: { readonly count: number; readonly go: () => void }[] = [];

  constructor(kind: string, fields: readonly string[]) {
    this.#kind = kind;
    this.#fields = fields;
  }

  /** Sends a request and says when. One without an answer may have been done: that is written down. */
  async send(client: Client, request: Request, lost: Pick<Lost, 'key' | 'does'>): Promise<TimedAnswer> {
    const sentAt = client.now();
    try {
      const answer = await client.send(request);
      return { answer, sentAt, at: client.now() };
    } catch (thrown) {
      if (thrown instanceof InconclusiveError) this.#add({ kind: 'unknown', ...lost, sentAt, at: client.now() });
      throw thrown;
    }
  }

  created({ answer, sentAt, at }: TimedAnswer): void {
    const identity = answer.status === 201 ? identityOf(answer.body) : undefined;
    if (!identity) return;
    this.#add({ kind: 'created', ...identity, state: stateOf(answer.body as JsonObject, this.#fields), sentAt, at });
  }

  /**
   * An update, by what it made of the object as it was. One that left everything as it was, but for a version perhaps, changed
   * nothing. Returns the object as it is now.
   */
  updated({ answer, sentAt, at }: TimedAnswer, before: JsonObject): JsonObject {
    const now = identityOf(answer.body);
    const was = identityOf(before);
    if (answer.status < 200 || answer.status >= 300 || !now || !was || !isObject(answer.body)) return before;
    if (digestOf(answer.body) === digestOf(before))
      this.#add({ kind: 'unchanged', why: 'no change', key: was.key, version: was.version, sentAt, at });
    else if (now.version !== was.version)
      this.#add({ kind: 'updated', ...now, state: stateOf(answer.body, this.#fields), sentAt, at });
    return answer.body;
  }

  /** A write that must change nothing, whatever it was answered. */
  unchanged(
    { answer, sentAt, at }: TimedAnswer,
    why: Unchanging['why'],
    key: string,
    before: JsonObject | undefined,
  ): void {
    const wouldBe = answer.status < 300 && isObject(answer.body) ? digestOf(answer.body) : undefined;
    const version = before && identityOf(before)?.version;
    this.#add({ kind: 'unchanged', why, key, version, ...(wouldBe !== undefined && { wouldBe }), sentAt, at });
  }

  /** A deletion of an object that nothing holds, or the release of one that was held. */
  deleted({ answer, sentAt, at }: TimedAnswer, before: JsonObject): void {
    const was = identityOf(before);
    if (answer.status < 200 || answer.status >= 300 || !was) return;
    const now = identityOf(answer.body);
    const isLast = now !== undefined && now.uid === was.uid && isNewer(now.version, was.version);
    this.#add({
      kind: 'deleted',
      key: was.key,
      uid: was.uid,
      ...(isLast && { version: now.version, state: stateOf(answer.body as JsonObject, this.#fields) }),
      sentAt,
      at,
    });
  }

  listed({ answer, sentAt, at }: TimedAnswer): void {
    const { status, body } = answer;
    this.pages.push(pageOf({}, { status, body, sentAt, at }, this.#fields));
  }

  watched(watching: Watching): void {
    this.watchings.push(watching);
  }

  /** Resolves once so many writes were answered. */
  reaches(count: number): Promise<void> {
    if (this.writes.length >= count) return Promise.resolve();
    return new Promise((go) => this.#waiting.push({ count, go }));
  }

  /** No more will be written: nobody waits for it. */
  close(): void {
    for (const { go } of this.#waiting.splice(0)) go();
  }

  history(namespace: string): History {
    const { writes, watchings, pages } = this;
    const listings = pages.map((page, index) => ({ name: `list ${index + 1}`, namespace, pages: [page] }));
    return { kind: this.#kind, writes, watchings, listings };
  }

  #add(write: Write): void {
    this.writes.push(write);
    for (let index = this.#waiting.length - 1; index >= 0; index--) {
      const { count, go } = this.#waiting[index] as { count: number; go: () => void };
      if (this.writes.length < count) continue;
      this.#waiting.splice(index, 1);
      go();
    }
  }
}

/** The key of an object, as histories have it. */
export function keyIn(object: JsonObject): string {
  const member = (name: string) => String(valueAt(object, ['metadata', name]) ?? '');
  return keyOf(member('namespace'), member('name'));
}
