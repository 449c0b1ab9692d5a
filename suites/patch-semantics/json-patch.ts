import { documentPatch, metadataPatch } from '../../fixtures/generators/json-patches.ts';
import { finalizers } from '../../fixtures/generators/metadata-starts.ts';
import { copyJson, isObject, type JsonObject } from '../../specs/json.ts';
import { patchTypes } from '../../specs/oracles/patch-answer-request.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Requirement } from '../../src/requirement.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { patchOf } from './covers.ts';
import { listsAreFree, triable } from './free-lists.ts';
import { type DocumentExample, documentExamples, latitudeExamples } from './json-patch-examples.ts';
import { exampleCase, missingCase, type PatchExample, propertyCase } from './patch-case.ts';
import { inScratch } from './scratch.ts';
import { triedOperation } from './try-patch.ts';

/** What a JSON Patch of each kind means. */
export function jsonPatchSemantics(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'patch.*.json-patch-follows-rfc-6902',
    title: 'A JSON Patch of {kind} does what RFC 6902 says, as a whole or not at all',
    method:
      'Sends patches, written out and generated, lawful and not, most of them working on a document that they bring along and take away; tests within the patch and a look at the whole object afterwards compare with what the RFC makes of them.',
    covers: patchOf(patchTypes.json),
    kills: () => [
      'failed-json-patch-test-answers-500',
      'failed-json-patch-applied-in-part',
      'json-pointer-without-slash-answers-500',
      'json-patch-null-value-ignored',
      'json-patch-add-does-not-insert',
      'json-pointer-escapes-not-decoded',
      'undecodable-patch-answers-500',
      'patch-of-missing-object-answers-200',
      'wrong-type-in-patch-answers-500',
    ],
    *cases(subject) {
      // Where servers are known to part, either way will do here.
      for (const example of [...documentExamples, ...latitudeExamples]) {
        yield exampleCase(subject, 'json', withinObject(example));
      }
      const ofObjects = [...ofMetadata, ...ofTheWhole, ...undecodable, ...unknown];
      for (const example of triable(subject.resource, ofObjects)) {
        yield exampleCase(subject, 'json', example);
      }
      yield missingCase(subject, 'json', patchTypes.json);
      yield propertyCase(subject, 'json', {
        name: 'generated/any document',
        expected: 'what RFC 6902 makes of the document, tested within the patch',
        values: documentPatch(),
        given: () => ({}),
        body: ({ document, operations }, stored) => [triedOperation(stored), ...inScratch(document, operations)],
      });
      yield propertyCase(subject, 'json', {
        name: 'generated/metadata',
        expected: 'what RFC 6902 makes of labels, annotations and finalizers is stored, or nothing is',
        values: metadataPatch(listsAreFree(subject.resource)),
        given: ({ operations: _sent, ...start }) => start,
        body: ({ operations }) => operations,
      });
    },
  });
}

/** An example of a document, behind an operation that shows whether the patch was stored: if refused, not even that may be. */
export function withinObject(example: DocumentExample): PatchExample {
  const { name, document, operations, result, malformed } = example;
  const from = JSON.stringify(document);
  const effect = 'result' in example ? `makes ${JSON.stringify(result)} of ${from}` : `cannot be applied to ${from}`;
  return {
    name,
    meaning: `${JSON.stringify(operations)} ${effect}`,
    body: (stored) => [triedOperation(stored), ...inScratch(document, operations, result)],
    ...(malformed && { malformed }),
  };
}

const [one = '', two = '', three = ''] = finalizers;

function fixed(name: string, given: JsonObject, body: unknown): PatchExample {
  return { name, given, body: () => body };
}

const listed = { finalizers: [one, two] };
const annotated = { annotations: { 'covenant.example/a': '1', b: '2', '0': '' } };

