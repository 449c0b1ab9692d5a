import type { OutcomeKind } from '../../src/outcome.ts';
import type { RunRecord } from '../../src/record.ts';
import { coverageOfRecord, type Totals } from '../coverage.ts';
import { disputesOf, reasonsOf, requirementLookup } from '../selection.ts';
import { limitText } from './limit-text.ts';
import { limitsOf } from './limits.ts';

/** A file that the certificate speaks of, with its digest. (in-toto attestation framework, "ResourceDescriptor".) */
export interface Subject {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

/** A certificate: an in-toto statement about the files of a run. Its JSON Schema is `reports/certificate.schema.json`. */
export interface Certificate {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly Subject[];
  readonly predicateType: typeof predicateType;
  readonly predicate: Conformance;
}

export const predicateType = 'urn:kube-covenant:conformance:1';

type Level = 'MUST' | 'SHOULD' | 'MAY';

/** What a run says of its target, on one page. */
export interface Conformance {
  /**
   * `conformant`: every promise of the profiles that could be checked was checked and kept. `not-conformant`: some were broken.
   * `incomplete`: nothing was broken, and yet the run does not say enough; `limits` say why.
   */
  readonly result: 'conformant' | 'not-conformant' | 'incomplete';
  /** Why the run does not say all that a whole one would, a sentence each. */
  readonly limits: readonly string[];
  readonly profiles: readonly string[];
  readonly target: {
    readonly server: string;
    readonly version?: string;
    readonly fingerprint?: { readonly before?: string; readonly after?: string };
  };
  readonly suite: RunRecord['suite'];
  readonly run: {
    readonly id: string;
    readonly startedAt: string;
    readonly durationMs: number;
    readonly seed: number;
    readonly effort: string;
    readonly strictDocuments: boolean;
  };
  /** Requirements that were checked, and cases by level and outcome. */
  readonly requirements: number;
  readonly counts: Readonly<Record<Level, Readonly<Record<OutcomeKind, number>>>>;
  readonly disputes: readonly { readonly dispute: string; readonly cases: number }[];
  readonly unsupported: readonly { readonly reason: string; readonly cases: number }[];
  /** Promises by document and state. */
  readonly coverage: readonly (Totals & { readonly document: string })[];
  /** Objects that were left on the target. */
  readonly left: number;
}

/** The certificate of a run, about these files of it. */
export function certificateOf(record: RunRecord, subject: readonly Subject[]): Certificate {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [...subject],
    predicateType,
    predicate: conformanceOf(record),
  };
}

/** All that a certificate says of a run, from the record alone. */
export function conformanceOf(record: RunRecord): Conformance {
  const { run, target } = record;
  const limits = limitsOf(record).map((limit) => limitText(limit, 'en'));
  return {
    result: resultOf(record, limits),
    limits,
    profiles: run.profiles,
    target: {
      server: target.server,
      ...(target.version !== undefined && { version: target.version }),
      ...(target.fingerprint && { fingerprint: target.fingerprint }),
    },
    suite: record.suite,
    run: {
      id: run.id,
      startedAt: run.startedAt,
      durationMs: run.durationMs,
      seed: run.seed,
      effort: run.effort,
      strictDocuments: run.strictDocuments,
    },
    requirements: record.requirements.filter(({ planned }) => !planned).length,
    counts: countsByLevel(record),
    disputes: disputesOf(record).map(({ dispute, cases }) => ({ dispute, cases: cases.length })),
    unsupported: reasonsOf(record, 'unsupported').map(({ reason, count }) => ({ reason, cases: count })),
    coverage: coverageOfRecord(record).documents.map(({ document, totals }) => ({ document, ...totals })),
    left: record.left.length,
  };
}

function resultOf({ counts }: RunRecord, limits: readonly string[]): Conformance['result'] {
  // What was found broken is broken, however much was left out.
  if (counts.violation > 0) return 'not-conformant';
  return limits.length > 0 ? 'incomplete' : 'conformant';
}

function countsByLevel(record: RunRecord): Conformance['counts'] {
  const none = (): Record<OutcomeKind, number> => ({
    ...{ pass: 0, violation: 0, advisory: 0, disputed: 0, unsupported: 0, inconclusive: 0, error: 0 },
  });
  const counts = { MUST: none(), SHOULD: none(), MAY: none() };
  const requirementOf = requirementLookup(record);
  for (const { requirement, outcome } of record.cases) counts[requirementOf(requirement).level][outcome.kind]++;
  return counts;
}
