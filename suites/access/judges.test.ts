import { describe, expect, test } from 'vitest';
import { answerOf, refusal } from '../answers.test-data.ts';
import { judgeAsking, marker, type SeenAsking } from './asked-by.ts';
import { judgeCreation, type SeenCreation } from './creation.ts';
import { judgeAround } from './ways-around.ts';

const object = { kind: 'Pod', metadata: { name: 'pod-1', uid: 'uid-7f3a', resourceVersion: '1' } };
const changed = { ...object, metadata: { ...object.metadata, resourceVersion: '2', labels: { a: '1' } } };
const forbidden = refusal(403, 'Forbidden');
const refused: SeenAsking = {
  operation: { writes: true },
  before: object,
  answer: forbidden,
  after: object,
  control: answerOf(200, object),
  allowed: undefined,
};
const leaky = (text: string) => refusal(403, 'Forbidden', { message: `no: ${text}` });

describe('a request by somebody who may not make it', () => {
  test.each<[string, Partial<SeenAsking>, string, string?]>([
    ['refused as it should be', {}, 'pass'],
    ['answered 200', { answer: answerOf(200, object) }, 'violation', 'is let through'],
    ['answered 200 and done', { answer: answerOf(200), after: changed }, 'violation', 'is let through'],
    ['refused and done', { after: changed }, 'violation', 'and yet changes the object'],
    ['refused, and the object is gone', { after: {} }, 'violation', 'deletes the object'],
    ['refused with the marker', { answer: leaky(marker) }, 'violation', 'shown something of the object'],
    ['refused with the uid', { answer: leaky('uid-7f3a') }, 'violation', 'shown something of the object'],
    ['refused with another status', { answer: refusal(404, 'NotFound') }, 'violation', 'refused with 404, not 403'],
    [
      'refused with a fault, twice',
      { answer: refusal(500, 'InternalError') },
      'violation',
      'refused with 500, not 403',
    ],
    ['refused with no Status', { answer: answerOf(403, 'no') }, 'violation', 'the body is no Status'],
    ['let through where the server says that the caller may', { answer: answerOf(200), allowed: true }, 'unsupported'],
    ['refused while the server is away', { answer: answerOf(503) }, 'inconclusive'],
    ['refused to the run as well', { control: forbidden }, 'unsupported'],
    ['of no use to the run', { control: refusal(409, 'Conflict') }, 'inconclusive'],
    ['a write that is a bad one', { control: refusal(400, 'BadRequest') }, 'inconclusive'],
    ['a reading of nothing', { control: refusal(400, 'BadRequest'), operation: { writes: false } }, 'pass'],
  ])('%s', (_what, seen, kind, reason = '') => {
    const outcome = judgeAsking('it', [403], { ...refused, ...seen });
    expect(outcome.kind).toBe(kind);
    expect('reason' in outcome ? outcome.reason : '').toContain(reason);
  });
});

describe('a creation by somebody who may not create', () => {
  const nothing: SeenCreation = {
    answer: forbidden,
    found: refusal(404, 'NotFound'),
    control: answerOf(201, object),
    allowed: undefined,
  };
  test.each<[string, Partial<SeenCreation>, string]>([
    ['refused', {}, 'pass'],
    ['answered 201', { answer: answerOf(201, object), found: answerOf(200, object) }, 'violation'],
    ['refused, and the object is there', { found: answerOf(200, object) }, 'violation'],
    ['refused with 401', { answer: refusal(401, 'Unauthorized') }, 'violation'],
    ['let through where the server says that the caller may', { answer: answerOf(201), allowed: true }, 'unsupported'],
    ['refused, and it cannot be seen what is there', { found: answerOf(503) }, 'inconclusive'],
    ['refused to the run as well', { control: forbidden }, 'inconclusive'],
  ])('%s', (_what, seen, kind) => {
    expect(judgeCreation('it', [403], { ...nothing, ...seen }).kind).toBe(kind);
  });
});

describe('a way around', () => {
  test.each<[string, Partial<SeenAsking>, string]>([
    ['that is refused is none', {}, 'pass'],
    ['that finds nothing is none', { answer: answerOf(404, '404 page not found') }, 'pass'],
    ['that leads elsewhere is none', { answer: answerOf(301) }, 'pass'],
    ['that shows the object', { answer: answerOf(200, object) }, 'violation'],
    ['that shows something of it in a refusal', { answer: leaky(marker) }, 'violation'],
    ['that is answered 200 without a body', { answer: answerOf(200) }, 'violation'],
    ['that changes the object', { after: changed }, 'violation'],
    ['that the server says is lawful', { answer: answerOf(200, object), allowed: true }, 'unsupported'],
    ['that is answered with a fault', { answer: answerOf(500) }, 'inconclusive'],
  ])('%s', (_what, seen, kind) => {
    expect(judgeAround('a way', 'nobody', { ...refused, ...seen }).kind).toBe(kind);
  });
});
