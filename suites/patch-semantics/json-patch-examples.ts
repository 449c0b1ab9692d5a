import type { JsonPatchOperation } from '../../specs/oracles/json-patch.ts';

/** A document, what is done to it, and what should become of it; without a result the patch must be refused. */
export interface DocumentExample {
  readonly name: string;
  readonly document: unknown;
  readonly operations: readonly JsonPatchOperation[];
  readonly result?: unknown;
  /** An operation is not even well formed: a server that finds it while it decodes may say 400. */
  readonly malformed?: true;
}

type Operation = JsonPatchOperation;

const add = (path: string, value: unknown): Operation => ({ op: 'add', path, value });
const replace = (path: string, value: unknown): Operation => ({ op: 'replace', path, value });
const test = (path: string, value: unknown): Operation => ({ op: 'test', path, value });
const remove = (path: string): Operation => ({ op: 'remove', path });
const move = (from: string, path: string): Operation => ({ op: 'move', from, path });
const copy = (from: string, path: string): Operation => ({ op: 'copy', from, path });

function becomes(name: string, document: unknown, operations: readonly Operation[], result: unknown): DocumentExample {
  return { name, document, operations, result };
}

function refused(name: string, document: unknown, ...operations: readonly Operation[]): DocumentExample {
  return { name, document, operations };
}

const names = { '': 0, '/': 1, '~': 2, '~1': 3, 'a/b': 4, 'm~n': 5, '0': 6, '-': 7, 'e f': 8, constructor: 9 };
const nested = { a: { b: { c: 1 } }, list: [{ n: 1 }, { n: 2 }] };

