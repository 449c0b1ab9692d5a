import { describe, expect, test } from 'vitest';
import type { Answer, Client } from '../client/client.ts';
import type { Library } from '../contract/library.ts';
import { violation } from '../outcome.ts';
import type { Requirement, Watcher } from '../requirement.ts';
import { smallRegistry } from './small-run.test-data.ts';
import { startWatch } from './watch.ts';

const { library, requirements } = smallRegistry();

const client: Client = {
  send: async ({ path }) => ({ exchange: { path } }) as Answer,
  observed: (listen) => ({
    ...client,
    async send(request) {
      const answer = await client.send(request);
      listen(answer.exchange);
      return answer;
    },
  }),
  watch: () => {
    throw new Error('nothing is watched here');
  },
  now: () => 0,
  count: () => 0,
  close: () => {},
};

function watching(watcher: Partial<Watcher>, seeLibrary: (library: Library) => void = () => {}): Requirement {
  const watch = (told: Library): Watcher => {
    seeLibrary(told);
    return { observe: () => {}, conclude: () => [], ...watcher };
  };
  return { ...(requirements[0] as Requirement), watch };
}

const get = (path: string) => ({ method: 'GET', path }) as const;
const finding = { name: 'a', outcome: violation({ reason: 'r', expected: 'e', actual: 'a' }) };

describe('a watch', () => {
  test('shows every answer to every watcher once, also those of observed clients', async () => {
    const paths: string[][] = [[], []];
    const both = paths.map((seen) => watching({ observe: ({ exchange }) => seen.push(exchange.path) }));
    const over = startWatch(both, library, ['things']).over(client);
    const heard: string[] = [];
    const observed = over.observed(({ path }) => heard.push(path));
    await over.send(get('/1'));
    await observed.send(get('/2'));
    await observed.observed(() => {}).send(get('/3'));
    expect(paths).toEqual([
      ['/1', '/2', '/3'],
      ['/1', '/2', '/3'],
    ]);
    expect(heard).toEqual(['/2']);
  });

  test('shows nothing of a request that got no answer', async () => {
    const seen: unknown[] = [];
    const failing = { ...client, send: () => Promise.reject(new Error('interrupted')) };
    const over = startWatch([watching({ observe: (answer) => seen.push(answer) })], library, ['things']).over(failing);
    await expect(over.send(get('/1'))).rejects.toThrow('interrupted');
    expect(seen).toEqual([]);
  });

  test('leaves the client as it is where nobody watches', () => {
    expect(startWatch(requirements, library, ['things']).over(client)).toBe(client);
  });

  test('gives what a watcher concludes, and nothing for a requirement without one', () => {
    const one = watching({ conclude: () => [finding] });
    const watch = startWatch([one], library, ['things']);
    expect(watch.conclude(one)).toEqual([finding]);
    expect(watch.conclude(requirements[1] as Requirement)).toEqual([]);
  });

  test('takes the failure of one watcher for an error of the suite: the sender and the others do not suffer', async () => {
    let seen = 0;
    const bad = watching({
      observe: () => {
        throw new Error('oops');
      },
    });
    const good = watching({ observe: () => seen++, conclude: () => [finding] });
    const watch = startWatch([bad, good], library, ['things']);
    const over = watch.over(client);
    await over.send(get('/1'));
    await over.send(get('/2'));
    expect(seen).toBe(2);
    expect(watch.conclude(bad)).toEqual([
      { name: '(the watcher)', outcome: { kind: 'error', reason: 'the watcher failed: oops' } },
    ]);
    expect(watch.conclude(good)).toEqual([finding]);
  });

  test('takes a failure to conclude for an error too', () => {
    const bad = watching({
      conclude: () => {
        throw new Error('oops');
      },
    });
    expect(startWatch([bad], library, ['things']).conclude(bad)).toMatchObject([{ outcome: { kind: 'error' } }]);
  });

  test('tells of the contracts of the profiles of the run, and of no others', () => {
    const told: string[][] = [];
    const spy = watching({}, ({ contracts }) => told.push([...contracts.keys()]));
    startWatch([spy], library, ['things']);
    startWatch([spy], library, []);
    expect(told).toEqual([['thing-update'], []]);
  });
});
