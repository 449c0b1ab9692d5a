import type { PassiveJudge } from '../../specs/oracles/passive.ts';
import { judgeBody, judgeContentType, judgeKind, judgeTimes } from '../../specs/oracles/passive-body.ts';
import { judgeErrorBody, judgeStatus } from '../../specs/oracles/passive-status.ts';
import { judgeResourceVersions } from '../../specs/oracles/passive-versions.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Basis } from '../../src/contract/types.ts';
import { defineChapter, defineRequirement, type Requirement } from '../../src/requirement.ts';
import { type CitedPart, citesOf } from './cites.ts';
import { watchIdentities, watchOperations } from './watchers.ts';

interface Owed {
  readonly id: string;
  readonly title: string;
  readonly basis: Basis;
  /** Which promises of each operation it checks. */
  readonly about: CitedPart;
  readonly method: string;
  readonly kills?: Requirement['kills'];
  readonly watch: NonNullable<Requirement['watch']>;
}

/** What is owed by every answer, whatever the request was for. */
const promises: readonly Owed[] = [
  operation('passive.status-is-documented', judgeStatus, {
    title: 'Every answer has a status that its operation documents, or is an error whose body is a Status of that code',
    basis: 'stated',
    about: 'statuses',
    kills: ['status-code-mismatch', 'failure-as-plain-text'],
    method: onEvery('the status is looked up among those of its operation'),
  }),
  operation('passive.content-type-is-documented', judgeContentType, {
    kills: ['content-type-missing', 'failure-as-plain-text'],
    title: 'Every body is of a media type that its operation documents, or that the request asked for',
    basis: 'derived',
    about: 'bodies',
    method: onEvery('the Content-Type is looked up among those of the status'),
  }),
  operation('passive.body-fits-its-schema', judgeBody, {
    title: 'Every body fits the schema that its operation documents',
    basis: 'stated',
    about: 'bodies',
    method: onEvery(
      'the body is validated against the schema of the status; null counts as absent, and members that the schema does not have are allowed',
    ),
  }),
  operation('passive.kind-is-right', judgeKind, {
    title: 'Every body says in apiVersion and kind that it is of the kind that its operation documents',
    basis: 'derived',
    about: 'bodies',
    method: onEvery('apiVersion and kind are compared with those of the schema; a deletion may also answer a Status'),
  }),
  operation('passive.error-is-a-status', judgeErrorBody, {
    kills: ['status-code-mismatch', 'failure-as-plain-text'],
    title: "Every error is answered with a Status of v1, a Failure, whose code is the answer's own",
    basis: 'derived',
    about: 'errors',
    method: onEvery('the body of an error is read; what a proxy may have answered by itself is left out'),
  }),
  operation('passive.resource-version-is-decimal', judgeResourceVersions, {
    title: 'Every resourceVersion, of an object or of a list, is a decimal number',
    basis: 'derived',
    about: 'operation',
    method: onEvery('resourceVersion of the body and of its items is read'),
  }),
  {
    id: 'passive.identity-is-constant',
    title: 'An object keeps its uid and creationTimestamp from its creation to its deletion',
    basis: 'derived',
    about: 'operation',
    method:
      'In every answer of the run that shows an object, its uid and creationTimestamp are compared with those seen before under the same path; dry runs, and answers that crossed a deletion or creation on the way, are left out.',
    watch: watchIdentities,
  },
  operation('passive.times-are-rfc3339', judgeTimes, {
    title: 'Every time in a body is written as RFC 3339 has it',
    basis: 'derived',
    about: 'operation',
    method: onEvery('each member that the schema has as a time is validated'),
  }),
];

/** What every answer of a run is held against, while the other chapters' checks go on. */
export const passive = defineChapter({
  name: 'passive',
  title: 'What every answer owes',
  requirements: (library) => promises.map((promise) => passiveRequirement(promise, library)),
});

function passiveRequirement({ about, ...promise }: Owed, library: Library): Requirement {
  return defineRequirement({
    kills: [],
    ...promise,
    level: 'MUST',
    cites: citesOf(library.contracts.values(), about),
    needs: [],
    cases: () => [],
  });
}

function operation(id: string, judge: PassiveJudge, said: Omit<Owed, 'id' | 'watch'>): Owed {
  return { id, ...said, watch: watchOperations(judge) };
}

function onEvery(how: string): string {
  return `For every answer of the run, whichever check it was for: ${how}. One case a kind of deviation, with its first exchange.`;
}
