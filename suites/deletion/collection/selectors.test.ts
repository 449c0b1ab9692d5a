import { describe, expect, test } from 'vitest';
import { stored } from '../answers.test-data.ts';
import { colours } from './corner.ts';
import { badSelectors, selectors } from './selectors.ts';

const made = colours.map((labels, at) => stored(`thing-${at}`, { labels }));

/** The positions of the objects that each selector chooses, worked out by hand. */
const chosen: Readonly<Record<string, readonly number[]>> = {
  'label-equals': [0],
  'label-in': [0, 2],
  'label-equals-twice': [1],
  'label-differs': [1, 2, 3],
  'label-notin': [2, 3],
  'label-exists': [0, 1],
  'label-absent': [2, 3],
  'labels-several': [0],
  'label-of-none': [],
  'name-equals': [1],
  'name-differs': [0, 2, 3],
  'name-of-none': [],
  'label-and-name': [0],
};

describe('a selector', () => {
  test.each(selectors)('$name chooses what it says', ({ name, chooses }) => {
    const positions = colours.flatMap((labels, at) => (chooses(labels, at) ? [at] : []));
    expect(positions).toEqual(chosen[name]);
  });

  test.each(selectors)('$name never chooses all: it could not be told from none', ({ chooses }) => {
    expect(colours.every((labels, at) => chooses(labels, at))).toBe(false);
  });

  test.each(selectors)('$name is one or two parameters that are not empty', ({ query }) => {
    const sent = Object.entries(query(made));
    expect(sent.length).toBeGreaterThan(0);
    for (const [name, value] of sent)
      expect([name, value]).toEqual([expect.stringMatching(/^(label|field)Selector$/), expect.stringMatching(/./)]);
  });
});

test('selectors of fields are about the second object', () => {
  const [equals] = selectors.filter(({ name }) => name === 'name-equals');
  expect(equals?.query(made)).toEqual({ fieldSelector: 'metadata.name=thing-1' });
});

test('there are broken selectors of labels, of fields and of both, each under its own name', () => {
  const kinds = new Set(badSelectors.map(({ query }) => Object.keys(query).sort().join()));
  expect([...kinds].sort()).toEqual(['fieldSelector', 'fieldSelector,labelSelector', 'labelSelector']);
  expect(new Set(badSelectors.map(({ name }) => name)).size).toBe(badSelectors.length);
});
