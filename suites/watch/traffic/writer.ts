import { objectFor } from '../../../fixtures/transitions.ts';
import { isObject, type JsonObject, valueAt } from '../../../specs/json.ts';
import type { Answer, Client, Request } from '../../../src/client/client.ts';
import type { World } from '../../../src/requirement.ts';
import type { Sandbox, StoredObject } from '../../../src/sandbox/sandbox.ts';
import { applyBody } from '../../../src/ways/apply.ts';
import { ways } from '../../../src/ways/index.ts';
import type { Subject } from '../../promises/for-each-kind.ts';
import { withLabel, withMetadata } from '../../update-rules/places.ts';
import { homeLabel, movedField, turnLabel } from './lanes.ts';
import { keyIn, type Recorder, type TimedAnswer } from './recorder.ts';
import type { Step } from './steps.ts';

const mergePatch = 'application/merge-patch+json';

/** The suite's own finalizer: whatever is left is taken off at the end of the run. */
const finalizer = 'kube-covenant.example/held';

/** An object of a writer, as it was last answered. */
interface Held {
  readonly stored: StoredObject;
  now: JsonObject;
}

/** What all writers of a traffic share. */
export interface Desk {
  readonly client: World['client'];
  readonly subject: Subject;
  readonly recorder: Recorder;
  /** The value of the label that all objects have. */
  readonly home: string;
}

/** Writes to objects of its own, one step after another, and has all of it written down. */
export class Writer {
  readonly #desk: Desk;
  readonly #sandbox: Sandbox;
  readonly #slots = new Map<number, Held>();
  #turn = 0;

  constructor(desk: Desk, sandbox: Sandbox) {
    this.#desk = desk;
    this.#sandbox = sandbox;
  }

  /** Takes a step. One that the server refuses is none. @throws InconclusiveError where a request is not answered */
  async take({ slot, does, way }: Step): Promise<void> {
    if (does === 'create') {
      await this.create(slot, way % 3 === 0 ? {} : { [turnLabel]: way % 3 === 1 ? 'in' : 'out' });
      return;
    }
    const held = this.#slots.get(slot);
    if (!held) return;
    const text = `turn-${++this.#turn}`;
    if (does === 'enter' || does === 'leave') await this.#label(held, turnLabel, does === 'enter' ? 'in' : 'out', way);
    else if (does === 'annotate') await this.annotate(slot, text);
    else if (does === 'status') await this.status(slot, way);
    else if (does === 'no change') await this.#patch(held, { metadata: { labels: { [homeLabel]: this.#desk.home } } });
    else if (does === 'dry run') await this.#pretend(held, '?dryRun=All', { metadata: { annotations: { dry: text } } });
    else if (does === 'refusal') await this.#pretend(held, '', { metadata: { labels: { [turnLabel]: 'no value!' } } });
    else if (does === 'dry creation') await this.#pretendToCreate();
    else await this.remove(slot, does === 'held delete');
  }

