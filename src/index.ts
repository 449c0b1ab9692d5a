/** What a package of further suites needs: the shapes of a requirement, typed by functions that return what they are given. */
export { type Judgement, judgeKept, judgeUpdated, type ObservedWrite } from '../specs/oracles/update-rules.ts';
export type { Answer, Client, Request } from './client/client.ts';
export type { Contract, Resource } from './contract/contract.ts';
export type { Library } from './contract/library.ts';
export { ContractError, InconclusiveError, UsageError } from './errors.ts';
export { advisory, inconclusive, type Outcome, pass, unsupported, violation } from './outcome.ts';
export type { CaseRecord, RunRecord } from './record.ts';
export {
  type Case,
  type Chapter,
  defineCase,
  defineChapter,
  defineRequirement,
  type Plan,
  type Requirement,
  type World,
} from './requirement.ts';
