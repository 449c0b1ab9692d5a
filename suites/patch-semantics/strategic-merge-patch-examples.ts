import { finalizers } from '../../fixtures/generators/metadata-starts.ts';
import type { JsonObject } from '../../specs/json.ts';
import type { PatchExample } from './patch-case.ts';
import { keptLabel } from './try-patch.ts';

function patched(name: string, given: JsonObject, patch: JsonObject): PatchExample {
  return { name, given, body: () => ({ metadata: patch }) };
}

function sent(name: string, body: unknown): PatchExample {
  return { name, given: annotated, body: () => body };
}

const [one = '', two = '', three = ''] = finalizers;
const annotated = { annotations: { a: 'b', c: 'd' } };
const labelled = { labels: { a: '1', b: '2' } };
const listed = { finalizers: [one, two] };

/** Of labels and annotations, which every kind has. */
export const examples: readonly PatchExample[] = [
  patched('maps/others stay', labelled, { labels: { b: '3', c: '4' } }),
  patched('maps/a null takes a label away', labelled, { labels: { a: null } }),
  patched('maps/a null for an absent label', labelled, { labels: { absent: null } }),
  patched('maps/a null for an absent label beside another', labelled, { labels: { absent: null, a: '2' } }),
  patched('maps/a null for an absent annotation', {}, { annotations: { absent: null } }),
  patched('maps/null for all annotations', annotated, { annotations: null }),
  patched('maps/an empty one changes nothing', annotated, { annotations: {} }),
  sent('maps/an empty patch', {}),
  patched('replace/labels', labelled, { labels: { $patch: 'replace', ...keptLabel, only: '1' } }),
  patched('replace/annotations', annotated, { annotations: { $patch: 'replace', c: 'e' } }),
  patched('replace/annotations by nothing', annotated, { annotations: { $patch: 'replace' } }),
  patched('replace/annotations that are not there', {}, { annotations: { $patch: 'replace', c: 'e' } }),
  patched('delete/annotations', annotated, { annotations: { $patch: 'delete' } }),
  patched('delete/annotations that are not there', {}, { annotations: { $patch: 'delete' } }),
  patched('delete/annotations beside a label', annotated, { annotations: { $patch: 'delete' }, labels: { x: '1' } }),
  patched('retain/some of the annotations', annotated, { annotations: { $retainKeys: ['a', 'e'], e: 'f' } }),
  patched('retain/all of the annotations', annotated, { annotations: { $retainKeys: ['a', 'c'], a: 'x' } }),
  patched('refused/what is not retained', annotated, { annotations: { $retainKeys: ['a'], c: 'x' } }),
  patched('refused/an unknown directive', labelled, { labels: { $patch: 'bogus', a: '2' } }),
  patched('refused/an unknown directive of metadata', labelled, { $patch: 'bogus', labels: { a: '2' } }),
  patched('refused/an unknown directive that is empty', annotated, { annotations: { $patch: '' } }),
  sent('refused/a list', []),
  sent('refused/half an object', '{"metadata":'),
  sent('refused/a text', '"x"'),
];

/** Of finalizers: a list of plain values that is published with the strategy to merge. */
export const listExamples: readonly PatchExample[] = [
  patched('lists/added to', listed, { finalizers: [three] }),
  patched('lists/added to, and one that is there', listed, { finalizers: [two, three] }),
  patched('lists/only what is there', listed, { finalizers: [one] }),
  patched('lists/begun', {}, { finalizers: [one, two] }),
  patched('lists/null for all', listed, { finalizers: null }),
  patched('lists/deleted from', listed, { '$deleteFromPrimitiveList/finalizers': [one] }),
  patched('lists/deleted from, and one that is not there', listed, {
    '$deleteFromPrimitiveList/finalizers': [two, three],
  }),
  patched('lists/deleted from and added to', listed, {
    '$deleteFromPrimitiveList/finalizers': [one],
    finalizers: [three],
  }),
  patched('lists/put in order', listed, { '$setElementOrder/finalizers': [two, one] }),
  patched('lists/put in order and added to', listed, {
    '$setElementOrder/finalizers': [three, two, one],
    finalizers: [three],
  }),
  patched('refused/an order that lacks what is added', listed, {
    '$setElementOrder/finalizers': [two, one],
    finalizers: [three],
  }),
  patched('refused/an unknown directive in a list', {}, { ownerReferences: [{ uid: 'x', $patch: 'bogus' }] }),
];
