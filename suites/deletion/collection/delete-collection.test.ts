import { describe, expect, test } from 'vitest';
import type { Client, Request } from '../../../src/client/client.ts';
import { InconclusiveError } from '../../../src/errors.ts';
import type { World } from '../../../src/requirement.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { answer, resource, thing } from '../answers.test-data.ts';
import { inCorner } from './corner.ts';
import { deleteCollection, listAll } from './delete-collection.ts';
import { aged, tokenIn } from './tokens.ts';

/** A world in the namespace `ns`, whose lists show these objects; what is sent to it is kept. */
function worldOf(items: readonly unknown[], status = 200) {
  const sent: string[] = [];
  const client = {
    send: async ({ method, path }: Request) => {
      sent.push(`${method} ${path}`);
      return method === 'GET' ? answer(status, { items }) : answer(200);
    },
  } as unknown as Client;
  let others = 0;
  const sandbox = {
    namespace: async () => ({ name: 'ns', uid: 'u' }),
    another: () => ({ namespace: async () => ({ name: `other-${++others}`, uid: 'u' }) }),
  } as unknown as Sandbox;
  const world: World = { client, sandbox, seed: 1, effort: 'quick' };
  return { world, sent };
}

describe('a deletion of a collection', () => {
  test('is sent after a list that is asked for in the same way', async () => {
    const { world, sent } = worldOf([thing('a')]);
    await deleteCollection(world, resource, { query: 'limit=1' });
    expect(sent).toEqual(['GET /api/v1/namespaces/ns/things?limit=1', 'DELETE /api/v1/namespaces/ns/things?limit=1']);
  });

  test('is not sent where that shows what is in another namespace', async () => {
    const { world, sent } = worldOf([thing('a'), thing('b', { namespace: 'production' })]);
    await expect(deleteCollection(world, resource, { query: '' })).rejects.toThrow(InconclusiveError);
    expect(sent).toEqual(['GET /api/v1/namespaces/ns/things']);
  });

  test('is sent where the list is refused: so it ought to be itself', async () => {
    const { world, sent } = worldOf([], 400);
    await deleteCollection(world, resource, { query: 'labelSelector=!!' });
    expect(sent).toHaveLength(2);
  });

  test('cannot be judged where what is left cannot be listed', async () => {
    await expect(listAll(worldOf([], 500).world, resource)).rejects.toThrow(InconclusiveError);
  });
});

describe('a namespace of its own', () => {
  const name = async ({ sandbox }: World) => (await sandbox.namespace()).name;

  test('is never that of the chapter, and is used again', async () => {
    const { world } = worldOf([]);
    const corner = await inCorner(world, async (one) => one.sandbox);
    expect(corner).not.toBe(world.sandbox);
    expect(await inCorner(world, async (one) => one.sandbox)).toBe(corner);
  });

  test('has one check at a time', async () => {
    const { world } = worldOf([]);
    const inUse: World['sandbox'][] = [];
    await Promise.all(
      Array.from({ length: 20 }, () =>
        inCorner(world, async ({ sandbox }) => {
          expect(inUse).not.toContain(sandbox);
          inUse.push(sandbox);
          await new Promise((resolve) => setImmediate(resolve));
          inUse.splice(inUse.indexOf(sandbox), 1);
        }),
      ),
    );
  });

  test('in which a check broke off is used by no other', async () => {
    const { world } = worldOf([]);
    let broken: World['sandbox'] | undefined;
    await inCorner(world, async (one) => {
      broken = one.sandbox;
      throw new Error('broke off');
    }).catch(() => {});
    expect(await inCorner(world, async (one) => one.sandbox)).not.toBe(broken);
    expect(await name(world)).toBe('ns');
  });
});

describe('a token', () => {
  const token = (told: unknown) => Buffer.from(JSON.stringify(told)).toString('base64url');

  test.each([
    [
      { v: 'meta.k8s.io/v1', rv: 77, start: 'a' },
      { v: 'meta.k8s.io/v1', rv: 1, start: 'a' },
    ],
    [{ rv: '77' }, { rv: '1' }],
  ])('%j can be made old', (told, old) => {
    expect(JSON.parse(Buffer.from(aged(token(told)) ?? '', 'base64url').toString())).toEqual(old);
  });

  test.each(['no token', token({ start: 'a' }), token('text')])('%s cannot', (one) => {
    expect(aged(one)).toBeUndefined();
  });

  test.each([
    [{ metadata: { continue: 't' } }, 't'],
    [{ metadata: { continue: '' } }, undefined],
    [{ metadata: {} }, undefined],
    [undefined, undefined],
  ])('in %j is %j', (body, found) => {
    expect(tokenIn({ answer: answer(200, body) })).toBe(found);
  });
});
