import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { byScenario, readFacts } from '../../../fixtures/reference-server/replay/facts.ts';
import type { Step } from '../../../fixtures/reference-server/replay/steps.ts';
import { isObject, valueAt } from '../../json.ts';
import { applyMergePatch } from '../merge-patch.ts';
import { wrongInRefusal } from '../refusal-status.ts';
import { type KnownServer, predictRefusal, type SentRequest, type ServedKind } from './index.ts';

const file = new URL('../../../fixtures/reference-server/replay/facts.jsonl', import.meta.url);
const recorded = readFacts(readFileSync(file, 'utf8'));

const written = ['GET', 'PUT', 'PATCH'];
const kinds: readonly ServedKind[] = [
  {
    ...{ group: '', version: 'v1', kind: 'Pod', plural: 'pods' },
    subresources: { status: written, ephemeralcontainers: written, log: ['GET'] },
  },
  { group: '', version: 'v1', kind: 'Endpoints', plural: 'endpoints', subresources: {} },
  { group: 'batch', version: 'v1', kind: 'Job', plural: 'jobs', subresources: { status: written } },
];

/** Whom a recorded request came from; one was sent with a token that nobody has, which the step does not tell apart. */
function callerOf({ scenario, step, authorization }: Step): SentRequest['caller'] {
  if (scenario === 'status-codes' && step === 52) return 'stranger';
  return authorization === 'other' ? 'powerless' : authorization === 'none' ? 'anonymous' : 'admin';
}

/** The requests of one scenario, each with what is known of the server when it comes, and what each version answered. */
function* requestsOf(steps: readonly Step[]) {
  const bodies = new Map<number, unknown>();
  const known = new Map<string, boolean | undefined>();
  const server: KnownServer = {
    kinds,
    hasNamespace: (name) => name === 'NS',
    has: (path) => (known.has(path) ? known.get(path) : false),
  };
  for (const step of steps) {
    const body = bodyOf(step, bodies);
    const [path = '', query = ''] = step.path.split('?');
    const request: SentRequest = {
      method: step.method,
      path: step.path,
      caller: callerOf(step),
      ...(step.headers['content-type'] !== undefined && { contentType: step.headers['content-type'] }),
      ...(step.headers['accept'] !== undefined && { accept: step.headers['accept'] }),
      ...(body !== undefined && { body }),
    };
    const facts = recorded.facts[recorded.steps.indexOf(step)] ?? [];
    const answers = facts.map(readAnswer);
    yield { step, request, server, answers };
    const [first] = answers;
    if (!first || query.includes('dryRun=All')) continue;
    const name = first.status === 201 && step.method === 'POST' ? nameIn(body) : undefined;
    if (step.method === 'POST' && first.status === 201)
      known.set(`${path}/${name}`, name === undefined ? undefined : true);
    else if (first.status < 300 && /^(PUT|PATCH)$/.test(step.method) && known.get(path) === undefined)
      known.set(path, true);
    // What a deletion leaves is not for these rules to know.
    if (step.method === 'DELETE' && first.status < 300)
      for (const one of known.keys()) if (one.startsWith(path)) known.set(one, undefined);
  }
}

/** The body of a step as text; undefined where it is made of an answer, which is not kept. */
function bodyOf({ step, body }: Step, bodies: Map<number, unknown>): string | undefined {
  if (!body) return undefined;
  if ('text' in body) return body.text.startsWith('3 MiB + ') ? 'a'.repeat(3 * 1024 * 1024 + 10) : body.text;
  const base = 'json' in body ? undefined : body.like === 'request' ? bodies.get(body.step) : undefined;
  if (!('json' in body) && base === undefined) return undefined;
  const value = 'json' in body ? body.json : applyMergePatch(base, body.patch);
  bodies.set(step, value);
  // The recordings write a long text as its repetition.
  return JSON.stringify(value, (_key, text) => {
    const [, part, times] = typeof text === 'string' ? (/^(.)\*(\d+)$/.exec(text) ?? []) : [];
    return part === undefined ? text : part.repeat(Number(times));
  });
}

function nameIn(body: string | undefined): string | undefined {
  const name = body === undefined ? undefined : valueAt(parse(body), ['metadata', 'name']);
  return typeof name === 'string' ? name : undefined;
}

