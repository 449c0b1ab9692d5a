import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { type Answer, type Client, wait } from '../client/client.ts';
import type { Resource } from '../contract/contract.ts';
import { InconclusiveError } from '../errors.ts';
import type { Exchange } from '../evidence.ts';
import { deleteByUid } from './delete.ts';
import type { Ledger } from './ledger.ts';

/** One chapter's corner of the cluster: a fresh namespace of its own, and all objects that its checks make. */
export interface Sandbox {
  /** The namespace, created at the first call. @throws InconclusiveError when it cannot be. */
  namespace(): Promise<Namespace>;
  /** Creates an object under a fresh name, written to the ledger first. @throws InconclusiveError when it is refused. */
  create(client: Client, resource: Resource, object: JsonObject): Promise<StoredObject>;
  /**
   * Lets a check make an object in its own way, under a fresh name, written to the ledger first. It is for the check to say what
   * the answer is worth. @throws InconclusiveError when no namespace can be had.
   */
  createBy(resource: Resource, send: (place: Place) => Promise<Answer>, at?: Whereabouts): Promise<Creation>;
  /** Deletes an object that the sandbox created. @throws InconclusiveError when it cannot be. */
  remove(client: Client, stored: StoredObject): Promise<void>;
  /** Says of an object that a check has seen it gone: there is nothing left to delete. */
  gone(stored: StoredObject): void;
  /**
   * Lends an object made from this one: a new one, or one that an earlier check gave back as it was. Whoever borrows gives it
   * back in a known state, or drops it.
   */
  borrow(client: Client, resource: Resource, object: JsonObject): Promise<Loan>;
  /** A sandbox with a fresh namespace of its own, for a check that needs a second one, or one that no other check writes to. */
  another(): Sandbox;
  /** Whether a namespace was made by this sandbox, or by one that it is related to through `another`. */
  owns(namespace: string): boolean;
}

export interface Namespace {
  readonly name: string;
  readonly uid: string;
}

/** What a check itself says of where its object will be. */
export interface Whereabouts {
  /** A lawful name, which is free; a fresh one without. */
  readonly name?: string;
  /** The name is not known before the answer comes: the object must carry the label of its place, by which it is found then. */
  readonly unnamed?: true;
  /** A namespace that is not there, in which nothing should come about; the sandbox's own without. */
  readonly namespace?: string;
}

/** Where an object that is still to be made will be. */
export interface Place {
  readonly path: string;
  readonly collection: string;
  readonly name: string;
  readonly namespace: string;
  /** A label that no other object has. */
  readonly label: Readonly<Record<string, string>>;
}

export interface Creation {
  readonly place: Place;
  /** The last answer: one before the namespace is ready for Pods is asked for again. */
  readonly answer: Answer;
  /** What was made; undefined where the answer shows nothing that was. */
  readonly stored: StoredObject | undefined;
}

export interface StoredObject {
  readonly path: string;
  readonly name: string;
  readonly uid: string;
  /** As the server last showed it. */
  readonly object: JsonObject;
  /** The request that made it, for the evidence of checks that came later. */
  readonly createdBy: Exchange;
}

export interface Loan extends StoredObject {
  /** The object is as it was, labels and server-kept metadata aside, and now looks like this. */
  giveBack(object: JsonObject): void;
  drop(): Promise<void>;
}

/** The label by which `sweep` knows a run's namespaces. */
export const runLabel = 'kube-covenant/run';

/** The label by which an object is found whose name is not known. */
export const turnLabel = 'kube-covenant/turn';

/** Milliseconds that a fresh namespace is given to get the service account that Pods need. */
const accountPatienceMs = 30_000;

export interface SandboxOptions {
  readonly client: Client;
  readonly ledger: Ledger;
  readonly runId: string;
  readonly chapter: string;
}

/** The longest name of a namespace: an RFC 1123 label. */
const longestName = 63;

export function createSandbox(options: SandboxOptions): Sandbox {
  let others = 0;
  return sandboxIn(options, '', { nextSuffix: () => `-${++others}`, namespaces: new Set() });
}

/** What a sandbox shares with those that it gives. */
interface Family {
  nextSuffix(): string;
  /** The names of the namespaces that were made. */
  readonly namespaces: Set<string>;
}

