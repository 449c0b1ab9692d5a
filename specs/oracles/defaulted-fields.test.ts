import { expect, test } from 'vitest';
import { defaultedFields, isDefault } from './defaulted-fields.ts';

const defaults = { 'spec.policy': 'Always', 'spec.items[*].protocol': 'TCP', 'spec.probe.seconds': 1 };

test('a field that was left out has its default, at every place of a list', () => {
  const found = defaultedFields(
    { spec: { items: [{ name: 'a' }, { name: 'b', protocol: 'UDP' }, {}] } },
    { spec: { policy: 'Always', items: [{ protocol: 'TCP' }, { protocol: 'UDP' }, {}], probe: {} } },
    defaults,
  );
  expect(found).toEqual([
    { path: 'spec.policy', owed: 'Always', is: 'Always' },
    { path: 'spec.items[0].protocol', owed: 'TCP', is: 'TCP' },
    { path: 'spec.items[2].protocol', owed: 'TCP', is: undefined },
  ]);
  expect(found.map(isDefault)).toEqual([true, true, false]);
});

test('nothing is owed of what stands in something that was not sent', () => {
  expect(defaultedFields({}, { spec: {} }, defaults)).toEqual([]);
  expect(defaultedFields({ spec: { policy: 'x' } }, { spec: {} }, defaults)).toEqual([]);
});

test('a list that has got more items is passed over', () => {
  const more = { spec: { policy: 'Always', items: [{}, { protocol: 'TCP' }] } };
  expect(defaultedFields({ spec: { items: [{}] } }, more, defaults).map(({ path }) => path)).toEqual(['spec.policy']);
});
