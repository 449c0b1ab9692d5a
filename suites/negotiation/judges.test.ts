import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/client/client.ts';
import { movedOn } from './forms.ts';
import { judgeProjected } from './metadata-alone.ts';
import { judgePretty } from './pretty.ts';
import { judgeForm, parsedYaml } from './weights.ts';
import { judgeYaml } from './yaml.ts';

const object = { kind: 'Thing', metadata: { name: 'n', resourceVersion: '1' }, spec: { x: 1 } };
const later = { ...object, metadata: { name: 'n', resourceVersion: '2' } };
const yaml = 'kind: Thing\nmetadata:\n  name: n\n  resourceVersion: "1"\nspec:\n  x: 1\n';
const notAcceptable = {
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  code: 406,
  message: 'no',
  reason: 'NotAcceptable',
};

function answer(status: number, type: string | undefined, value: unknown): Answer {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const body = typeof value === 'string' ? undefined : value;
  const headers = type === undefined ? {} : { 'content-type': type };
  return { status, headers, body, exchange: { responseBody: text } as Answer['exchange'] };
}

describe('an answer to a list of forms', () => {
  const json = 'application/json';
  const kindOf = (given: Answer, types: string[], orNone?: true) =>
    judgeForm({ weighed: { accept: 'x', types, ...(orNone && { orNone }) }, answer: given, plain: object }).kind;

  test.each<[string, Answer, string[], true | undefined, string]>([
    ['in the type', answer(200, json, object), [json], undefined, 'pass'],
    [
      'in the second where the first need not be there',
      answer(200, json, object),
      ['application/yaml', json],
      undefined,
      'pass',
    ],
    ['in YAML', answer(200, 'application/yaml', yaml), ['application/yaml', json], undefined, 'pass'],
    [
      'in what is wanted less',
      answer(200, 'application/yaml', yaml),
      [json, 'application/yaml'],
      undefined,
      'advisory',
    ],
    ['in another type', answer(200, 'text/plain', object), [json], undefined, 'violation'],
    ['without a type', answer(200, undefined, object), [json], undefined, 'violation'],
    ['with another value', answer(200, json, { ...object, spec: {} }), [json], undefined, 'violation'],
    [
      'with JSON that is said to be YAML',
      answer(200, 'application/yaml', object),
      ['application/yaml'],
      undefined,
      'violation',
    ],
    ['of another version', answer(200, json, later), [json], undefined, 'inconclusive'],
    ['refused', answer(406, json, notAcceptable), [json], undefined, 'violation'],
    ['refused where that is as good', answer(406, json, notAcceptable), [json], true, 'pass'],
    ['refused so without a Status', answer(406, json, 'no'), [json], true, 'violation'],
    ['a failure', answer(503, json, {}), [json], undefined, 'inconclusive'],
    [
      'protobuf',
      answer(200, 'application/vnd.kubernetes.protobuf', 'k8s\0x'),
      ['application/vnd.kubernetes.protobuf'],
      undefined,
      'pass',
    ],
    [
      'no protobuf',
      answer(200, 'application/vnd.kubernetes.protobuf', 'x'),
      ['application/vnd.kubernetes.protobuf'],
      undefined,
      'violation',
    ],
  ])('%s', (_what, given, types, orNone, kind) => {
    expect(kindOf(given, types, orNone)).toBe(kind);
  });
});

test('the version of a list is no matter, that of its items is', () => {
  const list = (version: string, item: unknown) => ({ metadata: { resourceVersion: version }, items: [item] });
  expect(movedOn(list('1', object), list('2', object))).toBe(false);
  expect(movedOn(list('1', object), list('1', later))).toBe(true);
  expect(movedOn({ rows: [{ object }] }, { items: [later] })).toBe(true);
  expect(movedOn({ rows: [{}] }, { items: [later] })).toBe(false);
});

test('a form is right, is not to be had, or is wrong', () => {
  const judged = (given: Answer, wrong?: string) => judgeProjected('Table', given, object, () => wrong).kind;
  expect(judged(answer(200, 'application/json', object))).toBe('pass');
  expect(judged(answer(200, 'application/json', object), 'wrong')).toBe('violation');
  expect(judged(answer(200, 'text/plain', object))).toBe('violation');
  expect(judged(answer(406, 'application/json', notAcceptable))).toBe('unsupported');
  expect(judged(answer(400, 'application/json', notAcceptable))).toBe('violation');
  expect(judged(answer(500, 'application/json', {}))).toBe('inconclusive');
});

test('YAML says what JSON says, or there is none', () => {
  expect(judgeYaml(answer(200, 'application/yaml', yaml), object).kind).toBe('pass');
  expect(judgeYaml(answer(200, 'application/yaml', yaml.replace('x: 1', 'x: 2')), object).kind).toBe('violation');
  expect(judgeYaml(answer(200, 'application/json', object), object).kind).toBe('violation');
  expect(judgeYaml(answer(200, 'application/yaml', ': ['), object).kind).toBe('violation');
  expect(judgeYaml(answer(200, 'application/yaml', yaml), later).kind).toBe('inconclusive');
  expect(judgeYaml(answer(406, 'application/json', notAcceptable), object).kind).toBe('unsupported');
  expect(parsedYaml('{"a":1}')).toBeUndefined();
});

test('what is to be laid out for people is', () => {
  const pretty = (value: unknown) => ({
    ...answer(200, 'application/json', object),
    exchange: { responseBody: JSON.stringify(value, null, 2) },
  });
  const judged = (given: unknown, plain: unknown) => judgePretty({ answer: given as Answer, plain }).kind;
  expect(judged(pretty(object), object)).toBe('pass');
  expect(judged(pretty(object), undefined)).toBe('pass');
  expect(judged(answer(200, 'application/json', object), object)).toBe('violation');
  expect(judged(pretty({ ...object, spec: {} }), object)).toBe('violation');
  expect(judged(answer(404, 'application/json', {}), object)).toBe('inconclusive');
});