function sandboxIn(options: SandboxOptions, suffix: string, family: Family): Sandbox {
  const { client: own, ledger, runId, chapter } = options;
  const idle = new Map<string, StoredObject[]>();
  let names = 0;
  let namespace: Promise<Namespace> | undefined;

  async function createNamespace(): Promise<Namespace> {
    const name = `covenant-${runId}-${chapter}`.slice(0, longestName - suffix.length) + suffix;
    const path = `/api/v1/namespaces/${name}`;
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { [runLabel]: runId } } };
    ledger.intend(path);
    const answer = await own.send({ method: 'POST', path: '/api/v1/namespaces', body });
    const uid = uidIn(answer.body);
    // With whatever success it is answered, the namespace is there: how creations are answered is for a check to say.
    if (answer.status >= 300 || uid === undefined) {
      if (isRefusal(answer)) ledger.gone(path);
      throw refused('the namespace', answer);
    }
    ledger.created(path, uid);
    family.namespaces.add(name);
    return { name, uid };
  }

  const sandbox: Sandbox = {
    namespace: () => {
      namespace ??= createNamespace();
      return namespace;
    },
    async create(client, resource, object) {
      const metadata = isObject(object['metadata']) ? object['metadata'] : {};
      const { answer, stored } = await sandbox.createBy(resource, ({ collection, name, namespace }) =>
        client.send({
          method: 'POST',
          path: collection,
          body: { ...object, metadata: { ...metadata, name, namespace } },
        }),
      );
      if (answer.status !== 201 || !stored) throw refused(`a ${resource.kind} to try it on`, answer);
      return stored;
    },
    async createBy(resource, send, { name: asked, unnamed, namespace: elsewhere } = {}) {
      const namespaceName = elsewhere ?? (await sandbox.namespace()).name;
      const collection = resource.collection.replace('{namespace}', namespaceName);
      const turn = String(++names);
      const name = asked ?? `${resource.name}-${turn}`;
      const path = `${collection}/${name}`;
      const place = { path, collection, name, namespace: namespaceName, label: { [turnLabel]: turn } };
      const intended = unnamed ? `${collection}?labelSelector=${encodeURIComponent(`${turnLabel}=${turn}`)}` : path;
      ledger.intend(intended);
      const deadline = performance.now() + accountPatienceMs;
      let answer = await send(place);
      // A controller makes the default service account of a fresh namespace; until it has, Pods are refused.
      while (
        answer.status === 403 &&
        /service ?account/i.test(messageIn(answer.body)) &&
        performance.now() < deadline
      ) {
        await wait(200);
        answer = await send(place);
      }
      const uid = uidIn(answer.body);
      if (answer.status >= 300 || uid === undefined) {
        if (isRefusal(answer)) ledger.gone(intended);
        return { place, answer, stored: undefined };
      }
      const given = unnamed ? valueAt(answer.body, ['metadata', 'name']) : name;
      const found = typeof given === 'string' ? { name: given, path: `${collection}/${given}` } : { name, path };
      ledger.created(found.path, uid);
      if (found.path !== intended) ledger.gone(intended);
      const object = answer.body as JsonObject;
      return { place, answer, stored: { ...found, uid, object, createdBy: answer.exchange } };
    },
    async remove(client, stored) {
      const result = await deleteByUid(client, stored.path, stored.uid);
      if (typeof result === 'object')
        throw new InconclusiveError(`${stored.path} could not be deleted: ${result.refused}`);
      ledger.gone(stored.path);
    },
    gone: ({ path }) => ledger.gone(path),
    async borrow(client, resource, object) {
      const key = `${resource.path} ${JSON.stringify(object)}`;
      const stored = idle.get(key)?.pop() ?? (await sandbox.create(client, resource, object));
      return {
        ...stored,
        giveBack: (now) => {
          const shelf = idle.get(key) ?? [];
          shelf.push({ ...stored, object: now });
          idle.set(key, shelf);
        },
        drop: () => sandbox.remove(client, stored),
      };
    },
    another: () => sandboxIn(options, family.nextSuffix(), family),
    owns: (name) => family.namespaces.has(name),
  };
  return sandbox;
}

function uidIn(body: unknown): string | undefined {
  const uid = valueAt(body, ['metadata', 'uid']);
  return typeof uid === 'string' && uid !== '' ? uid : undefined;
}

function messageIn(body: unknown): string {
  return isObject(body) && typeof body['message'] === 'string' ? body['message'] : '';
}

/** Refused for certain: nothing was made. After a fault of the server something may have been. */
function isRefusal({ status }: Answer): boolean {
  return status >= 400 && status < 500;
}

function refused(what: string, answer: Answer): InconclusiveError {
  return new InconclusiveError(`${what} could not be created: ${answer.status} ${messageIn(answer.body)}`.trim());
}
