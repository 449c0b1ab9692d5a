import fc from 'fast-check';
import { fewLabels, labelSelectors } from '../../fixtures/generators/label-selectors.ts';
import { type JsonObject, valueAt } from '../../specs/json.ts';
import type { Item } from '../../specs/oracles/history/listing.ts';
import type { Client } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../src/property.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { versionOf } from '../events.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { query } from '../promises/selection.ts';
import { read } from '../update-rules/observe-write.ts';
import { ofLists, served } from './covers.ts';
import { Recorder, type SentQuery } from './recorder.ts';
import { type RefusedList, refusalCase } from './refused-list.ts';
import { type Scene, sceneOf } from './scene.ts';
import {
  judgeSelections,
  type Selected,
  type Selections,
  select,
  selected,
  textFields,
  whileQuiet,
  wholeList,
} from './select.ts';
import { everySecond, firstAndAnother } from './some.ts';

/** A list with selectors holds what they choose, and nothing else. */
export function selectorsChoose(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'list.*.selectors-choose',
    title: 'A list of the objects of {kind} with selectors holds all that they choose, and no others; without them all',
    method:
      'Lists by labels and by fields, written out and generated, in parts and whole, between two whole lists that show that nothing changed meanwhile, and compares with what the selectors choose of those.',
    covers: ofLists(
      ...query('labelSelector', 'everything-by-default'),
      ...query('fieldSelector', 'everything-by-default'),
    ),
    derivedFrom: served,
    kills: ({ kind }) => [
      'label-selector-compares-annotations',
      'label-selector-ignored',
      'unknown-field-selector-ignored',
      'field-selector-inequality-ignored',
      'bad-label-selector-answers-500',
      // What a kind can be selected by beside name and namespace differs; a Pod by the most.
      ...(kind === 'Pod' ? (['field-selector-matches-nothing'] as const) : []),
    ],
    *cases(subject, plan) {
      yield fixedCase(subject, 'labels', () => everySecond(plan, byLabels));
      yield fixedCase(subject, 'name-and-namespace', (...scene) => everySecond(plan, byIdentity(...scene)));
      yield fieldsCase(subject);
      yield propertyCase(subject);
      for (const refused of [badLabelSelectors, badFieldSelectors])
        for (const one of firstAndAnother(plan, subject.resource.name, refused)) yield refusalCase(subject, one);
    },
  });
}

const byLabels: readonly SentQuery[] = [
  { labelSelector: '' },
  { labelSelector: 'shade=dark' },
  { labelSelector: 'shade==light' },
  { labelSelector: 'shade!=dark' },
  { labelSelector: 'shade in (dark, changed)' },
  { labelSelector: 'shade notin (dark)' },
  { labelSelector: 'shade' },
  { labelSelector: '!shade' },
  { labelSelector: 'covenant.example/mark=' },
  { labelSelector: 'shade,covenant.example/mark' },
  { labelSelector: 'shade=none' },
  { labelSelector: 'shade=dark', limit: '1' },
  { labelSelector: '!covenant.example/mark', limit: '2' },
];

function byIdentity({ recorder: { resource }, objects, elsewhere }: Scene, namespace: string): readonly SentQuery[] {
  const name = objects[0]?.name ?? resource.name;
  return [
    { fieldSelector: '' },
    { fieldSelector: `metadata.name=${name}` },
    { fieldSelector: `metadata.name==${name}` },
    { fieldSelector: `metadata.name!=${name}` },
    { fieldSelector: `metadata.name!=${name}`, limit: '2' },
    { fieldSelector: `metadata.namespace=${namespace}` },
    { fieldSelector: `metadata.namespace=${elsewhere.namespace}` },
    { fieldSelector: `metadata.namespace!=${elsewhere.namespace},metadata.name!=${name}` },
    { fieldSelector: `metadata.name=${name}`, labelSelector: 'shade' },
    { fieldSelector: `metadata.name=${name}`, labelSelector: '!shade' },
  ];
}

function fixedCase(
  { resource }: Subject,
  name: string,
  queriesOf: (scene: Scene, namespace: string) => readonly SentQuery[],
): Case {
  return defineCase<Selections>({
    name,
    async gather(world) {
      const scene = await sceneOf(world, resource);
      const queries = queriesOf(scene, await scene.recorder.namespace());
      return whileQuiet(() => select(scene.recorder, queries));
    },
    judge: judgeSelections,
  });
}