/** What is stored, where lists can be rewritten freely and names need escapes. */
const ofMetadata: readonly PatchExample[] = [
  fixed('stored/first in a list', listed, [{ op: 'add', path: '/metadata/finalizers/0', value: three }]),
  fixed('stored/within a list', listed, [{ op: 'add', path: '/metadata/finalizers/1', value: three }]),
  fixed('stored/at the end of a list', listed, [{ op: 'add', path: '/metadata/finalizers/-', value: three }]),
  fixed('stored/a list in another order', listed, [
    { op: 'move', from: '/metadata/finalizers/1', path: '/metadata/finalizers/0' },
  ]),
  fixed('stored/part of a list removed', listed, [{ op: 'remove', path: '/metadata/finalizers/0' }]),
  fixed('stored/names with a slash', annotated, [
    { op: 'replace', path: '/metadata/annotations/covenant.example~1a', value: '3' },
    {
      op: 'copy',
      from: '/metadata/annotations/covenant.example~1a',
      path: '/metadata/annotations/covenant.example~1c',
    },
    { op: 'move', from: '/metadata/annotations/0', path: '/metadata/annotations/1' },
  ]),
  fixed('stored/a whole map', annotated, [{ op: 'add', path: '/metadata/annotations', value: { only: 'this' } }]),
  fixed('stored/a map removed', annotated, [{ op: 'remove', path: '/metadata/annotations' }]),
  fixed('stored/nothing of a patch that fails', annotated, [
    { op: 'remove', path: '/metadata/annotations/b' },
    { op: 'test', path: '/metadata/annotations/covenant.example~1a', value: '2' },
  ]),
  fixed('stored/no operations', annotated, []),
  // Null stands for nothing in an API object (api-conventions, "Optional vs. Required"), where a skipped operation leaves it.
  fixed('stored/null for a map', annotated, [{ op: 'replace', path: '/metadata/annotations', value: null }]),
  fixed('stored/null for a list', listed, [{ op: 'add', path: '/metadata/finalizers', value: null }]),
  {
    name: 'stored/no value of the wrong type',
    given: annotated,
    body: () => [{ op: 'add', path: '/metadata/annotations/number', value: 5 }],
    invalid: [422, 400],
  },
  {
    name: 'stored/no list for a map',
    given: annotated,
    body: () => [{ op: 'replace', path: '/metadata/annotations', value: ['b'] }],
    invalid: [422, 400],
  },
];

/** The object with another label and without what is a condition of a write, or of the server's own making. */
function wholeWith(stored: JsonObject, label: string): JsonObject {
  const { managedFields, resourceVersion, ...metadata } = isObject(stored['metadata']) ? stored['metadata'] : {};
  const labels = isObject(metadata['labels']) ? metadata['labels'] : {};
  return { ...copyJson(stored), metadata: { ...metadata, labels: { ...labels, whole: label } } };
}

/** Patches whose target is the whole object: the empty pointer. */
const ofTheWhole: readonly PatchExample[] = [
  { name: 'whole/replaced', body: (stored) => [{ op: 'replace', path: '', value: wholeWith(stored, 'new') }] },
  {
    name: 'whole/replaced and then changed',
    body: (stored) => [
      { op: 'replace', path: '', value: wholeWith(stored, 'new') },
      { op: 'replace', path: '/metadata/labels/whole', value: 'newer' },
    ],
  },
  { name: 'whole/tested', body: (stored) => [{ op: 'test', path: '', value: stored }, triedOperation(stored)] },
  {
    name: 'whole/tested for another',
    body: (stored) => [triedOperation(stored), { op: 'test', path: '', value: wholeWith(stored, 'new') }],
  },
];

/** No list of operations: 400. */
const undecodable: readonly PatchExample[] = [
  fixed('undecodable/a text', {}, '"add"'),
  fixed('undecodable/a number', {}, '5'),
  fixed('undecodable/an operation without a list', {}, { op: 'add', path: '/metadata/labels/a', value: '1' }),
  fixed('undecodable/a list of numbers', {}, [1]),
  fixed('undecodable/a list of lists', {}, [['add', '/metadata/labels/a', '1']]),
  fixed('undecodable/half a list', {}, '[{"op":'),
  fixed('undecodable/nothing', {}, ''),
];

/** A list of operations, of which one is none that there is. */
const unknown: readonly PatchExample[] = (
  [
    ['an operation that there is not', { op: 'merge', path: '/metadata/labels/a', value: '1' }],
    ['an operation in capitals', { op: 'ADD', path: '/metadata/labels/a', value: '1' }],
    ['no operation', { path: '/metadata/labels/a', value: '1' }],
    ['no path', { op: 'add', value: '1' }],
    ['no source', { op: 'move', path: '/metadata/labels/a' }],
    ['null', null],
  ] as const
).map(([name, operation]) => ({
  name: `malformed/${name}`,
  body: (stored) => [triedOperation(stored), operation],
  malformed: true,
}));
