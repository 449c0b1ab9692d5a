import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claimsOf } from './claims.ts';
import { parseContractSource } from './contract-source.ts';

const folder = new URL('../../../specs/documents/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.openapi.yaml'));

/** The kind of a fact: what it says without the names and values in it. */
function kindOf(what: string): string {
  return what
    .replace(/(parameter|^field) \S+/, '$1 …')
    .replace(/\b[1-5]\d\d\b/, '…')
    .replace(/(as|with|of type|allows|a body of) \S+$/, '$1 …')
    .replace(/is \S+ by default/, 'is … by default');
}

describe('the claims of our own contracts', () => {
  it.each(files)('%s: as many of each kind as its document has', (name) => {
    const claims = claimsOf(parseContractSource(name, readFileSync(new URL(name, folder), 'utf8')));
    const counts: Record<string, number> = {};
    const count = (kind: string) => {
      counts[kind] = (counts[kind] ?? 0) + 1;
    };
    for (const claim of claims) {
      for (const { what } of claim.facts) count(kindOf(what));
      if (claim.path.includes('x-rules')) count('rule in words');
      expect(claim.place).toBeDefined();
    }
    expect(Object.fromEntries(Object.entries(counts).sort())).toMatchSnapshot();
  });
});