  /** Creates an object with labels. */
  async create(slot: number, labels: Readonly<Record<string, string>>): Promise<Held | undefined> {
    const { recorder, client } = this.#desk;
    let timed: TimedAnswer | undefined;
    const { stored } = await this.#sandbox.createBy(
      this.#desk.subject.resource,
      async ({ collection, name, namespace }) => {
        const body = this.#object({ name, namespace, labels: { ...labels, [homeLabel]: this.#desk.home } });
        const lost = { key: `${namespace}/${name}`, does: 'create' } as const;
        timed = await recorder.send(client, { method: 'POST', path: collection, body }, lost);
        return timed.answer;
      },
    );
    if (timed) recorder.created(timed);
    if (!stored) return undefined;
    const held = { stored, now: stored.object };
    this.#slots.set(slot, held);
    return held;
  }

  /** The object as it was last answered. */
  at(slot: number): JsonObject | undefined {
    return this.#slots.get(slot)?.now;
  }

  async annotate(slot: number, text: string): Promise<void> {
    const held = this.#slots.get(slot);
    if (held) await this.#patch(held, { metadata: { annotations: { covenant: text } } });
  }

  /** Moves the field that selectors name, where the kind has one; otherwise writes a status that its contract knows. */
  async status(slot: number, turn: number): Promise<void> {
    const held = this.#slots.get(slot);
    if (!held) return;
    const { resource } = this.#desk.subject;
    const moved = movedField(resource);
    const at = resource.subresources?.find(({ writes }) => writes === 'status');
    const path = `${held.stored.path}/${at?.name ?? 'status'}`;
    if (moved) {
      const [, name = ''] = moved.path.split('.');
      const is = valueAt(held.now, moved.path.split('.'));
      const [first, second] = moved.values;
      await this.#patch(held, { status: { [name]: is === second ? first : second } }, path);
    } else if (at?.values?.length) {
      await this.#patch(held, { status: at.values[turn % at.values.length] }, path);
    } else await this.annotate(slot, `status-${turn}`);
  }

  /** Deletes an object; one that is to be held is given a finalizer first, deleted, and then let go. */
  async remove(slot: number, isHeld = false): Promise<void> {
    const held = this.#slots.get(slot);
    if (!held) return;
    this.#slots.delete(slot);
    if (isHeld) await this.#patch(held, { metadata: { finalizers: [finalizer] } });
    await this.#sandbox.remove(this.#told(held), held.stored);
  }

  /** A client that has the sandbox's own requests of a deletion written down. */
  #told(held: Held): Client {
    const { client, recorder } = this.#desk;
    return {
      ...client,
      send: async (request: Request): Promise<Answer> => {
        const does = request.method === 'DELETE' ? 'delete' : 'update';
        const timed = await recorder.send(client, request, { key: keyIn(held.now), does });
        const waits = request.method === 'DELETE' && hasFinalizers(held.now);
        if (waits) held.now = recorder.updated(timed, held.now);
        else recorder.deleted(timed, held.now);
        return timed.answer;
      },
    };
  }

  async #label(held: Held, name: string, value: string, turn: number): Promise<void> {
    const { subject } = this.#desk;
    const way = ways[turn % ways.length] as (typeof ways)[number];
    const body = way.body(held.now, withLabel(held.now, name, value), subject.schemas);
    if (body === undefined) return;
    const path = way.query === undefined ? held.stored.path : `${held.stored.path}?${way.query}`;
    const sent = way.name === 'apply' ? applyBody(body) : body;
    await this.#send(held, { method: way.method, path, contentType: way.contentType, body: sent });
  }

  #patch(held: Held, body: JsonObject, path: string = held.stored.path): Promise<void> {
    return this.#send(held, { method: 'PATCH', path, contentType: mergePatch, body });
  }

  async #send(held: Held, request: Request): Promise<void> {
    const { client, recorder } = this.#desk;
    const timed = await recorder.send(client, request, { key: keyIn(held.now), does: 'update' });
    held.now = recorder.updated(timed, held.now);
    // Somebody else wrote to it: the next write begins from what it is now.
    if (timed.answer.status !== 409) return;
    const { status, body } = await client.send({ method: 'GET', path: held.stored.path });
    if (status === 200 && isObject(body)) held.now = body;
  }

  async #pretend(held: Held, query: string, body: JsonObject): Promise<void> {
    const { client, recorder } = this.#desk;
    const path = `${held.stored.path}${query}`;
    const request: Request = { method: 'PATCH', path, contentType: mergePatch, body };
    const timed = await recorder.send(client, request, { key: keyIn(held.now), does: 'update' });
    if (query === '' && timed.answer.status < 300) held.now = recorder.updated(timed, held.now);
    else recorder.unchanged(timed, query === '' ? 'refusal' : 'dry run', keyIn(held.now), held.now);
  }

  async #pretendToCreate(): Promise<void> {
    const { client, recorder, subject } = this.#desk;
    const { stored } = await this.#sandbox.createBy(subject.resource, async ({ collection, name, namespace }) => {
      const request = {
        method: 'POST',
        path: `${collection}?dryRun=All`,
        body: this.#object({ name, namespace, labels: { [homeLabel]: this.#desk.home } }),
      } as const;
      const key = `${namespace}/${name}`;
      const timed = await recorder.send(client, request, { key, does: 'create' });
      if (timed.answer.status < 300) recorder.unchanged(timed, 'dry run', key, undefined);
      return timed.answer;
    });
    // Nothing is there, or should not be: the ledger is to know.
    if (stored) await this.#sandbox.remove(client, stored);
  }

  #object(metadata: JsonObject): JsonObject {
    return withMetadata(objectFor(this.#desk.subject.resource), metadata);
  }
}

function hasFinalizers(object: JsonObject): boolean {
  const finalizers = valueAt(object, ['metadata', 'finalizers']);
  return Array.isArray(finalizers) && finalizers.length > 0;
}
