import { objectFor } from '../../fixtures/transitions.ts';
import { valueAt } from '../../specs/json.ts';
import type { Request } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { advisory, type Outcome } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan, type Requirement } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { judgeRefusal, observeRefusal, refusedCreationCase, type SeenRefusal } from '../refusals/refused-case.ts';
import { sendAfresh } from '../refusals/send-afresh.ts';
import { withLabel, withMetadata } from '../update-rules/places.ts';
import { unknownForm } from './forms.ts';
import { labelPatch } from './metadata-alone.ts';

/** What no server answers these requests with. `application/*` is left out: some compare types to the letter. */
const unacceptable = ['image/png', 'application/xml', 'text/foo', 'text/*', 'covenant', unknownForm];

/** What is not to be had in any form that the caller takes is not answered in another. */
export function unacceptableMediaTypeIs406(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'errors.*.unacceptable-media-type-is-406',
    title: 'A request about {kind} for media types that the server does not have is answered 406',
    method:
      'Reads, lists, creates, replaces, patches and deletes with Accept headers that fit nothing: 406 with a Status that lists what there is, and nothing changes or is made. The same with application/json succeeds.',
    covers: [{ subresource: '*', parts: ['status/406', 'status/406/body/*'] }],
    derivedFrom: [{ actions: ['put', 'patch'], parts: [''] }],
    kills: () => ['accept-ignored', 'not-acceptable-without-list'],
    *cases(subject, plan) {
      for (const about of chosen(plan, requestsOf(subject))) yield refusedCase(subject, about, plan);
      yield creationCase(subject, plan);
    },
  });
}

interface Asked {
  readonly name: string;
  readonly request: (stored: StoredObject) => Request;
}

function requestsOf({ resource }: Subject): Asked[] {
  const [subresource] = resource.subresources ?? [];
  const collection = ({ path }: StoredObject) => path.slice(0, path.lastIndexOf('/'));
  return [
    { name: 'get', request: ({ path }) => ({ method: 'GET', path }) },
    ...(subresource
      ? [
          {
            name: `get/${subresource.name}`,
            request: ({ path }: StoredObject) => ({ method: 'GET', path: `${path}/${subresource.name}` }) as const,
          },
        ]
      : []),
    { name: 'list', request: (stored) => ({ method: 'GET', path: `${collection(stored)}?limit=1` }) },
    {
      name: 'put',
      request: ({ path, object }) => ({ method: 'PUT', path, body: withLabel(object, 'covenant', 'sent') }),
    },
    { name: 'patch', request: labelPatch },
    { name: 'delete', request: ({ path }) => ({ method: 'DELETE', path }) },
  ];
}

/** With quick effort the patch, of which a document speaks, and one more for each seed. */
function chosen({ effort, seed }: Plan, all: readonly Asked[]): readonly Asked[] {
  if (effort !== 'quick') return all;
  const others = all.filter(({ name }) => name !== 'patch');
  return all.filter((one) => one.name === 'patch' || one === others[seed % others.length]);
}

function acceptsOf({ effort, seed }: Plan, name: string): readonly string[] {
  return effort === 'quick' ? [unacceptable[(seed + name.length) % unacceptable.length] as string] : unacceptable;
}

const owed = { statuses: [406] };

function refusedCase({ resource }: Subject, { name, request }: Asked, plan: Plan): Case {
  return defineCase<readonly SeenRefusal[]>({
    name,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const seen: SeenRefusal[] = [];
      for (const accept of acceptsOf(plan, name)) {
        const asked = { ...request(stored), headers: { accept } };
        seen.push(await observeRefusal(client, stored.path, asked, owed));
        if (judge(name, seen).kind === 'violation') return seen;
      }
      const control = await sendAfresh(client, stored.path, (object) => request({ ...stored, object }));
      await sandbox.remove(client, stored);
      return seen.map((one) => ({ ...one, control }));
    },
    judge: (seen) => judge(name, seen),
  });
}

function judge(name: string, seen: readonly SeenRefusal[]): Outcome {
  const what = `a request (${name}) for what the server does not have`;
  const outcomes = seen.map((one) => withList(what, judgeRefusal(what, one), one));
  return (
    outcomes.find(({ kind }) => kind === 'violation') ??
    outcomes.find(({ kind }) => kind !== 'pass') ??
    (outcomes[0] as Outcome)
  );
}

/** The answer should list what there is (RFC 9110 section 15.5.7), and every server has JSON. */
function withList(what: string, outcome: Outcome, { answer }: Pick<SeenRefusal, 'answer'>): Outcome {
  const message = String(valueAt(answer.body, ['message']));
  if (outcome.kind !== 'pass' || message.includes('application/json')) return outcome;
  return advisory({
    reason: `${what}: the refusal does not list what there is`,
    expected: 'a message that names application/json, among others',
    actual: `answer ${answer.status}: ${message}`,
  });
}

function creationCase({ resource }: Subject, plan: Plan): Case {
  const [accept = ''] = acceptsOf(plan, 'create');
  const post = (headers: Record<string, string>): Parameters<typeof refusedCreationCase>[0]['request'] => {
    return ({ collection, name, namespace }) => ({
      method: 'POST',
      path: collection,
      body: withMetadata(objectFor(resource), { name, namespace }),
      headers,
    });
  };
  return refusedCreationCase({
    name: 'create',
    what: 'a creation that is to be answered in what the server does not have',
    resource,
    request: post({ accept }),
    control: post({}),
    owed,
  });
}