/** An answer as its facts tell it: a Status of which no more is known than they say. */
function readAnswer(facts: string) {
  const [, status = '0', reason, about, causes = ''] =
    /^(\d+)(?: ([A-Za-z]+))?(?: \(([^)]*)\))?((?: [A-Za-z]*@\S*)*) #/.exec(facts) ?? [];
  const [kind, group, ...name] = about?.split(' ') ?? [];
  const body = {
    ...{ kind: 'Status', apiVersion: 'v1', status: 'Failure', message: 'not kept', code: Number(status) },
    ...(reason !== undefined && { reason }),
    details: {
      ...(kind && { kind }),
      ...(group && { group }),
      ...(name.join(' ') && { name: name.join(' ') }),
      causes: causes
        .trim()
        .split(' ')
        .filter(Boolean)
        .map((cause) => {
          const [why, field] = cause.split('@');
          return { reason: why, field, message: 'not kept' };
        }),
    },
  };
  return { status: Number(status), body };
}

/** Which rules speak of a refusal that these do not. */
function elsewhere({ scenario, method }: Step, status: number): string | undefined {
  if (method === 'PATCH') return 'the meaning of patches, and what they may change (recorded patches, update rules)';
  if (scenario === 'optimistic-concurrency' || (status === 409 && /^(PUT|DELETE)$/.test(method))) return 'concurrency';
  if (scenario === 'delete') return 'deletion';
  if (method === 'PUT' && status === 422) return 'what an update may change';
  if (method === 'POST' && status === 422) return 'the content of a kind';
  return undefined;
}

/** Refusals that follow from no rule, each with what is known of it. */
const peculiar: Readonly<Record<string, string>> = {
  'status-codes 12': 'a creation with a resourceVersion is answered 500',
  'request-options 28': 'unknown fields under Strict, which the rules of field validation are about',
  'request-options 29': 'repeated fields under Strict, which the rules of field validation are about',
  'status-codes 17': 'a member of another type, which the schema tells',
  'endpoints 35': 'a member of another type, which the schema tells',
  'pod-log 5': 'a container that the Pod has not',
  'pod-log 16': 'a Pod of several containers, none of them named',
};

const scenarios = [...byScenario(recorded.steps)];

describe.each(scenarios)('%s', (scenario, steps) => {
  test(`${scenario}: what must be refused was refused so, by every version; what is not was not, or other rules speak of it`, () => {
    const wrong: string[] = [];
    for (const { step, request, server, answers } of requestsOf(steps)) {
      const place = `${step.scenario} ${step.step}`;
      if (!step.path.includes('/namespaces/') || step.path.includes('/watch/')) continue;
      if (isElsewhereWhole(step)) continue;
      const owed = predictRefusal(request, server);
      for (const [index, answer] of answers.entries()) {
        const version = recorded.versions[index];
        if (owed) {
          const fault = wrongInRefusal(answer, owed);
          if (fault) wrong.push(`${place}, ${version}: ${fault}`);
        } else if (answer.status >= 400 && !(place in peculiar) && elsewhere(step, answer.status) === undefined) {
          wrong.push(`${place}, ${version}: no rule speaks of the answer ${answer.status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** Paging and watching have their own rules, about all that they ask. */
function isElsewhereWhole({ scenario }: Step): boolean {
  return scenario === 'paging' || scenario === 'watch';
}

test('the rules speak of most refusals that are theirs: about every one of the stages', () => {
  const spoken = new Map<number, number>();
  for (const [, steps] of scenarios) {
    for (const { step, request, server, answers } of requestsOf(steps)) {
      if (isElsewhereWhole(step) || !step.path.includes('/namespaces/')) continue;
      const owed = predictRefusal(request, server);
      const status = answers[0]?.status ?? 0;
      if (owed && isObject(answers[0]?.body)) spoken.set(status, (spoken.get(status) ?? 0) + 1);
    }
  }
  expect(Object.fromEntries([...spoken].sort(([a], [b]) => a - b))).toMatchInlineSnapshot(`
    {
      "400": 17,
      "401": 1,
      "403": 4,
      "404": 10,
      "405": 5,
      "406": 2,
      "409": 1,
      "413": 1,
      "415": 3,
      "422": 26,
    }
  `);
});
