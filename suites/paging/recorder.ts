import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import type { History } from '../../specs/oracles/history/history.ts';
import { type Listing, type ListQuery, type Page, pageOf } from '../../specs/oracles/history/listing.ts';
import { identityOf, stateOf } from '../../specs/oracles/history/state.ts';
import type { Timed, Write } from '../../specs/oracles/history/write.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { kindKey } from '../../src/contract/kind-key.ts';
import { InconclusiveError } from '../../src/errors.ts';
import type { Sandbox, StoredObject } from '../../src/sandbox/sandbox.ts';

/** In which form a list is asked for; a server that knows only one may answer with whole objects. */
export type Form = 'object' | 'metadata' | 'table';

/** Of one namespace (the recorder's own, where none is named) or of all. */
export type Scope = 'all' | { readonly namespace: string } | undefined;

/** A list's query with the options that say nothing of what it shows. */
export interface SentQuery extends ListQuery {
  readonly timeoutSeconds?: string;
  readonly allowWatchBookmarks?: string;
  readonly sendInitialEvents?: string;
}

export interface Asked {
  readonly query: SentQuery;
  readonly scope?: Scope;
  readonly form?: Form;
}

/** A page with the answer that it was made of. */
export interface AskedPage {
  readonly page: Page;
  readonly answer: Answer;
}

const accepted: Readonly<Record<Form, string>> = {
  object: 'application/json',
  metadata: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
  table: 'application/json;as=Table;g=meta.k8s.io;v=v1,application/json',
};

/** Writes to one collection, lists it, and keeps the history of both. */
export class Recorder {
  readonly #writes: Write[] = [];
  #began = performance.now();
  readonly #client: Client;
  readonly #sandbox: Sandbox;
  readonly resource: Resource;

  constructor(client: Client, sandbox: Sandbox, resource: Resource) {
    this.#client = client;
    this.#sandbox = sandbox;
    this.resource = resource;
  }

  /** What was written so far, with some of what was listed. */
  history(listings: readonly Listing[]): History {
    return { kind: kindKey(this.resource), writes: [...this.#writes], watchings: [], listings };
  }

  /** Goes on from what was written before, in the name of another case. */
  with(client: Client): Recorder {
    const recorder = new Recorder(client, this.#sandbox, this.resource);
    recorder.#began = this.#began;
    recorder.#writes.push(...this.#writes);
    return recorder;
  }

  async namespace(): Promise<string> {
    return (await this.#sandbox.namespace()).name;
  }

  /** @throws InconclusiveError where it is refused */
  async create(labels: Readonly<Record<string, string>> = {}, metadata: JsonObject = {}): Promise<StoredObject> {
    const object = objectFor(this.resource);
    const given = isObject(object['metadata']) ? object['metadata'] : {};
    const wanted = { ...object, metadata: { ...given, ...metadata, labels: { ...labelsIn(given), ...labels } } };
    const [stored, time] = await this.#timed(() => this.#sandbox.create(this.#client, this.resource, wanted));
    this.#store('created', stored.object, time);
    return stored;
  }

  /** Writes labels, in whatever way needs no version. @throws InconclusiveError where it is refused */
  async label({ path }: StoredObject, labels: Readonly<Record<string, string>>): Promise<void> {
    const [answer, time] = await this.#timed(() =>
      this.#client.send({
        method: 'PATCH',
        path,
        contentType: 'application/merge-patch+json',
        body: { metadata: { labels } },
      }),
    );
    if (answer.status !== 200 || !isObject(answer.body))
      throw new InconclusiveError(`${path} could not be given a label: ${answer.status}`);
    this.#store('updated', answer.body, time);
  }

  /** Deletes an object, and sees that it is gone. @throws InconclusiveError where it is refused */
  async remove(stored: StoredObject): Promise<void> {
    const [found, time] = await this.#timed(async () => {
      await this.#sandbox.remove(this.#client, stored);
      return this.#client.send({ method: 'GET', path: stored.path });
    });
    const identity = identityOf(stored.object);
    if (!identity) throw new InconclusiveError(`${stored.path} has no uid or no resourceVersion`);
    const { key, uid } = identity;
    // One that only goes, for a finalizer of somebody's, is gone at some time that nobody here knows.
    if (found.status === 404) this.#writes.push({ kind: 'deleted', key, uid, ...time });
    else this.#writes.push({ kind: 'unknown', does: 'delete', key, ...time });
  }

  /** Asks for one page; an answer of 500 and up is asked for once more, since it may be a passing fault. */
  async page({ query, scope, form = 'object' }: Asked): Promise<AskedPage> {
    const path = await this.path(query, scope);
    const ask = () =>
      this.#timed(() => this.#client.send({ method: 'GET', path, headers: { accept: accepted[form] } }));
    let [answer, time] = await ask();
    if (answer.status >= 500 && answer.status !== 504) [answer, time] = await ask();
    return { answer, page: pageOf(query, { status: answer.status, body: answer.body, ...time }) };
  }

  /** The path of a list with its query. */
  async path(query: SentQuery, scope?: Scope): Promise<string> {
    const { collection } = this.resource;
    const path =
      scope === 'all'
        ? collection.replace('/namespaces/{namespace}', '')
        : collection.replace('{namespace}', scope?.namespace ?? (await this.namespace()));
    const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
  }

  #store(kind: 'created' | 'updated', object: JsonObject, time: Timed): void {
    const identity = identityOf(object);
    if (!identity) throw new InconclusiveError('the answer to a write shows no uid or no resourceVersion');
    this.#writes.push({ kind, ...identity, state: stateOf(object), ...time });
  }

  async #timed<T>(act: () => Promise<T>): Promise<[T, Timed]> {
    const sentAt = performance.now() - this.#began;
    const result = await act();
    return [result, { sentAt, at: performance.now() - this.#began }];
  }
}

function labelsIn({ labels }: JsonObject): JsonObject {
  return isObject(labels) ? labels : {};
}
