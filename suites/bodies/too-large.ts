import { isObject } from '../../specs/json.ts';
import type { Library } from '../../src/contract/library.ts';
import { advisory, type Outcome } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { judgeSent, type SentBody } from './judge-sent.ts';
import { bodyPlacesOf } from './places.ts';
import { sendNew } from './send-body.ts';

/** More than kube-apiserver takes, by a little (recordings, `status-codes` step 57). */
const bytes = 3 * 1024 * 1024 + 10;

/** A body that is too large is refused, and as what it is. */
export function tooLargeIs413(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'bodies.*.too-large-is-413',
    title:
      'A body of {kind} of more than three megabytes is refused, with 413 where it is for its size, and makes nothing',
    method:
      'Creates an object with an annotation of three megabytes: 413 with a Status, or where so much is read a refusal for what it holds. Sent once, and not with quick effort.',
    covers: [],
    derivedFrom: written,
    *cases(subject, { effort }) {
      if (effort !== 'quick') yield largeCase(subject);
    },
  });
}

function largeCase({ resource }: Subject): Case {
  return defineCase<SentBody>({
    name: 'create',
    gather: (world) => {
      const [place] = bodyPlacesOf(resource);
      if (!place) throw new Error('a kind has no place for a body');
      const make = ({ withValue }: { withValue(value: string): string }) => withValue(`"${'a'.repeat(bytes)}"`);
      // Annotations have a limit of their own (256 KiB): what reads so much refuses it for that.
      return sendNew(world, place, resource, { name: 'of three megabytes', make, refused: [413, 422, 400] });
    },
    judge: judgeLarge,
  });
}

/** A proxy on the way has a limit and words of its own. */
function judgeLarge(sent: SentBody): Outcome {
  const outcome = judgeSent(sent);
  if (outcome.kind !== 'violation' || sent.answer?.status !== 413 || isObject(sent.answer.body)) return outcome;
  return advisory({ ...outcome, reason: `${sent.what} is refused by something that does not answer with a Status` });
}
