import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/client/client.ts';
import { judgeCollection } from './dry-deletion.ts';
import { judgeRefusals } from './dry-run-validates.ts';
import { judgeAgent } from './field-manager.ts';

function answer(status: number, body: unknown = {}): Answer {
  return { status, body, headers: {}, exchange: {} as never };
}

describe('a dry run of deleting a collection', () => {
  const tried = (status: number, ...left: string[]) => ({ asked: 'dryRun=All', answer: answer(status), left });
  const seen = { names: ['a', 'b'], tries: [tried(200, 'a', 'b')], real: answer(200), left: [] };

  test('deletes nothing, and is answered as the real one', () => {
    expect(judgeCollection(seen)).toEqual({ kind: 'pass' });
    expect(judgeCollection({ ...seen, tries: [tried(200, 'a', 'b', 'others')] })).toEqual({ kind: 'pass' });
  });

  test('may not delete any, or be answered otherwise', () => {
    expect(judgeCollection({ ...seen, tries: [tried(200, 'a')] }).kind).toBe('violation');
    expect(judgeCollection({ ...seen, tries: [tried(405, 'a', 'b')] }).kind).toBe('violation');
  });

  test('is not judged where the real one deletes nothing, or the server fails', () => {
    expect(judgeCollection({ ...seen, left: ['a', 'b'] }).kind).toBe('inconclusive');
    expect(judgeCollection({ ...seen, real: answer(405) }).kind).toBe('inconclusive');
    expect(judgeCollection({ ...seen, tries: [tried(503, 'a', 'b')] }).kind).toBe('inconclusive');
  });
});

describe('a dry run of what is refused', () => {
  const object = { metadata: { name: 'a', resourceVersion: '1' } };
  const refusal = answer(409, { reason: 'Conflict', message: 'no' });
  const seen = { before: object, dry: refusal, between: object, real: refusal, control: answer(200) };

  test('is refused alike', () => {
    expect(judgeRefusals(seen)).toEqual({ kind: 'pass' });
  });

  test('may not be taken, refused otherwise, or change anything', () => {
    expect(judgeRefusals({ ...seen, dry: answer(200) }).kind).toBe('violation');
    expect(judgeRefusals({ ...seen, dry: answer(409, { reason: 'AlreadyExists' }) }).kind).toBe('violation');
    expect(judgeRefusals({ ...seen, between: { metadata: { ...object.metadata, labels: {} } } }).kind).toBe(
      'violation',
    );
  });

  test('is not judged where the real one is taken, the lawful one refused, or the server fails', () => {
    expect(judgeRefusals({ ...seen, real: answer(200) }).kind).toBe('inconclusive');
    expect(judgeRefusals({ ...seen, control: answer(403) }).kind).toBe('inconclusive');
    expect(judgeRefusals({ ...seen, dry: answer(500) }).kind).toBe('inconclusive');
    expect(judgeRefusals({ ...seen, real: answer(500) }).kind).toBe('inconclusive');
  });
});

describe('without fieldManager', () => {
  const seen = { answer: answer(200), after: { metadata: { managedFields: [{ manager: 'agent' }] } } };

  test('the name is the beginning of the User-Agent', () => {
    expect(judgeAgent('agent/1.2 (x)', seen, ['agent'])).toEqual({ kind: 'pass' });
    expect(judgeAgent('agent/1.2 (x)', seen, ['other', 'agent/1.2 (x)'])).toEqual({ kind: 'pass' });
  });

  test('it may not be another, or none', () => {
    expect(judgeAgent('agent/1.2', seen, ['server']).kind).toBe('violation');
    expect(judgeAgent('agent/1.2', seen, ['']).kind).toBe('violation');
    expect(judgeAgent('agent/1.2', seen, []).kind).toBe('violation');
  });

  test('nothing is said where the write is refused', () => {
    expect(judgeAgent('agent/1.2', { ...seen, answer: answer(403) }, []).kind).toBe('inconclusive');
  });
});
