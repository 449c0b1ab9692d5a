import { valueAt } from '../../../specs/json.ts';
import type { Resource } from '../../../src/contract/contract.ts';
import { UnsupportedError } from '../../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../../src/outcome.ts';
import { type Case, defineCase } from '../../../src/requirement.ts';
import { optionsBody } from '../ask.ts';
import { clear, inCorner, makeColoured } from './corner.ts';
import { background, observeCollection, type SeenCollection } from './delete-collection.ts';
import { judgeRefusedCollection, lostOf } from './judge-collection.ts';

/** The token of an answer, where there is more. */
export function tokenIn({ answer }: Pick<SeenCollection, 'answer'>): string | undefined {
  const token = valueAt(answer.body, ['metadata', 'continue']);
  return typeof token === 'string' && token !== '' ? token : undefined;
}

/** The token of a list that stood very long ago, where tokens say how old they are; undefined where they do not. */
export function aged(token: string): string | undefined {
  try {
    const told: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    const version = valueAt(told, ['rv']);
    if (typeof version !== 'number' && typeof version !== 'string') return undefined;
    const old = { ...(told as object), rv: typeof version === 'number' ? 1 : '1' };
    return Buffer.from(JSON.stringify(old)).toString('base64url');
  } catch {
    return undefined;
  }
}

interface Token {
  /** The first part, which gave the token. */
  readonly first: SeenCollection;
  /** What was deleted with a token, of the objects that were left. */
  readonly next: SeenCollection;
}

async function gatherToken(
  world: Parameters<Case['run']>[0],
  resource: Resource,
  selector: Readonly<Record<string, string>>,
  then: (token: string) => Readonly<Record<string, string>> | undefined,
): Promise<Token> {
  return inCorner(world, async (corner) => {
    const began = performance.now();
    const made = await makeColoured(corner, resource);
    const send = (of: SeenCollection['made'], parameters: Readonly<Record<string, string>>) =>
      observeCollection(corner, resource, of, began, background, {
        query: new URLSearchParams(parameters).toString(),
        body: optionsBody(background),
      });
    const first = await send(made, { ...selector, limit: '1' });
    const uids = new Set(first.left.map((object) => valueAt(object, ['metadata', 'uid'])));
    const still = made.filter(({ uid }) => uids.has(uid));
    const token = tokenIn(first);
    const next = token === undefined ? undefined : then(token);
    const seen = next && (await send(still, next));
    await clear(corner, made, (seen ?? first).left);
    if (seen) return { first, next: seen };
    throw new UnsupportedError(
      token === undefined ? 'a deletion with a limit gives no token' : 'a token does not say how old it is',
    );
  });
}

/** A token that is none, or too old, is refused, and nothing is deleted: it is not a list that begins again. */
export function brokenTokenCase(
  resource: Resource,
  isPromised: boolean,
  name: string,
  broken: (token: string) => string | undefined,
): Case {
  const what = `a deletion with a ${name.replaceAll('-', ' ')}`;
  return defineCase<Token>({
    name,
    gather: (world) =>
      gatherToken(world, resource, {}, (token) => {
        const other = broken(token);
        return other === undefined ? undefined : { limit: '1', continue: other };
      }),
    judge: ({ next }) => {
      // Nothing was there yet when that list stood, if the server still knows it.
      const isEmpty = next.answer.status === 200 && lostOf(next, () => true).length === 0;
      return isEmpty ? pass : judgeRefusedCollection({ what, isPromised, statuses: [400, 410] }, next);
    },
  });
}

/** A token with another selector than it was given for: refused, or one of the two selectors counts. */
export function otherQueryCase(resource: Resource, isPromised: boolean): Case {
  return defineCase<Token>({
    name: 'token-of-another-query',
    gather: (world) =>
      gatherToken(world, resource, { labelSelector: 'size=big' }, (token) => ({
        labelSelector: 'colour=green',
        continue: token,
      })),
    judge: ({ next }) => judgeOther(isPromised, next),
  });
}

function judgeOther(isPromised: boolean, next: SeenCollection): Outcome {
  const isOfNeither = ({ object }: SeenCollection['made'][number]) =>
    Object.keys((valueAt(object, ['metadata', 'labels']) ?? {}) as object).length === 0;
  const lost = lostOf(next, isOfNeither);
  const what = 'a deletion that goes on with another selector';
  if (lost.length > 0) {
    const expected = `${what} is refused, or deletes what one of the two selectors chooses`;
    return violation({
      reason: `${what} deletes what neither chooses`,
      expected,
      actual: `answer ${next.answer.status}; ${lost.join('; ')}`,
    });
  }
  if (next.answer.status < 300) return pass;
  if (next.answer.status >= 500) return inconclusive(`${what} is answered ${next.answer.status}`);
  return judgeRefusedCollection({ what, isPromised }, { ...next, made: next.made.filter(isOfNeither) });
}
