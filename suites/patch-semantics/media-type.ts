import { finalizers } from '../../fixtures/generators/metadata-starts.ts';
import type { JsonObject } from '../../specs/json.ts';
import { patchTypes } from '../../specs/oracles/patch-answer-request.ts';
import type { ObservedPatch, PatchJudgement } from '../../specs/oracles/patch-judge.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { coveredBy } from '../promises/selection.ts';
import { read } from '../update-rules/observe-write.ts';
import { triable } from './free-lists.ts';
import { outcomeOfPatch } from './observe-patch.ts';
import { exampleCase } from './patch-case.ts';
import { refusedWith } from './refused-patch.ts';
import { judgeOf, objectWith, type PlainType, tryPatch, validBody } from './try-patch.ts';

/** The Content-Type of a patch, and nothing else, says what its body means. */
export function mediaTypeDecides(library: Library): Requirement[] {
  const isPromised = (type: PlainType, resource: string) =>
    coveredBy([{ actions: ['patch'], parts: [`body/${patchTypes[type]}`] }])(library, resource).length > 0;
  return forEachKind(library, {
    id: 'patch.*.media-type-alone-decides',
    title: 'The Content-Type alone says which kind of patch a body of {kind} is, and an unknown one is answered 415',
    method: 'Sends the same body under every patch type, under none, and under unknown ones.',
    covers: [{ actions: ['patch'], parts: ['parameter/header/Content-Type*', 'status/415', 'status/415/body/*'] }],
    derivedFrom: [{ actions: ['patch'], parts: [''] }],
    kills: () => ['every-patch-treated-as-json-patch', 'unsupported-patch-type-answers-400'],
    *cases(subject) {
      const types = plainTypes.filter((type) => isPromised(type, subject.resource.name));
      for (const contentType of noPatchTypes) yield unknownTypeCase(subject, contentType);
      yield noTypeCase(subject);
      for (const type of types) {
        const examples = bodies.map(({ name, body, given = annotated }) => ({ name, given, body: () => body }));
        for (const example of triable(subject.resource, examples)) {
          yield exampleCase(subject, type, { ...example, name: `same body/${example.name}/${type}` });
        }
        yield parameterCase(subject, type);
        yield capitalsCase(subject, type);
      }
    },
  });
}

const plainTypes: readonly PlainType[] = ['json', 'merge', 'strategic'];

const [one = '', two = ''] = finalizers;
const annotated = { annotations: { a: '1', b: '2' } };

/** Bodies that mean something else, or nothing, under each type. */
const bodies: readonly { readonly name: string; readonly body: unknown; readonly given?: JsonObject }[] = [
  { name: 'a list', body: { metadata: { finalizers: [two] } }, given: { finalizers: [one] } },
  { name: 'members', body: { metadata: { annotations: { a: null, c: '3' } } } },
  { name: 'no members', body: {} },
  { name: 'operations', body: [{ op: 'add', path: '/metadata/annotations/c', value: '3' }] },
  { name: 'no operations', body: [] },
];

/** Media types that are near to those of patches, or usual elsewhere. */
const noPatchTypes = [
  'application/json',
  'application/yaml',
  'application/xml',
  'text/plain',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'application/merge-patch',
  'application/json-patch',
  'application/patch+json',
  'application/merge-patch+jsonx',
] as const;

const unsupported = (observed: ObservedPatch) => refusedWith([415], observed);

function unknownTypeCase(subject: Subject, contentType: string): Case {
  return defineCase<ObservedPatch>({
    name: `unknown type/${contentType}`,
    gather: (world) =>
      tryPatch(world, subject, {}, unsupported, (stored) => ({
        type: 'merge',
        contentType,
        body: validBody('merge', stored),
      })),
    judge: (observed) => outcomeOfPatch(unsupported, observed),
  });
}

/**
 * Without a type there is nothing that a body could mean. None is sent, and a server may find that first (400); kube-apiserver
 * 1.33 answers 406 where there is neither, and 415 where there is a body.
 */
const typeless = (observed: ObservedPatch) => refusedWith([415, 400, 406], observed);

function noTypeCase(subject: Subject): Case {
  return defineCase<ObservedPatch>({
    name: 'no type',
    gather: (world) => withoutType(world, subject),
    judge: (observed) => outcomeOfPatch(typeless, observed),
  });
}

async function withoutType({ client, sandbox }: World, { resource, ...more }: Subject): Promise<ObservedPatch> {
  const loan = await sandbox.borrow(client, resource, objectWith({ resource, ...more }));
  const request = { method: 'PATCH', path: loan.path } as const;
  let answer = await client.send(request);
  // A passing fault: asked once more.
  if (answer.status >= 500) answer = await client.send(request);
  const after = await read(client, loan.path);
  const observed: ObservedPatch = {
    request: { contentType: undefined, body: '' },
    before: loan.object,
    status: answer.status,
    answer: answer.body,
    after,
  };
  if (typeless(observed).kept === true) loan.giveBack(after);
  else await loan.drop();
  return observed;
}

/** A parameter does not make another type of it. @see RFC 9110 section 8.3.1 */
function parameterCase(subject: Subject, type: PlainType): Case {
  return typedCase(subject, type, `parameter/${type}`, `${patchTypes[type]}; charset=utf-8`, judgeOf(subject));
}

/** Media types are written in any case (RFC 9110 section 8.3.1), and yet servers compare them to the letter: either will do. */
function capitalsCase(subject: Subject, type: PlainType): Case {
  const judge = judgeOf(subject);
  const either = (observed: ObservedPatch) => (observed.status === 415 ? unsupported(observed) : judge(observed));
  return typedCase(subject, type, `capitals/${type}`, patchTypes[type].toUpperCase(), either);
}

function typedCase(
  subject: Subject,
  type: PlainType,
  name: string,
  contentType: string,
  judge: (observed: ObservedPatch) => PatchJudgement,
): Case {
  return defineCase<ObservedPatch>({
    name,
    gather: (world) =>
      tryPatch(world, subject, {}, judge, (stored) => ({ type, contentType, body: validBody(type, stored) })),
    judge: (observed) => outcomeOfPatch(judge, observed),
  });
}
