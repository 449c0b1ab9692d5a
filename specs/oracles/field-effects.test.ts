import { expect, test } from 'vitest';
import { effectOf, type FieldRules } from './field-effects.ts';

const object: FieldRules = {
  elsewhere: ['status', 'spec.debuggers'],
  immutable: [{ field: 'spec.template', except: ['spec.template.metadata.labels'] }, { field: 'spec.mode' }],
};

test.each([
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.resourceVersion',
  'metadata.creationTimestamp',
  'metadata.generation',
  'metadata.selfLink',
  'metadata.managedFields[*].manager',
  'metadata.deletionTimestamp',
  'metadata.deletionGracePeriodSeconds',
  'status',
  'status.conditions[*].type',
  'spec.debuggers[*].image',
  'spec.template.spec.containers[*].image',
  'spec.mode',
])('a write to the object keeps %s', (field) => {
  expect(effectOf(field, object)).toBe('kept');
});

test.each([
  'metadata.labels',
  'metadata.finalizers[*]',
  'metadata.generateName',
  'spec.template.metadata.labels',
  'spec.modes',
  'subsets[*].ports[*].name',
])('a write to the object may change %s', (field) => {
  expect(effectOf(field, object)).toBe('whole');
});

test('where nothing is said of a kind, all may change but what the server keeps', () => {
  expect(effectOf('spec.mode', {})).toBe('whole');
  expect(effectOf('metadata.uid', {})).toBe('kept');
});

test('a subresource writes its own part and metadata, and nothing else', () => {
  const status: FieldRules = { writes: 'status' };
  expect(effectOf('status.phase', status)).toBe('whole');
  expect(effectOf('metadata.annotations', status)).toBe('whole');
  expect(effectOf('spec.replicas', status)).toBe('kept');
  expect(effectOf('metadata.uid', status)).toBe('kept');
});