/** Fields of the spec and the status: where a kind can be selected by one, the value decides; else the list is refused. */
function fieldsCase({ resource }: Subject): Case {
  return defineCase<Selections>({
    name: 'fields',
    async gather(world) {
      const scene = await sceneOf(world, resource);
      return whileQuiet(() => selectByFields(world.client, scene));
    },
    judge: judgeSelections,
  });
}

async function selectByFields(client: Client, { recorder, objects }: Scene): Promise<Selections> {
  const shown: JsonObject[] = [];
  for (const { path } of objects) shown.push(await read(client, path));
  const fieldsOf = new Map(
    shown.map((object) => [
      `${valueAt(object, ['metadata', 'uid'])} ${versionOf(object)}`,
      Object.fromEntries(textFields(object).map(({ path, value }) => [path, value])),
    ]),
  );
  // Of what was written to meanwhile the fields are not known.
  const withFields = (items: readonly Item[]) =>
    items.map((item) => ({ ...item, fields: fieldsOf.get(`${item.uid} ${item.version}`) ?? {} }));
  const before = await wholeList(recorder);
  const lists: Selected[] = [];
  for (const { path, value } of textFields(shown[0])) {
    const equal = await selected(recorder, { fieldSelector: `${path}=${value}` });
    // A field that the kind cannot be selected by is refused, which says nothing.
    if (equal.status === 400) continue;
    const others = [`${path}!=${value}`, `${path}=covenant-none`];
    lists.push(equal);
    for (const fieldSelector of others) lists.push(await selected(recorder, { fieldSelector }));
  }
  return { before: withFields(before), lists, after: withFields(await wholeList(recorder)) };
}

const expected = 'each list holds what its selector chooses of the whole list, and nothing else';

/** Objects that the generated selectors choose from. */
const population = 7;

function propertyCase({ resource }: Subject): Case {
  return defineCase<PropertyResult>({
    name: 'generated',
    async gather(world) {
      const { client, sandbox, seed } = world;
      const recorder = new Recorder(client, sandbox.another(), resource);
      for (const labels of fc.sample(fewLabels(), { numRuns: population, seed }))
        await recorder.create(labels, { annotations: { shade: 'dark', a: '1' } });
      const sent = fc.record({ labelSelector: labelSelectors(), limit: fc.constantFrom(undefined, '1', '3') });
      let whole: readonly Item[] | undefined;
      return checkProperty(world, sent, async (one) => {
        const selections = await whileQuiet(async () => {
          const seen = await select(recorder, [one], whole);
          whole = seen.after;
          return seen;
        });
        return wrongIn(judgeSelections(selections), ({ reason, actual }) => `${reason}; ${actual}`);
      });
    },
    judge: (result) => propertyOutcome(result, expected),
  });
}

/** Label selectors that cannot be read. */
const badLabelSelectors: readonly RefusedList[] = [
  {
    name: 'refused/label operators',
    query: { labelSelector: 'a==b==c' },
    statuses: [400],
    control: { labelSelector: 'a==b' },
  },
  {
    name: 'refused/two exclamation marks',
    query: { labelSelector: '!!' },
    statuses: [400],
    control: { labelSelector: '!a' },
  },
  {
    name: 'refused/an open set',
    query: { labelSelector: 'a in (b' },
    statuses: [400],
    control: { labelSelector: 'a in (b)' },
  },
  {
    name: 'refused/a label that is too long',
    query: { labelSelector: `${'a'.repeat(64)}=b` },
    statuses: [400],
    control: { labelSelector: `${'a'.repeat(63)}=b` },
  },
];

/** Field selectors that cannot be read, or name what nothing can be selected by. */
const badFieldSelectors: readonly RefusedList[] = [
  {
    name: 'refused/a field that there is not',
    query: { fieldSelector: 'spec.covenant=1' },
    statuses: [400],
    control: { fieldSelector: 'metadata.name=1' },
  },
  {
    name: 'refused/a field without a value',
    query: { fieldSelector: 'metadata.name' },
    statuses: [400],
    control: { fieldSelector: 'metadata.name=' },
  },
];
