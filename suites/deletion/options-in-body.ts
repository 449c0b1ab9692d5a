import { isObject } from '../../specs/json.ts';
import { finalizersOf } from '../../specs/oracles/deletion-rules.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, unsupported, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { quickly } from '../update-rules/sampling.ts';
import { type AskedDeletion, ask, nameOf, optionsBody } from './ask.ts';
import { judgeDeletion, judgeDeletions } from './judge-deletion.ts';
import { observeDeletions, type SeenDeletion } from './observe-deletion.ts';
import { refusedDeletion } from './refused-deletion.ts';
import { boundObject, heldObject, ownFinalizer } from './subjects.ts';

const orphan = { propagationPolicy: 'Orphan' } as const;
const foreground = { propagationPolicy: 'Foreground' } as const;
const yaml = 'apiVersion: v1\nkind: DeleteOptions\npropagationPolicy: Orphan\n';

/** Ways to write the same options, and options that ask for nothing. */
const forms: readonly (AskedDeletion & { readonly name: string })[] = [
  { name: 'without-kind', asked: orphan, request: (path) => ({ method: 'DELETE', path, body: orphan }) },
  {
    name: 'of-the-batch-group',
    asked: orphan,
    request: (path) => ({ method: 'DELETE', path, body: { ...optionsBody(orphan), apiVersion: 'batch/v1' } }),
  },
  {
    name: 'of-the-meta-group',
    asked: orphan,
    request: (path) => ({ method: 'DELETE', path, body: { ...optionsBody(orphan), apiVersion: 'meta.k8s.io/v1' } }),
  },
  {
    name: 'in-yaml',
    asked: orphan,
    request: (path) => ({ method: 'DELETE', path, body: yaml, contentType: 'application/yaml' }),
  },
  { name: 'empty', asked: {}, request: (path) => ({ method: 'DELETE', path, body: {} }) },
  { name: 'without-options', asked: {}, request: (path) => ({ method: 'DELETE', path, body: optionsBody({}) }) },
  {
    name: 'with-an-unknown-member',
    asked: orphan,
    request: (path) => ({ method: 'DELETE', path, body: optionsBody({ ...orphan, covenantUnknown: 'x' }) }),
  },
];

/** Bodies that are no DeleteOptions. kube-apiserver before 1.36 refuses some of them with 500 (recordings, `delete` step 15). */
const broken: readonly { readonly name: string; readonly what: string; readonly body: unknown }[] = [
  { name: 'another-kind', what: 'a DELETE with a body of another kind', body: { apiVersion: 'v1', kind: 'Pod' } },
  { name: 'cut-off', what: 'a DELETE with a body that is cut off', body: '{"kind":"DeleteOptions"' },
  { name: 'a-list', what: 'a DELETE with a list as its body', body: '[]' },
  {
    name: 'grace-as-text',
    what: 'a DELETE with a text as gracePeriodSeconds',
    body: optionsBody({ gracePeriodSeconds: 'soon' }),
  },
  {
    name: 'policy-as-number',
    what: 'a DELETE with a number as propagationPolicy',
    body: optionsBody({ propagationPolicy: 5 }),
  },
];

/** The options of a deletion count wherever they stand; a body that is none deletes nothing. */
export function optionsComeInTheBody(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete.*.options-come-in-the-body',
    title: 'The options of a deletion of {kind} may come in the body',
    method:
      'Sends options in the body, in every way to write them: they do what the parameters do. Where body and parameters differ, one of them counts as a whole. A body that is no DeleteOptions is refused, and nothing is deleted.',
    covers: [{ actions: ['delete', 'deletecollection'], parts: ['body', 'body/*'] }],
    derivedFrom: written,
    kills: () => ['delete-options-in-body-ignored', 'undecodable-delete-options-delete'],
    *cases(subject, plan) {
      yield* bodyCases(subject, plan);
      yield againstCase(subject, 'against-parameters', orphan);
      yield againstCase(subject, 'empty-against-parameters', {});
      for (const { name, what, body } of quickly(plan, `${subject.resource.name} bodies`, broken, 1))
        yield refusedDeletion({
          name: `refused/${name}`,
          what,
          resource: subject.resource,
          options: {},
          request: (path) => ({ method: 'DELETE', path, body }),
        });
    },
  });
}

function* bodyCases(subject: Subject, plan: Plan): Generator<Case> {
  const { resource } = subject;
  const held = heldObject(resource);
  const inBody = [orphan, foreground, { orphanDependents: true }].map((asked) => ({
    name: nameOf(asked),
    ...ask(asked, 'body'),
  }));
  for (const one of [
    ...inBody.slice(0, 1),
    ...quickly(plan, `${resource.name} forms`, [...inBody.slice(1), ...forms], 2),
  ]) {
    yield defineCase<readonly SeenDeletion[]>({
      name: `body/${one.name}`,
      gather: (world) => observeDeletions(world, resource, held, [one]),
      judge: (seen) => judgeForm(resource, seen),
    });
  }
  const bound = boundObject(subject);
  if (bound)
    yield defineCase<readonly SeenDeletion[]>({
      name: 'body/gracePeriodSeconds=7',
      gather: (world) => observeDeletions(world, resource, bound, [ask({ gracePeriodSeconds: 7 }, 'body')]),
      judge: (seen) => judgeDeletions(resource, seen),
    });
}

/** JSON is what the documents promise; another language may be refused as such. */
function judgeForm(resource: Subject['resource'], seen: readonly SeenDeletion[]): Outcome {
  if (seen.some(({ answer }) => answer.status === 415)) return unsupported('options in this language are not taken');
  return judgeDeletions(resource, seen);
}

/**
 * No document says whether body or parameters count where they differ (in kube-apiserver the body does, even an empty one): it
 * must be one of them, not something of both.
 */
function againstCase({ resource }: Subject, name: string, inBody: { readonly propagationPolicy?: string }): Case {
  const deletion: AskedDeletion = {
    asked: inBody,
    request: (path) => ({
      method: 'DELETE',
      path: `${path}?propagationPolicy=Foreground`,
      body: name.startsWith('empty') ? {} : optionsBody(inBody),
    }),
  };
  return defineCase<readonly SeenDeletion[]>({
    name,
    gather: (world) => observeDeletions(world, resource, heldObject(resource), [deletion]),
    judge: ([seen]) => {
      if (!seen) return inconclusive('nothing was deleted');
      if (seen.answer.status >= 400) return judgeUnchanged(seen);
      const outcomes = [inBody, foreground].map((asked) => judgeDeletion(resource, { ...seen, asked }));
      return outcomes.find(({ kind }) => kind === 'pass') ?? (outcomes[0] as Outcome);
    },
  });
}

/** Options that contradict one another may be refused as well. */
function judgeUnchanged({ answer, found }: SeenDeletion): Outcome {
  if (answer.status >= 500) return inconclusive(`the deletion is answered ${answer.status}`);
  const isAsItWas = isObject(found.body) && finalizersOf(found.body).join() === ownFinalizer;
  if (found.status === 200 && isAsItWas) return pass;
  return violation({
    reason: 'a deletion that is refused deletes',
    expected: 'the object stays as it was',
    actual: `answer ${answer.status}: ${explain(answer.body)}; a GET then answers ${found.status}`,
  });
}
