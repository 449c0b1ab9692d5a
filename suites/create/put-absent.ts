import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Case, Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { refusedCreationCase } from '../refusals/refused-case.ts';
import { withMetadata } from '../update-rules/places.ts';
import { createdByPut } from '../update-rules/put-create.ts';
import { bodyAt } from './creating.ts';

/** A PUT creates nothing, of most kinds. */
export function putOfAbsentIs404(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'create.*.put-of-absent-name-is-404',
    title: 'A PUT of {kind} that is not there is answered 404 and creates nothing',
    method:
      'Sends a whole object by PUT to a free name: 404 that names it, and it is not there. With a uid or a version it may be a conflict just as well: it is meant for one that was there. By POST the same object is created.',
    covers: [],
    derivedFrom: [{ actions: ['put'], parts: [''] }],
    about: ({ kind }) => !createdByPut.includes(kind),
    kills: () => ['put-creates-every-kind'],
    *cases(subject) {
      yield absentCase(subject, 'plain', {}, [404]);
      // kubernetes/kubernetes#89985: kept on purpose.
      yield absentCase(subject, 'with-uid', { uid: '00000000-0000-4000-8000-000000000000' }, [404, 409]);
      yield absentCase(subject, 'with-version', { resourceVersion: '5' }, [404, 409]);
    },
  });
}

function absentCase({ resource }: Subject, name: string, metadata: JsonObject, statuses: readonly number[]): Case {
  const object = objectFor(resource);
  return refusedCreationCase({
    name,
    what: 'a PUT of a name that is free',
    resource,
    request: (place) => ({ method: 'PUT', path: place.path, body: withMetadata(bodyAt(place, object), metadata) }),
    control: (place) => ({ method: 'POST', path: place.collection, body: bodyAt(place, object) }),
    owed: { statuses },
    namesObject: true,
  });
}
