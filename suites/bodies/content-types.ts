import type { Library } from '../../src/contract/library.ts';
import { advisory, type Outcome } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { judgeSent, type SentBody } from './judge-sent.ts';
import { sendAll, sendAllNew, worstOf } from './never-break.ts';
import { type BodyPlace, bodyPlacesOf } from './places.ts';

/** Types in which no object and no options are read, though the bytes are those of a lawful body. */
const others = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/xml',
  'application/octet-stream',
  'application/merge-patch+json',
  'application/vnd.api+json',
];

/** A body whose Content-Type is of no object is not taken for one. For patches their own chapter sees to it. */
export function unknownContentTypeIs415(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'bodies.*.unknown-content-type-is-415',
    title: 'A body of {kind} whose Content-Type is of no object is answered 415 and changes nothing',
    method:
      'Sends lawful bodies on create, PUT, at the status and as options of a deletion under types of other things: answered 415 with a Status, and nothing changes. Where the type is not looked at and the body is read all the same, that is an advisory.',
    level: 'SHOULD',
    covers: [],
    derivedFrom: written,
    kills: () => ['content-type-not-looked-at', 'unknown-content-type-answers-400'],
    *cases(subject, { effort, seed }) {
      const places = bodyPlacesOf(subject.resource).filter(({ method }) => method !== 'PATCH');
      const quick = effort === 'quick';
      const types = quick ? [others[seed % others.length] as string] : others;
      for (const [index, place] of places.entries()) {
        if (!quick || index === seed % places.length) yield typesCase(subject, place, types);
      }
    },
  });
}

function typesCase({ resource }: Subject, place: BodyPlace, types: readonly string[]): Case {
  const bodies = types.map((contentType) => ({
    name: contentType,
    contentType,
    make: ({ text }: { text: string }) => text,
    refused: [415],
  }));
  return defineCase<readonly SentBody[]>({
    name: place.name,
    gather: (world) => (place.name === 'create' ? sendAllNew : sendAll)(world, resource, place, bodies),
    judge: (sent) => worstOf(sent.map(judgeTyped)),
  });
}

/** RFC 9110 section 8.3 does not forbid to look at the bytes alone: what was read as it was meant is told, and no more. */
function judgeTyped(sent: SentBody): Outcome {
  const outcome = judgeSent(sent);
  const { status } = sent.answer ?? {};
  // Options that were read are met by a conflict: they are for another object.
  const isRead = status !== undefined && (status < 400 || status === 409);
  const { refused: _owed, ...free } = sent;
  if (outcome.kind !== 'violation' || !isRead || judgeSent(free).kind !== 'pass') return outcome;
  return advisory({ ...outcome, reason: `${sent.what} is read, whatever its type` });
}
