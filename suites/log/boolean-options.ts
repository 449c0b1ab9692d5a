import type { Resource } from '../../src/contract/contract.ts';
import type { Case } from '../../src/requirement.ts';
import { lawfulOptionsCase } from './option-cases.ts';

/**
 * The spellings of an option that is on or off. Only `true` and `false` are values of a boolean (OpenAPI 3.1); kube-apiserver takes
 * all others too (recordings, `pod-log` step 12), and may as well refuse them, but clients written for it send some of these.
 */
export function switchCases(resource: Resource, name: 'timestamps' | 'follow' | 'previous'): Case[] {
  const caseOf = (value: string) => ({ name: value, what: `${name}=${value}`, query: { [name]: value } });
  return [
    ...['true', 'false'].map((value) => lawfulOptionsCase(resource, caseOf(value))),
    ...['1', '0'].map((value) => lawfulOptionsCase(resource, { ...caseOf(value), tolerated: true })),
  ];
}
