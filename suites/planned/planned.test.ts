import { describe, expect, test } from 'vitest';
import { loadLibrary, resourcesOf } from '../../src/contract/library.ts';
import { contract, loadSpecs } from '../../src/contract/small-specs.test-data.ts';
import { query } from '../promises/selection.ts';
import { plannedChapters } from './index.ts';
import { plannedChapter } from './planned.ts';

const library = loadLibrary();

describe.each(plannedChapters.map((chapter) => [chapter.name, chapter] as const))('%s', (_name, chapter) => {
  test('checks nothing and says so', () => {
    const requirements = chapter.requirements(library);
    expect(requirements.length).toBeGreaterThan(0);
    for (const { planned, kills, cases, cites } of requirements) {
      expect(planned).toBe(true);
      expect(kills).toEqual([]);
      expect([
        ...cases({ target: { reachable: true, schemas: {}, schemaSource: 'none' } as never, seed: 1, effort: 'deep' }),
      ]).toEqual([]);
      expect(cites.length).toBeGreaterThan(0);
    }
  });

  test('names no kind where it speaks of any', () => {
    const kinds = resourcesOf(library).map(({ kind }) => kind);
    for (const { title } of chapter.requirements(loadSpecs({ 'documents/thing.openapi.yaml': things }))) {
      expect(kinds.filter((kind) => title.includes(kind))).toEqual([]);
      expect(title).not.toContain('{');
    }
  });
});

/** A contract of another kind: what is planned for one is planned for all. */
const things = contract.replace(
  '      responses:\n',
  `      parameters:
        - { name: dryRun, in: query, schema: { type: string, enum: [All] }, x-locator: { section: Query, row: dryRun } }
      responses:
`,
);

test('a requirement is made for each resource that promises what it covers, with just that cited', () => {
  const chapter = plannedChapter('options', 'Options', [
    {
      id: 'dry-run.*.keeps-nothing',
      title: 'A dry run about {kind} keeps nothing of the {kinds}',
      method: 'Looks.',
      covers: [{ actions: ['patch'], parts: query('dryRun', 'none') }],
    },
    { id: 'log.*.x', title: 'X', method: 'Looks.', covers: [{ subresource: 'log', parts: ['*'] }] },
    { id: 'all.*.x', title: 'X', method: 'Looks.', covers: [{ parts: ['*'], except: ['', '*/200*', '*/404'] }] },
    { id: 'put.*.x', title: 'X', method: 'Looks.', covers: [{ actions: ['put'], parts: ['*'] }] },
  ]);
  const made = chapter.requirements(loadSpecs({ 'documents/thing.openapi.yaml': things }));
  const document = 'thing-update';
  expect(made.map(({ id, title, basis, cites }) => ({ id, title, basis, cites }))).toEqual([
    {
      id: 'dry-run.thing.keeps-nothing',
      title: 'A dry run about a Thing keeps nothing of the Things',
      basis: 'stated',
      cites: [{ document, promise: 'patchThing/parameter/query/dryRun' }],
    },
    {
      id: 'all.thing.x',
      title: 'X',
      basis: 'stated',
      cites: [
        { document, promise: 'patchThing/parameter/query/dryRun' },
        { document, promise: 'patchThing/parameter/query/dryRun/value/All' },
      ],
    },
  ]);
});
