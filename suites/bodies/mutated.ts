import { mutated, mutation } from '../../fixtures/generators/mutated-json.ts';
import type { Library } from '../../src/contract/library.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../src/property.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { withMetadata, written } from '../update-rules/places.ts';
import { judgeMutated } from './judge-sent.ts';
import { type BodyPlace, bodyPlacesOf } from './places.ts';
import { bodyObject, sendTo } from './send-body.ts';

/** One wrong byte, or one wrong token, does no harm: the body is refused whole, or taken and told as it was taken. */
export function oneWrongByteDoesNoHarm(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'bodies.*.one-wrong-byte-does-no-harm',
    title:
      'A body of {kind} with one wrong byte or token is never answered 5xx, and changes what it is said to change or nothing',
    method:
      'A property: drops, changes, inserts or repeats one byte or token of a lawful body of PUT and of each patch type. What is refused changes nothing; what is taken is read back as it was answered.',
    covers: [],
    derivedFrom: written,
    kills: () => ['undecodable-body-answers-500'],
    *cases(subject, { effort }) {
      // A name or a precondition may be what is mutated: what is made or deleted then is nobody's fault.
      const places = bodyPlacesOf(subject.resource).filter(({ name }) => name !== 'create' && name !== 'delete');
      for (const place of places) if (effort !== 'quick' || place.name === 'put') yield mutatedCase(subject, place);
    },
  });
}

function mutatedCase({ resource }: Subject, place: BodyPlace): Case {
  return defineCase<PropertyResult>({
    name: place.name,
    async gather(world) {
      const { client, sandbox } = world;
      const stored = await sandbox.create(client, resource, bodyObject(resource));
      let now = stored.object;
      // Without a version: one that is no number any more is answered 500 (recordings, `optimistic-concurrency` step 8).
      const lawful = place.text(withMetadata(stored.object, { resourceVersion: undefined }));
      const result = await checkProperty(world, mutation(), async (value) => {
        const body = { name: value.what, make: () => mutated(lawful, value) };
        const sent = await sendTo(client, place, stored, now, body);
        const wrong = wrongIn(judgeMutated(sent), ({ reason, actual }) => `${reason}: ${actual}; body ${body.make()}`);
        if (sent.after.status === 200) now = sent.after.body as typeof now;
        return wrong;
      });
      if (result.kept) await sandbox.remove(client, stored);
      return result;
    },
    judge: (result) =>
      propertyOutcome(result, 'answered 4xx and nothing changes, or taken and read back as it was answered; never 5xx'),
  });
}
