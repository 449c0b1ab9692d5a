import pLimit from 'p-limit';
import { valueAt } from '../../specs/json.ts';
import { type Client, wait } from '../client/client.ts';
import { InconclusiveError, messageOf } from '../errors.ts';
import type { LeftBehind } from '../record.ts';
import { deleteByUid } from './delete.ts';
import { type Outstanding, openLedger, outstanding } from './ledger.ts';

/** Milliseconds that a namespace is given to disappear after its deletion was accepted. */
const patienceMs = 30_000;

/**
 * Milliseconds for which a creation that was never answered is looked for: a run that was stopped dropped its connections, and the
 * server may carry out after that what it had been sent.
 */
const comesLateMs = 5000;

/**
 * Deletes all that a ledger says is still there, objects before namespaces, each by its uid, and waits until the namespaces
 * are gone. Answers with what could not be shown to be gone, and why; never throws. @param lateMs milliseconds for which what
 * was never answered is looked for
 */
export async function cleanUp(
  client: Client,
  ledgerFile: string,
  concurrency: number,
  lateMs: number = comesLateMs,
): Promise<LeftBehind[]> {
  const open = outstanding(ledgerFile);
  const namespaces = open.filter(({ path }) => isNamespace(path));
  const limit = pLimit(concurrency);
  // What comes about late in a namespace that is deleted goes with it.
  const goesWith = (path: string) =>
    namespaces.some((one) => one.path !== path && path.includes(`${nameIn(one.path)}/`));
  const remove = (entry: Outstanding) =>
    limit(() => removeOne(client, ledgerFile, entry, goesWith(entry.path) ? 0 : lateMs));
  const left = [
    ...(await Promise.all(open.filter(({ path }) => !isNamespace(path)).map(remove))),
    ...(await Promise.all(namespaces.map(remove))),
  ];
  return left.filter((entry) => entry !== undefined);
}

/** Whether a path is a namespace itself, not something in one. */
export function isNamespace(path: string): boolean {
  return /^\/api\/v1\/namespaces\/[^/]+$/.test(path);
}

/** `/namespaces/NAME` of the path of a namespace. */
function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/namespaces/'));
}

async function removeOne(
  client: Client,
  ledgerFile: string,
  entry: Outstanding,
  lateMs: number,
): Promise<LeftBehind | undefined> {
  const { path } = entry;
  try {
    if (path.includes('?')) {
      const [left] = await removeFound(client, ledgerFile, path);
      if (left) return left;
      openLedger(ledgerFile).gone(path);
      return undefined;
    }
    const uid = entry.uid ?? (await lateUidOf(client, path, lateMs));
    const result = uid === undefined ? 'gone' : await deleteByUid(client, path, uid);
    if (typeof result === 'object') return { path, reason: result.refused };
    if (result === 'going' && !(await disappears(client, path, uid))) {
      return { path, reason: 'its deletion was accepted, but the server has not finished it' };
    }
    openLedger(ledgerFile).gone(path);
    return undefined;
  } catch (thrown) {
    return { path, reason: messageOf(thrown) };
  }
}

/** Removes what carries the label that a path asks for: the creation of an unnamed object was never answered. */
async function removeFound(client: Client, ledgerFile: string, path: string): Promise<LeftBehind[]> {
  const [collection = '', query] = path.split('?');
  const [label = '', value] = (new URLSearchParams(query).get('labelSelector') ?? '').split('=');
  const { status, body } = await client.send({ method: 'GET', path });
  const items = valueAt(body, ['items']);
  if (status !== 200 || !Array.isArray(items))
    throw new InconclusiveError(`whether it was made is not known: GET answered ${status}`);
  const left: LeftBehind[] = [];
  for (const item of items) {
    const [name, uid] = [valueAt(item, ['metadata', 'name']), valueAt(item, ['metadata', 'uid'])];
    // Not every server selects as it is asked to.
    if (valueAt(item, ['metadata', 'labels', label]) !== value || typeof uid !== 'string') continue;
    const one = await removeOne(client, ledgerFile, { path: `${collection}/${String(name)}`, uid }, 0);
    if (one) left.push(one);
  }
  return left;
}

/** The uid of what is at a path; undefined where nothing is. @throws InconclusiveError for any answer that says neither. */
async function uidOf(client: Client, path: string): Promise<string | undefined> {
  const { status, body } = await client.send({ method: 'GET', path });
  if (status === 404) return undefined;
  const uid = valueAt(body, ['metadata', 'uid']);
  if (status === 200 && typeof uid === 'string') return uid;
  throw new InconclusiveError(`whether it is still there is not known: GET answered ${status}`);
}

/** The uid of what is at a path, or comes about there within so many milliseconds. */
function lateUidOf(client: Client, path: string, lateMs: number): Promise<string | undefined> {
  return uidOnce(client, path, (uid) => uid !== undefined, lateMs);
}

async function disappears(client: Client, path: string, uid: string | undefined): Promise<boolean> {
  return (await uidOnce(client, path, (now) => now !== uid, patienceMs)) !== uid;
}

/** The uid of what is at a path as soon as it fits, or as it is when the time is over. */
async function uidOnce(
  client: Client,
  path: string,
  fits: (uid: string | undefined) => boolean,
  ms: number,
): Promise<string | undefined> {
  const deadline = performance.now() + ms;
  for (let delay = 20; ; delay = Math.min(delay * 2, 1000)) {
    const uid = await uidOf(client, path);
    if (fits(uid) || performance.now() >= deadline) return uid;
    await wait(delay);
  }
}
