import { expect, test } from 'vitest';
import { parameter, shown, withParameter } from './with-parameter.ts';

test('a parameter is added, or put in place of what there was of its name', () => {
  expect(withParameter(undefined, parameter('dryRun', 'All'))).toBe('dryRun=All');
  expect(withParameter('', parameter('dryRun', 'All', 'All'))).toBe('dryRun=All&dryRun=All');
  expect(withParameter('fieldManager=a&force=true', parameter('fieldManager', 'b'))).toBe('force=true&fieldManager=b');
});

test('a value is written so that every server reads it alike', () => {
  expect(withParameter('', parameter('fieldManager', 'a b+&=%/中\n'))).toBe(
    'fieldManager=a%20b%2B%26%3D%25%2F%E4%B8%AD%0A',
  );
  expect(withParameter('', parameter('dryRun', ''))).toBe('dryRun=');
});

test('it is shown in one line, with what nothing shows by its number', () => {
  expect(shown(parameter('dryRun', 'All', ''))).toBe('dryRun=All&dryRun=');
  expect(shown(parameter('fieldManager', 'a\nb\u200b'))).toBe('fieldManager=aU+000AbU+200B');
  expect(shown(parameter('fieldManager', 'x'.repeat(129)))).toBe('fieldManager=xxxxxxxxxxxx… (129 characters)');
});
