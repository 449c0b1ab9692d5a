import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject, sameJson } from '../../specs/json.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Library } from '../../src/contract/library.ts';
import { advisory, inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { metadataOf, withMetadata, written } from '../update-rules/places.ts';
import { type SeenCreation, seeCreation } from './creating.ts';

/** What is sent for what the server sets by itself: nobody's uid, a moment long ago, a generation that no new object has. */
const forged: Readonly<Record<string, unknown>> = {
  uid: '00000000-0000-4000-8000-000000000000',
  creationTimestamp: '2016-08-08T02:20:42Z',
  deletionTimestamp: '2016-08-08T02:20:42Z',
  deletionGracePeriodSeconds: 77,
  generation: 99,
  selfLink: '/api/covenant',
  resourceVersion: '5',
};

/** A new object has an identity and a beginning of the server's own, whatever is sent for them. */
export function serverSetIsNotTaken(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'create.*.server-set-metadata-is-not-taken',
    title: 'Metadata that the server sets by itself are not taken from who creates {kind}',
    method:
      'Creates objects that say a uid, times, a generation, a link or a version of their own: each is refused and not there, or created with those of the server.',
    covers: [],
    derivedFrom: written,
    kills: () => ['create-keeps-sent-metadata'],
    *cases(subject) {
      for (const [member, value] of Object.entries(forged)) {
        // Kinds without a spec have no generation of their own, and keep what they are given (seen of 1.33 and 1.34).
        if (member === 'generation' && !('spec' in subject.resource.minimal)) continue;
        yield forgedCase(subject, member, value);
      }
    },
  });
}

function forgedCase({ resource }: Subject, member: string, value: unknown): Case {
  return defineCase<SeenCreation>({
    name: member,
    gather: (world) => seeCreation(world, resource, withMetadata(objectFor(resource), { [member]: value })),
    judge: (seen) => judgeForged(seen, member, value),
  });
}

/** What was sent for a member that the server sets is not there, or nothing is. */
export function judgeForged({ answer, found }: SeenCreation, member: string, value: unknown): Outcome {
  const expected = `created with a ${member} of the server's own, or refused with 4xx`;
  if (answer.status >= 500) {
    // So do all servers known: a fault of the caller that is answered as one of the server (recordings, `status-codes` step 12).
    const finding = { expected, actual: `answer ${answer.status}: ${explain(answer.body)}` };
    if (member !== 'resourceVersion') return inconclusive(`the creation is answered ${answer.status}`);
    return advisory({ reason: 'a resourceVersion that is sent with a new object is answered 500', ...finding });
  }
  if (answer.status >= 400) return pass;
  if (found.status !== 200 || !isObject(found.body))
    return inconclusive(`it cannot be read: GET answers ${found.status}`);
  const kept = [answer.body, found.body].filter(isObject).some((object) => sameJson(memberIn(object, member), value));
  if (!kept) return pass;
  const actual = `answer ${answer.status}; metadata.${member} is ${JSON.stringify(value)}`;
  return violation({ reason: `a new object has the ${member} that was sent`, expected, actual });
}

function memberIn(object: JsonObject, member: string): unknown {
  return metadataOf(object)[member];
}
