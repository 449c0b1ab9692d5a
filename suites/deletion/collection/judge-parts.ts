import { valueAt } from '../../../specs/json.ts';
import { explain } from '../../../specs/oracles/update-rules.ts';
import type { Resource } from '../../../src/contract/contract.ts';
import { advisory, inconclusive, type Outcome, pass, unsupported, violation } from '../../../src/outcome.ts';
import type { StoredObject } from '../../../src/sandbox/sandbox.ts';
import type { SeenCollection } from './delete-collection.ts';
import { lostOf } from './judge-collection.ts';

/** A collection that was deleted in parts. */
export interface PartsSeen {
  readonly made: readonly StoredObject[];
  /** Those that the selector chooses. */
  readonly chosen: readonly StoredObject[];
  readonly parts: readonly SeenCollection[];
  /** An object that was made after the first part; undefined where that was the last. */
  readonly late: StoredObject | undefined;
  /** What is left at the end. */
  readonly left: SeenCollection['left'];
}

interface OwedParts {
  readonly resource: Resource;
  readonly isPromised: boolean;
  readonly limit: number;
}

/**
 * Each part deletes no more than the limit, and says by a token whether there is more; all of them together delete what the
 * selector chose when the first was asked for (limit, continue). A server may have no limits: then it deletes all at once, says
 * that it did, and gives no token.
 */
export function judgeParts({ resource, isPromised, limit }: OwedParts, seen: PartsSeen): Outcome {
  const { made, chosen, parts, late, left } = seen;
  const [first] = parts;
  const refused = parts.find(({ answer }) => answer.status !== 200)?.answer;
  const expected = `each part deletes at most ${limit}, all parts together ${chosen.length} of ${made.length} objects`;
  const counts = parts.map((part) => chosen.length - countOf(part.left, chosen));
  const actual = `after each part ${counts.join(', ')} are deleted`;
  const broken = (reason: string) => violation({ reason: `a deletion in parts: ${reason}`, expected, actual });
  const lost = parts.flatMap((part) => lostOf(part, (stored) => !chosen.includes(stored)));
  if (lost.length > 0) return broken(`it deletes what it does not choose: ${lost[0]}`);
  if (refused && refused.status >= 500) return inconclusive(`a part is answered ${refused.status}`);
  if (refused && (refused.status === 405 || refused.status === 404) && !isPromised)
    return unsupported(`a collection of this kind cannot be deleted: answer ${refused.status}`);
  if (refused) return broken(`a part is answered ${refused.status}: ${explain(refused.body)}`);
  const items = valueAt(first?.answer.body, ['items']);
  const isWhole = parts.length === 1 && counts[0] === chosen.length && chosen.length > limit;
  if (isWhole && !(Array.isArray(items) && items.length <= limit))
    return advisory({
      reason: 'a deletion in parts: the limit is ignored, and all is deleted at once',
      expected,
      actual,
    });
  const most = Math.max(...counts.map((count, at) => count - (counts[at - 1] ?? 0)));
  if (most > limit) return broken(`a part deletes ${most}, more than the limit of ${limit}`);
  if ((counts.at(-1) ?? 0) < chosen.length)
    return parts.length > made.length + 1
      ? broken('the parts do not come to an end')
      : broken('the last part has no token, and not all is deleted');
  if (late && countOf(left, [late]) === 0) return broken('an object that was made after the first part is deleted');
  return wrongKind(resource, parts) ?? pass;
}

function wrongKind({ kind }: Resource, parts: readonly SeenCollection[]): Outcome | undefined {
  const other = parts.find(({ answer }) => valueAt(answer.body, ['kind']) !== `${kind}List`);
  const is = String(valueAt(other?.answer.body, ['kind']));
  return other && is !== 'Status' ? inconclusive(`a part is answered with a ${is}`) : undefined;
}

/** How many of some objects are there and not being deleted. */
function countOf(left: SeenCollection['left'], objects: readonly StoredObject[]): number {
  const alive = new Set(
    left
      .filter((object) => valueAt(object, ['metadata', 'deletionTimestamp']) === undefined)
      .map((object) => valueAt(object, ['metadata', 'uid'])),
  );
  return objects.filter(({ uid }) => alive.has(uid)).length;
}
