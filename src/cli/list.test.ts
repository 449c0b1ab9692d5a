import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { chapters } from '../../suites/index.ts';
import { buildRegistry } from '../registry.ts';
import { explain } from './commands/explain.ts';
import { list } from './commands/list.ts';

const schema = (name: string) => JSON.parse(readFileSync(new URL(`../../reports/${name}`, import.meta.url), 'utf8'));
const { requirements } = buildRegistry(chapters);

test('list --json prints every requirement, as its schema says', () => {
  const ajv = new Ajv2020({ strict: false });
  (addFormats as unknown as { default: (ajv: Ajv2020) => void }).default(ajv);
  ajv.addSchema(schema('run-record.schema.json'));
  const valid = ajv.compile(schema('requirement-list.schema.json'));
  const printed = JSON.parse(list({ json: true }));
  expect(valid(printed), JSON.stringify(valid.errors)).toBe(true);
  expect(printed.map(({ id }: { id: string }) => id)).toEqual(requirements.map(({ id }) => id));
  expect(valid([{ ...printed[0], colour: 'red' }])).toBe(false);
});

test('list prints a line a requirement', () => {
  expect(list({}).trimEnd().split('\n')).toHaveLength(requirements.length);
});

test('explain says where a requirement is promised, how it is checked, and what was recorded', () => {
  const text = explain('update.pod.listed-fields-are-updated');
  expect(text).toContain('MUST, stated by the document');
  expect(text).toContain('cce-pod-update "Updating a Specified Pod", Function › metadata.labels');
  expect(text).toMatch(/recorded\n {2}200: .*kube-apiserver 1\.29, 1\.33, 1\.36/);
  expect(text).toMatch(/disputes\n {2}pod-self-link-dropped/);
  expect(text).toContain('strategic-merge-treated-as-merge-patch');
});
