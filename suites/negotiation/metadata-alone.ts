import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { mediaTypeOf, wrongInPartial, wrongInPartialList } from '../../specs/oracles/negotiated.ts';
import type { Answer, Request } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, unsupported, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { read } from '../update-rules/observe-write.ts';
import { besidePlain, movedOn, partialForm, partialListForm, wroteInBetween } from './forms.ts';

/** Who asks for the metadata of objects gets that, whole, and nothing else. */
export function metadataAloneIsAnswered(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'negotiation.*.metadata-alone-is-answered',
    title: 'Asked for as PartialObjectMetadata, {kind} is answered with its metadata, whole, and nothing else',
    method:
      'Reads an object, lists with and without selectors, and patches with that form in Accept: the kind is PartialObjectMetadata, or the list of it, the metadata that of a plain read, and no spec or status is there. A server that has not the form answers 406.',
    covers: [],
    derivedFrom: [{ actions: ['get', 'list', 'put', 'patch'], parts: [''] }],
    kills: () => ['partial-metadata-ignored', 'partial-metadata-without-labels'],
    *cases(subject, { effort }) {
      const quick = effort === 'quick';
      yield partialCase(subject, 'get', ({ path }) => ({ method: 'GET', path }));
      if (!quick) yield partialCase(subject, 'patch', labelPatch);
      for (const selector of selectors.slice(0, quick ? 1 : undefined)) yield listCase(subject, selector);
    },
  });
}

const selectors = ['labelSelector=covenant-of%3D{name}', 'fieldSelector=metadata.name%3D{name}'];

/** A patch that sets a label. */
export function labelPatch({ path }: Pick<StoredObject, 'path'>): Request {
  const body = { metadata: { labels: { covenant: 'patched' } } };
  return { method: 'PATCH', path, contentType: 'application/merge-patch+json', body };
}

/** An answer in a form, and what a plain read of the same has. */
interface SeenPartial {
  readonly answer: Answer;
  readonly plain: JsonObject;
}

/** Creates an object with a label of its own name, so that there is a selector for it. */
export async function labelled({ client, sandbox }: World, { resource }: Subject): Promise<StoredObject> {
  const given = { metadata: { labels: { kept: 'yes' } } };
  const stored = await sandbox.create(
    client,
    resource,
    objectFor(resource, { name: 'given', given, to: { value: null } }),
  );
  const body = { metadata: { labels: { 'covenant-of': stored.name } } };
  const contentType = 'application/merge-patch+json';
  await client.send({ method: 'PATCH', path: stored.path, contentType, body });
  return stored;
}

function partialCase(subject: Subject, name: string, request: (stored: StoredObject) => Request): Case {
  return defineCase<SeenPartial>({
    name,
    async gather(world) {
      const { client, sandbox } = world;
      const stored = await labelled(world, subject);
      const seen = await besidePlain(
        () => client.send({ ...request(stored), headers: { accept: partialForm } }),
        () => read(client, stored.path),
      );
      await sandbox.remove(client, stored);
      return seen;
    },
    judge: ({ answer, plain }) =>
      judgeProjected('PartialObjectMetadata', answer, plain, () => wrongInPartial(answer.body, plain)),
  });
}

function listCase(subject: Subject, selector: string): Case {
  return defineCase<SeenPartial>({
    name: `list/${selector.split('=')[0]}`,
    async gather(world) {
      const { client, sandbox } = world;
      const stored = await labelled(world, subject);
      // Another of the kind, which no selector chooses.
      const other = await sandbox.create(client, subject.resource, objectFor(subject.resource));
      const collection = stored.path.slice(0, stored.path.lastIndexOf('/'));
      const path = `${collection}?${selector.replace('{name}', stored.name)}`;
      const seen = await besidePlain(
        () => client.send({ method: 'GET', path, headers: { accept: partialListForm } }),
        () => read(client, path),
      );
      await sandbox.remove(client, stored);
      await sandbox.remove(client, other);
      return seen;
    },
    judge: ({ answer, plain }) =>
      judgeProjected('PartialObjectMetadataList', answer, plain, () => wrongInPartialList(answer.body, plain)),
  });
}

/** An answer in a form: that it is one, in JSON as asked, and right. One that cannot be had is answered 406. */
export function judgeProjected(
  form: string,
  answer: Answer,
  plain: unknown,
  wrongIn: () => string | undefined,
): Outcome {
  const { status, headers } = answer;
  if (status === 406) return unsupported(`the target does not have the form ${form} (406)`);
  if (status >= 500) return inconclusive(`the request for ${form} is answered ${status}`);
  if (movedOn(answer.body, plain)) return inconclusive(wroteInBetween);
  const type = mediaTypeOf(headers['content-type']);
  const expected = `a request for ${form} is answered 200 in that form, with what a plain read has`;
  const actual = `answer ${status}, Content-Type ${type ?? 'absent'}`;
  if (status !== 200) return violation({ reason: `a request for ${form} is refused`, expected, actual });
  const wrong =
    type === 'application/json' ? wrongIn() : `the Content-Type is ${type ?? 'absent'}, not application/json`;
  return wrong === undefined ? pass : violation({ reason: `the ${form} is wrong: ${wrong}`, expected, actual });
}
