import { ContractError, messageOf } from '../errors.ts';
import type { Observed, Outcome } from '../outcome.ts';
import { type Citation, resolveCitation } from './citation.ts';
import type { Contract } from './contract.ts';
import { checkShape } from './shape.ts';
import { readYaml } from './yaml-file.ts';

/** A promise that the Kubernetes API itself is known not to keep. */
export interface Dispute {
  readonly id: string;
  /** The file and line where it stands, for messages. */
  readonly place: string;
  /** What is disputed. */
  readonly promises: readonly Citation[];
  /** The requirement whose cases are disputed, and a glob over their names. */
  readonly requirement: string;
  readonly cases: readonly string[];
  /** What the document says, and what Kubernetes does, each in one sentence. */
  readonly documentReading: string;
  readonly kubernetesReading: string;
  /** The answer by which the Kubernetes reading is known. */
  readonly observed: readonly Observed[];
  readonly evidence: readonly Evidence[];
}

/** A recorded answer of a real API server. */
export interface Evidence {
  readonly servers: readonly string[];
  readonly scenario: string;
  readonly steps: readonly number[];
  readonly answer: string;
}

/** Loads the disputes. @throws ContractError for a duplicate id, a promise that does not exist, or one without evidence. */
export function loadDisputes(path: string, contracts: ReadonlyMap<string, Contract>): Dispute[] {
  const file = readYaml<Omit<Dispute, 'place'>[] | null>(path);
  if (file.data === null) return [];
  checkShape(file, 'disputes.schema.json');
  const seen = new Set<string>();
  const disputes = file.data.map((dispute, i) => ({
    ...dispute,
    // Found out only when it is asked for: that parses the file once more.
    get place() {
      return `${file.name}:${file.lineOf([i])}`;
    },
  }));
  for (const dispute of disputes) {
    const { id, promises } = dispute;
    if (seen.has(id)) throw new ContractError(`${dispute.place}: dispute ${id} is declared twice`);
    seen.add(id);
    for (const promise of promises) {
      try {
        resolveCitation(contracts, promise);
      } catch (thrown) {
        throw new ContractError(`${dispute.place}: dispute ${id}: ${messageOf(thrown)}`);
      }
    }
  }
  return disputes;
}

/**
 * A violation that is the known answer of the Kubernetes API becomes `disputed`; under `strict` it stays a violation. Any
 * other answer is judged by the document.
 */
export function settle(outcome: Outcome, dispute: Dispute | undefined, strict: boolean): Outcome {
  if (outcome.kind !== 'violation' || !dispute || strict) return outcome;
  const { observed } = outcome;
  const known = dispute.observed.some(
    ({ effect, status }) => effect === observed?.effect && status === observed.status,
  );
  return known ? { ...outcome, kind: 'disputed', dispute: dispute.id } : outcome;
}
