import { strategicMergePatch } from '../../fixtures/generators/strategic-merge-patches.ts';
import { patchTypes } from '../../specs/oracles/patch-answer-request.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Requirement } from '../../src/requirement.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { patchOf } from './covers.ts';
import { listsAreFree, triable } from './free-lists.ts';
import { exampleCase, missingCase, propertyCase } from './patch-case.ts';
import { defaultsCase } from './strategic-merge-patch-defaults.ts';
import { examples, listExamples } from './strategic-merge-patch-examples.ts';
import { keyedCases } from './strategic-merge-patch-keyed.ts';

/** What a strategic merge patch of each kind means: lists merged by their keys, and directives. */
export function strategicMergePatchSemantics(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'patch.*.strategic-merge-patch-merges-by-key',
    title: 'A strategic merge patch of {kind} merges lists by the published keys and follows its directives',
    method:
      'Sends patches with and without directives, written out and generated, of metadata, of lists with keys and of the status, and compares the whole of what is stored with a model of strategic merge.',
    covers: patchOf(patchTypes.strategic),
    kills: (resource) => [
      'strategic-merge-treated-as-merge-patch',
      'null-label-stored-as-empty',
      'missing-merge-key-ignored',
      'patch-directives-ignored',
      'unknown-patch-directive-ignored',
      'every-patch-treated-as-json-patch',
      'patch-of-missing-object-answers-200',
      ...(listsAreFree(resource)
        ? (['finalizers-replaced-by-strategic-merge', 'delete-from-primitive-list-ignored'] as const)
        : []),
    ],
    *cases(subject) {
      const free = listsAreFree(subject.resource);
      for (const example of triable(subject.resource, [...examples, ...(free ? listExamples : [])])) {
        yield exampleCase(subject, 'strategic', example);
      }
      yield missingCase(subject, 'strategic', patchTypes.strategic);
      yield* keyedCases(library, subject);
      const defaults = defaultsCase(subject);
      if (defaults) yield defaults;
      yield propertyCase(subject, 'strategic', {
        name: 'generated/metadata',
        expected: 'what strategic merge makes of labels, annotations and finalizers is stored',
        values: strategicMergePatch(free),
        given: ({ patch: _sent, ...start }) => start,
        body: ({ patch }) => ({ metadata: patch }),
      });
    },
  });
}
