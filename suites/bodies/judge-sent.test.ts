import { describe, expect, test } from 'vitest';
import { judgeMutated, judgeSent, type SentBody } from './judge-sent.ts';

const object = (annotation = 'given', label = 'a') => ({
  kind: 'Thing',
  metadata: { name: 'n', resourceVersion: '1', annotations: { covenant: annotation }, labels: { l: label } },
  spec: { x: 1 },
});
const refusal = (code: number, reason?: string) => ({
  status: code,
  body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message: 'no', ...(reason && { reason }) },
});
const there = (body: unknown = object()) => ({ status: 200, body });
const gone = refusal(404, 'NotFound');
const sent = (more: Partial<SentBody>): SentBody => ({
  what: 'a body',
  before: object(),
  answer: refusal(400, 'BadRequest'),
  after: there(),
  ...more,
});
const kindOf = (more: Partial<SentBody>) => judgeSent(sent(more)).kind;

describe('a body that makes no sense', () => {
  test.each<[string, Partial<SentBody>, string]>([
    ['refused with 4xx, a Status, and nothing changes', {}, 'pass'],
    ['taken, and only what it writes changes', { answer: there(object('sent')), after: there(object('sent')) }, 'pass'],
    ['refused without a Status', { answer: { status: 400, body: 'no' } }, 'violation'],
    ['refused, and yet changed', { after: there(object('sent')) }, 'violation'],
    ['refused, and yet gone', { after: gone }, 'violation'],
    ['answered 500', { answer: refusal(500, 'InternalError') }, 'violation'],
    ['answered 500 without a reason', { answer: refusal(500) }, 'violation'],
    ['so where that is known', { answer: refusal(500), known: 'untyped' }, 'advisory'],
    [
      'with a reason where only that without is known',
      { answer: refusal(500, 'InternalError'), known: 'untyped' },
      'violation',
    ],
    ['with a reason where any is known', { answer: refusal(500, 'InternalError'), known: 'any' }, 'advisory'],
    ['known, and yet changed', { answer: refusal(500), known: 'untyped', after: there(object('x')) }, 'violation'],
    ['answered by a gateway', { answer: { status: 502, body: undefined } }, 'inconclusive'],
    ['taken for something else', { answer: there(), after: there({ ...object('sent'), spec: { x: 2 } }) }, 'violation'],
    ['never answered', { answer: undefined }, 'violation'],
    ['of which nothing can be read then', { after: { status: 500, body: undefined } }, 'inconclusive'],
  ])('%s', (_what, more, kind) => {
    expect(kindOf(more)).toBe(kind);
  });
});

describe('a body that must be refused', () => {
  test.each<[string, Partial<SentBody>, string]>([
    ['with that status', {}, 'pass'],
    ['with another', { answer: refusal(422, 'Invalid') }, 'violation'],
    ['and is taken', { answer: there() }, 'violation'],
    [
      'and is taken and changes what it may write',
      { answer: there(object('sent')), after: there(object('sent')) },
      'violation',
    ],
  ])('%s', (_what, more, kind) => {
    expect(kindOf({ refused: [400], ...more })).toBe(kind);
  });
});

describe('a body that would make an object', () => {
  test.each<[string, Partial<SentBody>, string]>([
    ['refused, and nothing is made', { after: gone }, 'pass'],
    ['refused, and yet made', {}, 'violation'],
    ['taken, and made as answered', { answer: { status: 201, body: object() } }, 'pass'],
    ['taken, and another made', { answer: { status: 201, body: object('sent') } }, 'violation'],
    ['taken, and nothing made', { answer: { status: 201, body: object() }, after: gone }, 'violation'],
  ])('%s', (_what, more, kind) => {
    expect(kindOf({ before: undefined, ...more })).toBe(kind);
  });
});

test('a mutated body may mean anything, as long as the answer is what is stored', () => {
  const other = { ...object(), spec: { x: 2 } };
  expect(judgeMutated(sent({ answer: there(other), after: there(other) })).kind).toBe('pass');
  expect(judgeMutated(sent({ answer: there(), after: there(other) })).kind).toBe('violation');
  expect(judgeMutated(sent({ after: there(other) })).kind).toBe('violation');
  expect(judgeMutated(sent({ answer: refusal(500, 'InternalError') })).kind).toBe('violation');
  expect(judgeMutated(sent({ answer: there(), after: gone })).kind).toBe('violation');
  expect(judgeMutated(sent({})).kind).toBe('pass');
});

test("what a controller writes to the status in between is nobody's fault", () => {
  const by = (manager: string) => ({
    ...object(),
    metadata: { ...object().metadata, resourceVersion: '2', managedFields: [{ manager, subresource: 'status' }] },
    status: { ready: true },
  });
  const created = (now: object) =>
    judgeSent(sent({ before: undefined, answer: { status: 201, body: object() }, after: there(now) })).kind;
  expect(created(by('controller'))).toBe('pass');
  expect(created(by('kube-covenant'))).toBe('violation');
  expect(judgeMutated(sent({ answer: there(), after: there(by('controller')) })).kind).toBe('pass');
  expect(kindOf({ after: there(by('controller')) })).toBe('pass');
});

test('what another client writes to the rest of it makes it impossible to say', () => {
  const other = {
    ...object('theirs'),
    metadata: { ...object('theirs').metadata, managedFields: [{ manager: 'other' }] },
  };
  expect(kindOf({ after: there(other) })).toBe('inconclusive');
  expect(judgeMutated(sent({ answer: there(), after: there(other) })).kind).toBe('inconclusive');
});
