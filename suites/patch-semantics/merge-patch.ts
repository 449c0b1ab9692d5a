import { mergePatch } from '../../fixtures/generators/merge-patches.ts';
import { finalizers } from '../../fixtures/generators/metadata-starts.ts';
import type { JsonObject } from '../../specs/json.ts';
import { patchTypes } from '../../specs/oracles/patch-answer-request.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Requirement } from '../../src/requirement.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { patchOf } from './covers.ts';
import { listsAreFree, triable } from './free-lists.ts';
import { exampleCase, missingCase, type PatchExample, propertyCase } from './patch-case.ts';
import { keptLabel } from './try-patch.ts';

/** What a merge patch of each kind means. */
export function mergePatchSemantics(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'patch.*.merge-patch-follows-rfc-7386',
    title: 'A merge patch of {kind} does what RFC 7386 says',
    method:
      'Sends patches of labels, annotations and finalizers, written out and generated, and compares the whole of what is stored with what the RFC makes of it.',
    covers: patchOf(patchTypes.merge),
    kills: (resource) => [
      ...(listsAreFree(resource) ? (['merge-patch-appends-to-arrays'] as const) : []),
      'every-patch-treated-as-json-patch',
      'merge-patch-null-ignored',
      'merge-patch-replaces-maps',
      'null-label-stored-as-empty',
      'undecodable-patch-answers-500',
      'patch-of-missing-object-answers-200',
      'wrong-type-in-patch-answers-500',
    ],
    *cases(subject) {
      for (const example of triable(subject.resource, [...appendix, ...maps, ...lists, ...refused])) {
        yield exampleCase(subject, 'merge', example);
      }
      yield missingCase(subject, 'merge', patchTypes.merge);
      yield propertyCase(subject, 'merge', {
        name: 'generated/metadata',
        expected: 'what RFC 7386 makes of labels, annotations and finalizers is stored',
        values: mergePatch(listsAreFree(subject.resource)),
        given: ({ patch: _sent, ...start }) => start,
        body: ({ patch }) => ({ metadata: patch }),
      });
    },
  });
}

function patched(name: string, given: JsonObject, patch: JsonObject): PatchExample {
  return { name, given, body: () => ({ metadata: patch }) };
}

function sent(name: string, body: unknown, more: Partial<PatchExample> = {}): PatchExample {
  return { name, given: annotated, body: () => body, ...more };
}

const [one = '', two = '', three = ''] = finalizers;
const annotated = { annotations: { a: 'b' } };
const listed = { finalizers: [one, two] };

/** The cases of the RFC's appendix that annotations and finalizers can stand for. @see RFC 7386 appendix A */
const appendix: readonly PatchExample[] = [
  patched('appendix/a member is changed', annotated, { annotations: { a: 'c' } }),
  patched('appendix/a member is added', annotated, { annotations: { b: 'c' } }),
  patched('appendix/the only member goes', annotated, { annotations: { a: null } }),
  patched('appendix/one of two members goes', { annotations: { a: 'b', b: 'c' } }, { annotations: { a: null } }),
  patched(
    'appendix/one is changed while another goes',
    { annotations: { b: 'c' } },
    { annotations: { b: 'd', c: null } },
  ),
  patched('appendix/a list is changed as a whole', { finalizers: [one] }, { finalizers: [three] }),
  patched('appendix/a null in an object that was not there', {}, { annotations: { b: null } }),
  patched('appendix/a null two levels down', {}, { annotations: { a: 'b', b: null } }),
  sent('appendix/a list is no patch of an object', ['c']),
  sent('appendix/null is no patch of an object', 'null'),
  sent('appendix/a text is no patch of an object', '"bar"'),
];

/** Maps are merged member by member, at every level. */
const maps: readonly PatchExample[] = [
  patched('maps/others stay', { labels: { a: '1', b: '2' } }, { labels: { b: '3', c: '4' } }),
  patched('maps/a null for an absent label', { labels: { a: '1' } }, { labels: { absent: null } }),
  patched(
    'maps/a null for an absent label beside another',
    { labels: { a: '1' } },
    { labels: { absent: null, a: '2' } },
  ),
  patched('maps/a null for an absent annotation', annotated, { annotations: { absent: null } }),
  patched('maps/all annotations go at once', { annotations: { a: '1', b: '2' } }, { annotations: null }),
  patched(
    'maps/all annotations go, one by one',
    { annotations: { a: '', b: '' } },
    { annotations: { a: null, b: null } },
  ),
  patched('maps/a null for an absent map', {}, { annotations: null }),
  patched('maps/an empty one changes nothing', annotated, { annotations: {} }),
  patched('maps/an empty text is a value', annotated, { annotations: { a: '' } }),
  patched('maps/the text null is a value', annotated, { annotations: { a: 'null' } }),
  patched('maps/names that look like something else', annotated, {
    annotations: { '0': '1', 'covenant.example/a': '2', constructor: '3', 'a.b': '4' },
    labels: { ...keptLabel, '0': '1' },
  }),
  sent('maps/an empty patch', {}),
  sent('maps/an empty metadata', { metadata: {} }),
];

/** A list is one value: it is replaced as a whole. */
const lists: readonly PatchExample[] = [
  patched('lists/another list', listed, { finalizers: [three] }),
  patched('lists/part of the list', listed, { finalizers: [two] }),
  patched('lists/the list in another order', listed, { finalizers: [two, one] }),
  patched('lists/the same list', listed, { finalizers: [one, two] }),
  patched('lists/a longer list', { finalizers: [one] }, { finalizers: [three, one, two] }),
  patched('lists/an empty list', listed, { finalizers: [] }),
  patched('lists/null for the list', listed, { finalizers: null }),
  patched('lists/null for an absent list', {}, { finalizers: null }),
];

const valid = [422, 400];

/** What is no merge patch of an object, and what would leave an object that is none of its kind. */
const refused: readonly PatchExample[] = [
  sent('refused/a list of operations', [{ op: 'add', path: '/metadata/labels/a', value: '1' }]),
  sent('refused/a number', '5'),
  sent('refused/half an object', '{"metadata":'),
  sent('refused/nothing', ''),
  sent('refused/a number for a label', { metadata: { labels: { a: 5 } } }, { invalid: valid }),
  sent('refused/an object for an annotation', { metadata: { annotations: { a: { b: null } } } }, { invalid: valid }),
  sent('refused/a list for the labels', { metadata: { labels: ['a'] } }, { invalid: valid }),
  sent('refused/a text for the finalizers', { metadata: { finalizers: one } }, { invalid: valid }),
];
