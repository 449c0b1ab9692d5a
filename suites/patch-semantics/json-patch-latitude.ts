import { patchTypes } from '../../specs/oracles/patch-answer-request.ts';
import type { ObservedPatch, PatchJudgement } from '../../specs/oracles/patch-judge.ts';
import type { Library } from '../../src/contract/library.ts';
import { advisory, type Outcome } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { patchOf } from './covers.ts';
import { withinObject } from './json-patch.ts';
import { latitudeExamples, nullExamples } from './json-patch-examples.ts';
import { outcomeOfPatch } from './observe-patch.ts';
import { explained, judgeOfExample, type PatchExample } from './patch-case.ts';
import { triedOperation, tryPatch } from './try-patch.ts';

/** Where servers are known to part from RFC 6902: a client that counts on what one of them does is tied to it. */
export function jsonPatchLatitude(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'patch.*.json-patch-takes-no-latitude',
    title: 'A JSON Patch of {kind} is taken as RFC 6902 has it, no more and no less, where servers are known to part',
    level: 'SHOULD',
    method:
      'Sends, one by one, patches of which servers are known to make something else than the RFC, and says so where this one does.',
    covers: [],
    derivedFrom: patchOf(patchTypes.json),
    *cases(subject) {
      for (const example of [...latitudeExamples, ...nullExamples]) yield latitudeCase(subject, withinObject(example));
      for (const example of ofTheObject) yield latitudeCase(subject, example);
    },
  });
}

const ofTheObject: readonly PatchExample[] = [
  { name: 'null-is-empty', body: () => null },
  {
    name: 'no-whole-document',
    body: (stored) => [
      triedOperation(stored),
      { op: 'copy', from: '', path: '/whole' },
      { op: 'remove', path: '/whole' },
    ],
  },
];

function latitudeCase(subject: Subject, example: PatchExample): Case {
  const judge = judgeOfExample(subject, example);
  return defineCase<ObservedPatch>({
    name: example.name,
    gather: (world) => tryPatch(world, subject, {}, judge, (stored) => ({ type: 'json', body: example.body(stored) })),
    judge: (observed) => explained(example, outcomeOfLatitude(judge, observed)),
  });
}

/** What another requirement would call a violation, this one, which is only a SHOULD, calls an advisory. */
function outcomeOfLatitude(judge: (observed: ObservedPatch) => PatchJudgement, observed: ObservedPatch): Outcome {
  const judgement = judge(observed);
  if (judgement.kept === 'latitude') {
    const { status } = observed;
    return advisory((status < 400 ? taken : refusal)(status, judgement.latitude));
  }
  const outcome = outcomeOfPatch(judge, observed);
  return outcome.kind === 'violation' ? { ...outcome, kind: 'advisory' } : outcome;
}

function taken(status: number, latitude: readonly string[]) {
  return {
    reason: `the server takes a patch that RFC 6902 does not allow (${latitude.join(', ')})`,
    expected: 'refused with 422, nothing changes',
    actual: `answer ${status}, and the patch is applied`,
  };
}

function refusal(status: number, latitude: readonly string[]) {
  return {
    reason: `the server refuses a patch that RFC 6902 allows (${latitude.join(', ')})`,
    expected: 'answer 200, and the patch is applied',
    actual: `answer ${status}, nothing changes`,
  };
}