/** @see RFC 6902 section 4 and its appendix A */
const operations: readonly DocumentExample[] = [
  becomes('add/a member', { a: 1 }, [add('/b', 2)], { a: 1, b: 2 }),
  becomes('add/over a member', { a: 1 }, [add('/a', [2])], { a: [2] }),
  becomes('add/an object', { a: 1 }, [add('/b', { c: { d: 1 } })], { a: 1, b: { c: { d: 1 } } }),
  becomes('add/first in a list', ['a', 'b'], [add('/0', 'c')], ['c', 'a', 'b']),
  becomes('add/within a list', ['a', 'b'], [add('/1', 'c')], ['a', 'c', 'b']),
  becomes('add/at the length of a list', ['a', 'b'], [add('/2', 'c')], ['a', 'b', 'c']),
  becomes('add/at the end of a list', ['a', 'b'], [add('/-', ['c'])], ['a', 'b', ['c']]),
  becomes('add/to an empty list', [], [add('/0', 'a'), add('/-', 'b')], ['a', 'b']),
  becomes('add/a minus is a name in an object', { a: 1 }, [add('/-', 2)], { a: 1, '-': 2 }),
  refused('add/beyond a list', ['a', 'b'], add('/3', 'c')),
  refused('add/a name in a list', ['a', 'b'], add('/a', 'c')),
  refused('add/where the parent is absent', { a: 1 }, add('/b/c', 2)),
  refused('add/into a text', { a: 'text' }, add('/a/b', 1)),
  becomes('remove/a member', { a: 1, b: 2 }, [remove('/a')], { b: 2 }),
  becomes('remove/from a list', ['a', 'b', 'c'], [remove('/1')], ['a', 'c']),
  becomes('remove/deep down', nested, [remove('/a/b/c'), remove('/list/0/n')], { a: { b: {} }, list: [{}, { n: 2 }] }),
  refused('remove/an absent member', { a: 1 }, remove('/b')),
  refused('remove/twice', { a: 1 }, remove('/a'), remove('/a')),
  refused('remove/behind a list', ['a', 'b'], remove('/2')),
  refused('remove/the end of a list', ['a', 'b'], remove('/-')),
  becomes('replace/a member', { a: 1, b: 2 }, [replace('/a', 3)], { a: 3, b: 2 }),
  becomes('replace/an object as a whole', { a: { b: 1, c: 2 } }, [replace('/a', { d: 3 })], { a: { d: 3 } }),
  becomes('replace/in a list', ['a', 'b', 'c'], [replace('/1', 'd')], ['a', 'd', 'c']),
  refused('replace/behind a list', ['a', 'b'], replace('/2', 'c')),
  refused('replace/the end of a list', ['a', 'b'], replace('/-', 'c')),
  becomes('move/a member', nested, [move('/a/b', '/d')], { a: {}, list: [{ n: 1 }, { n: 2 }], d: { c: 1 } }),
  becomes('move/over a member', { a: 1, b: 2 }, [move('/a', '/b')], { b: 1 }),
  becomes('move/forward in a list', ['a', 'b', 'c'], [move('/0', '/2')], ['b', 'c', 'a']),
  becomes('move/back in a list', ['a', 'b', 'c'], [move('/2', '/0')], ['c', 'a', 'b']),
  becomes('move/to the end of a list', ['a', 'b', 'c'], [move('/0', '/-')], ['b', 'c', 'a']),
  becomes('move/to its own place', { a: 1 }, [move('/a', '/a')], { a: 1 }),
  becomes('move/out of a list', nested, [move('/list/0/n', '/n')], { ...nested, list: [{}, { n: 2 }], n: 1 }),
  refused('move/an absent member', { a: 1 }, move('/b', '/c')),
  refused('move/behind what is left of a list', ['a', 'b'], move('/0', '/2')),
  becomes('copy/a member', { a: { b: 1 } }, [copy('/a', '/c')], { a: { b: 1 }, c: { b: 1 } }),
  becomes('copy/is no link', { a: { b: 1 } }, [copy('/a', '/c'), replace('/c/b', 2)], { a: { b: 1 }, c: { b: 2 } }),
  becomes('copy/into a list', { a: 1, list: [2, 3] }, [copy('/a', '/list/1')], { a: 1, list: [2, 1, 3] }),
  refused('copy/from behind a list', ['a', 'b'], copy('/2', '/0')),
  refused('copy/where the parent is absent', { a: 1 }, copy('/a', '/b/c')),
  becomes('order/of operations counts', { a: 1 }, [move('/a', '/b'), add('/a', 2), copy('/b', '/c')], {
    a: 2,
    b: 1,
    c: 1,
  }),
  becomes('order/indices are of the list as it then is', ['a', 'b', 'c'], [remove('/0'), remove('/0')], ['c']),
  becomes('members/unknown ones of an operation are passed over', {}, [{ ...add('/a', 1), more: 2 } as Operation], {
    a: 1,
  }),
];

/** @see RFC 6902 section 4.6 */
const tests: readonly DocumentExample[] = [
  becomes('test/equal', nested, [test('/a', { b: { c: 1 } }), test('/list/1', { n: 2 })], nested),
  becomes('test/members in another order', { a: { b: 1, c: 2 } }, [test('/a', { c: 2, b: 1 })], { a: { b: 1, c: 2 } }),
  becomes('test/the document itself', nested, [test('', nested)], nested),
  becomes('test/then change', { a: 1 }, [test('/a', 1), replace('/a', 2), test('/a', 2)], { a: 2 }),
  refused('test/another text', { a: 'x' }, test('/a', 'y')),
  refused('test/a text of digits is no number', { a: 10 }, test('/a', '10')),
  refused('test/a list in another order', { a: [1, 2] }, test('/a', [2, 1])),
  refused('test/part of an object', { a: { b: 1, c: 2 } }, test('/a', { b: 1 })),
  refused('test/part of a list', { a: [1, 2] }, test('/a', [1])),
  refused('test/false is not null', { a: false }, test('/a', null)),
  refused('test/an empty text is not null', { a: '' }, test('/a', null)),
  refused('test/an absent member', { a: 1 }, test('/b', 1)),
  refused('test/fails after a change', { a: 1 }, replace('/a', 2), test('/a', 1)),
];

