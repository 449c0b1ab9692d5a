import { isObject, sameJson } from '../../../specs/json.ts';
import { type Claim, claimsOf } from './claims.ts';
import type { ContractSource } from './contract-source.ts';
import { type DocumentText, readDocumentText } from './document-text.ts';
import { type Fact, type Finding, samePlace, sameScope, type TextFact, wordsOf } from './facts.ts';

/** Where contracts and document texts part. */
export interface Verification {
  /** Promised by a document, and not in its contract. `file` and `line` are the document's. */
  readonly missing: readonly Finding[];
  /** Claimed by a contract, and not in its document, or not where it says. `file` and `line` are the contract's. */
  readonly absent: readonly Finding[];
}

/**
 * Holds contracts against the texts of their documents (by file name, as the contract's `x-document.file` gives it):
 * every locator, and every fact that can be compared: paths, methods, parameters, their types and values, status codes,
 * fields, examples.
 */
export function verifyDocuments(
  contracts: readonly ContractSource[],
  texts: ReadonlyMap<string, string>,
): Verification {
  const missing: Finding[] = [];
  const absent: Finding[] = [];
  const unclaimed = new Map(texts);
  for (const contract of contracts) {
    const { id, file } = documentOf(contract);
    const text = texts.get(file);
    unclaimed.delete(file);
    if (text === undefined) {
      const line = contract.lineOf(['info', 'x-document']);
      absent.push({
        document: id,
        locator: { section: '' },
        fact: `there is no text ${file}`,
        file: contract.name,
        line,
      });
      continue;
    }
    const found = verifyDocument(id, contract, readDocumentText(file, text));
    missing.push(...found.missing);
    absent.push(...found.absent);
  }
  for (const file of unclaimed.keys()) {
    missing.push({
      document: file,
      locator: { section: '' },
      fact: 'no contract is about this document',
      file,
      line: 1,
    });
  }
  return { missing, absent };
}

function documentOf({ name, data }: ContractSource): { id: string; file: string } {
  const info = isObject(data) && isObject(data['info']) ? data['info'] : {};
  const { id, file } = isObject(info['x-document']) ? info['x-document'] : {};
  return { id: typeof id === 'string' ? id : name, file: typeof file === 'string' ? file : name };
}

function verifyDocument(document: string, contract: ContractSource, text: DocumentText): Verification {
  const claims = claimsOf(contract);
  const absent = claims.flatMap((claim) =>
    faultsOf(claim, text).map((fact): Finding => {
      const locator = claim.place ?? { section: '' };
      return { document, locator, fact, file: contract.name, line: contract.lineOf(claim.path) };
    }),
  );
  const missing = text.facts
    .filter((fact) => !isClaimed(fact, claims, text.facts))
    .map((fact): Finding => {
      return { document, locator: fact.place, fact: wordsOf(fact), file: text.name, line: fact.line };
    });
  return { missing, absent };
}

/** What is wrong with a claim: its locator, its words, its facts. */
function faultsOf({ place, facts, words }: Claim, text: DocumentText): string[] {
  if (!place) return facts.map((fact) => `${wordsOf(fact)}: has no locator`);
  if (!text.hasSection(place.section)) return [`there is no section ${place.section}`];
  const there = text.textAt(place);
  if (there === undefined) return [`there is no row ${place.row} in section ${place.section}`];
  const wrong = facts.flatMap((fact) => {
    const said = text.facts.filter((other) => saysTheSame(fact, other));
    if (said.length === 0) return [wordsOf(fact)];
    return said.some((other) => samePlace(place, other.place)) ? [] : [`${wordsOf(fact)}: stands elsewhere`];
  });
  return [...wrong, ...words.filter((word) => !there.includes(word)).map((word) => `speaks of ${word}`)];
}

/** A fact of the text is claimed where a claim says the same at the same place, or at another that says it too. */
function isClaimed(fact: TextFact, claims: readonly Claim[], all: readonly TextFact[]): boolean {
  const places = fact.repeated ? all.filter((other) => other.what === fact.what && sameScope(fact, other)) : [fact];
  return claims.some(({ place, facts, implied }) => {
    if (!place || !places.some((one) => samePlace(place, one.place))) return false;
    return [...facts, ...implied].some((claimed) => saysTheSame(claimed, fact));
  });
}

function saysTheSame(claimed: Omit<Fact, 'place'>, fact: TextFact): boolean {
  const same = claimed.what === fact.what && sameScope(claimed, fact);
  return same && sameJson(claimed.value, fact.value);
}
