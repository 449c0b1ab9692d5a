import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Outcome, pass } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import type { Place } from '../../src/sandbox/sandbox.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { refusedCreationCase } from '../refusals/refused-case.ts';
import { withMetadata, written } from '../update-rules/places.ts';
import { quickly } from '../update-rules/sampling.ts';
import { bodyAt, judgeCreation, post, type SeenCreation } from './creating.ts';

type Change = (body: JsonObject, place: Place) => JsonObject;

/** What an object may not say of itself: it is another one's (recordings, `status-codes` steps 8 to 10). */
const foreign: Readonly<Record<string, Change>> = {
  'kind-unknown': (body) => ({ ...body, kind: 'CovenantUnknown' }),
  'kind-in-small-letters': (body) => ({ ...body, kind: String(body['kind']).toLowerCase() }),
  'kind-of-the-list': (body) => ({ ...body, kind: `${String(body['kind'])}List` }),
  'version-unknown': (body) => ({ ...body, apiVersion: String(body['apiVersion']).replace(/v\w+$/, 'v99') }),
  'group-of-another': (body) => ({ ...body, apiVersion: 'kube-covenant.example/v1' }),
  'version-malformed': (body) => ({ ...body, apiVersion: 'a/b/c' }),
  'namespace-of-another': (body, { namespace }) => withMetadata(body, { namespace: `${namespace}-elsewhere` }),
};

/** What it may leave out: the address says it. */
const leftOut: Readonly<Record<string, Change>> = {
  namespace: (body) => withMetadata(body, { namespace: undefined }),
  'namespace-empty': (body) => withMetadata(body, { namespace: '' }),
  kind: ({ kind: _kind, ...body }) => body,
  'api-version': ({ apiVersion: _version, ...body }) => body,
  'kind-and-api-version': ({ kind: _kind, apiVersion: _version, ...body }) => body,
};

/** An object is created as what the address says, and as nothing else. */
export function identityFitsTheAddress(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'create.*.identity-fits-the-address',
    title: 'The kind, apiVersion and namespace of {kind} that is created are those of the address, or it is refused',
    method:
      'Creates objects that say another kind, version, group or namespace: refused with 400, and nothing is made. Without a namespace, and without kind and apiVersion where the server takes that, they get those of the address. The same object that says the right ones is created.',
    covers: [],
    derivedFrom: written,
    kills: () => ['foreign-kind-accepted', 'foreign-namespace-accepted'],
    *cases(subject, plan) {
      const always = ['kind-unknown', 'namespace-of-another'];
      const others = Object.keys(foreign).filter((name) => !always.includes(name));
      for (const name of [...always, ...quickly(plan, 'foreign', others, 1)]) yield foreignCase(subject, name);
      for (const name of quickly(plan, 'left out', Object.keys(leftOut), 2)) yield leftOutCase(subject, name);
    },
  });
}

function foreignCase({ resource }: Subject, name: string): Case {
  const change = foreign[name] as Change;
  const object = objectFor(resource);
  return refusedCreationCase({
    name: `foreign/${name}`,
    what: `an object that says a ${name.replaceAll('-', ' ')}`,
    resource,
    request: (place) => ({ method: 'POST', path: place.collection, body: change(bodyAt(place, object), place) }),
    control: (place) => ({ method: 'POST', path: place.collection, body: bodyAt(place, object) }),
    // Decoders say 400; a server that looks later, in validation, may say 422.
    owed: { statuses: [400, 422] },
  });
}

function leftOutCase({ resource }: Subject, name: string): Case {
  const change = leftOut[name] as Change;
  const object = objectFor(resource);
  return defineCase<SeenCreation>({
    name: `left-out/${name}`,
    async gather({ client, sandbox }) {
      const { place, answer, stored } = await sandbox.createBy(resource, (there) =>
        post(client, there, change(bodyAt(there, object), there)),
      );
      const found = stored ? await client.send({ method: 'GET', path: stored.path }) : answer;
      if (stored) await sandbox.remove(client, stored);
      return { sent: bodyAt(place, object), name: place.name, namespace: place.namespace, answer, found };
    },
    judge: (seen): Outcome => {
      // All objects are to say what they are (api-conventions, "Types"); servers take it from the address where they do not.
      const mayRefuse = !name.startsWith('namespace') && [400, 422].includes(seen.answer.status);
      return mayRefuse ? pass : judgeCreation(seen);
    },
  });
}