/** A null is a value like any other; it takes nothing away. */
const nulls: readonly DocumentExample[] = [
  becomes('null/tested', { a: null }, [test('/a', null)], { a: null }),
  becomes('null/copied and moved', { a: null }, [copy('/a', '/b'), move('/a', '/c')], { b: null, c: null }),
  becomes('null/removed', { a: null, b: 1 }, [remove('/a')], { b: 1 }),
  becomes('null/within a value', { a: 1 }, [add('/b', { c: null })], { a: 1, b: { c: null } }),
];

/** @see RFC 6901 section 4 */
const pointers: readonly DocumentExample[] = [
  becomes(
    'pointer/names that need care',
    names,
    [
      test('/', 0),
      test('/~1', 1),
      test('/~0', 2),
      test('/~01', 3),
      test('/a~1b', 4),
      test('/m~0n', 5),
      test('/0', 6),
      test('/-', 7),
      test('/e f', 8),
      test('/constructor', 9),
    ],
    names,
  ),
  becomes('pointer/a slash is written', { 'a/b': 1 }, [replace('/a~1b', 2), add('/c~1d', 3)], { 'a/b': 2, 'c/d': 3 }),
  becomes('pointer/a tilde is written', { 'm~n': 1 }, [replace('/m~0n', 2), add('/o~0p', 3)], { 'm~n': 2, 'o~p': 3 }),
  becomes('pointer/the slash is decoded before the tilde', { '/': 1, '~1': 2 }, [remove('/~01')], { '/': 1 }),
  becomes('pointer/escapes in from', { 'a/b': 1, 'm~n': 2 }, [move('/a~1b', '/x'), copy('/m~0n', '/y')], {
    'm~n': 2,
    x: 1,
    y: 2,
  }),
  becomes('pointer/a digit is a name in an object', { '0': 'a' }, [add('/1', 'b'), remove('/0')], { '1': 'b' }),
  becomes('pointer/an escape is not decoded twice', { '~01': 1, '~1': 2 }, [remove('/~001')], { '~1': 2 }),
  refused('pointer/letters are no index', ['a', 'b'], replace('/1e0', 'c')),
  { ...refused('pointer/without a slash', { a: 1 }, { op: 'add', path: 'b', value: 2 }), malformed: true },
];

/** What every JSON Patch means, whatever document it is of. */
export const documentExamples: readonly DocumentExample[] = [...operations, ...tests, ...nulls, ...pointers];

/**
 * Where servers are known to part from the RFC in what they make of a null: kube-apiserver 1.33 does not find it equal to null
 * again. A null in a list ends the connection there, and is never sent.
 */
export const nullExamples: readonly DocumentExample[] = [
  becomes('null-unequal/added', { a: 1 }, [add('/b', null)], { a: 1, b: null }),
  becomes('null-unequal/replaces', { a: 1 }, [replace('/a', null)], { a: null }),
];

/** Where servers are known to take more than the RFC gives; the name is that of the latitude. @see JsonPatchLatitude */
export const latitudeExamples: readonly DocumentExample[] = [
  refused('negative-index/add', ['a', 'b'], add('/-1', 'c')),
  refused('negative-index/remove', ['a', 'b'], remove('/-1')),
  refused('loose-index', ['a', 'b'], replace('/01', 'c')),
  refused('replace-absent', { a: 1 }, replace('/b', 2)),
  refused('test-absent-null', { a: 1 }, test('/b', null)),
  refused('copy-absent', { a: 1 }, copy('/b', '/c')),
  { ...refused('value-absent', { a: 1 }, { op: 'add', path: '/b' }), malformed: true },
  { ...refused('lone-tilde', { 'm~n': 1 }, replace('/m~n', 2)), malformed: true },
  { ...refused('no-leading-slash', { a: 1 }, { op: 'copy', from: 'other/a', path: '/b' }), malformed: true },
  refused('move-into-itself', [{ n: 1 }, { n: 2 }], move('/0', '/0/was')),
];
