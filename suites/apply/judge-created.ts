import { differences, isObject } from '../../specs/json.ts';
import { type Ownership, ownershipsOf, sameOwnerships } from '../../specs/oracles/managed-fields-entries.ts';
import { applyAnswer, type PatchRequest, type PatchTarget } from '../../specs/oracles/patch-answer-request.ts';
import { explain, list, sameVersion } from '../../specs/oracles/update-rules.ts';
import { type Outcome, pass, violation } from '../../src/outcome.ts';
import { ownManager } from '../update-rules/observe-write.ts';
import { differing } from './judge-apply.ts';

/** An apply patch to a name that nothing had, and what was there afterwards. */
export interface ObservedCreation {
  readonly request: PatchRequest;
  readonly status: number;
  readonly answer: unknown;
  /** What a GET answered then. */
  readonly found: { readonly status: number; readonly body: unknown };
}

/** What is applied to a name that nothing has is there afterwards, with its applier as the owner, or is refused and makes nothing. */
export function judgeCreated(observed: ObservedCreation, target: Omit<PatchTarget, 'object'>): Outcome {
  const { request, status, answer, found } = observed;
  const promised = applyAnswer(request, { ...target, object: undefined });
  if (!promised.applied) throw new Error(`nothing to create: ${promised.reason}`);
  const expected =
    'answer 201 with the object, which is there then, has all that was applied, and is owned by its applier';
  const wrong = (reason: string, actual: string) =>
    violation({ reason, expected, actual, observed: { effect: status < 400 ? 'other' : 'refused', status } });
  if (status >= 400)
    return wrong('an apply patch of what is not there is refused', `answer ${status}: ${explain(answer)}`);
  if (found.status !== 200 || !isObject(found.body)) {
    return wrong('an apply patch is answered with success and makes nothing', `GET answers ${found.status}`);
  }
  if (status !== 201) return wrong('an apply patch that makes an object does not answer 201', `answer ${status}`);
  const lost = lostParts(promised.document, found.body);
  if (lost.length > 0) return wrong('what was applied is not what was made', `lost or changed: ${lost.join(', ')}`);
  const owners = ownershipsOf(found.body).filter(isOurs);
  if (!sameOwnerships(owners, promised.owners)) {
    const actual = `${differing(owners, promised.owners)}, instead of: ${differing(promised.owners, owners)}`;
    return wrong('metadata.managedFields does not say who owns what of the new object', actual);
  }
  const isSameVersion = sameVersion(answer, found.body);
  const changed = isSameVersion ? differences(found.body, answer) : [];
  return changed.length === 0 ? pass : wrong('the answer is not the object that is there', list(changed));
}

/** The paths of what was written and is not there as it was written; a server may add to maps and between items. */
export function lostParts(written: unknown, stored: unknown, path = ''): string[] {
  if (isObject(written) && isObject(stored)) {
    return Object.entries(written).flatMap(([name, member]) =>
      member === null ? [] : lostParts(member, stored[name], path === '' ? name : `${path}.${name}`),
    );
  }
  if (Array.isArray(written) && Array.isArray(stored)) {
    let next = 0;
    return written.flatMap((item, place) => {
      const at = stored.findIndex((other, i) => i >= next && lostParts(item, other).length === 0);
      if (at >= 0) next = at + 1;
      return at >= 0 ? [] : [`${path}[${place}]`];
    });
  }
  return differences(written, stored).length === 0 ? [] : [path];
}

function isOurs({ manager: { name } }: Ownership): boolean {
  return name.startsWith(ownManager);
}
