import { beforeEach, expect, test } from 'vitest';
import { type PathRouter, pathRouter } from './passive-router.ts';

let router: PathRouter<string>;
beforeEach(() => {
  router = pathRouter();
  for (const template of [
    '/pods',
    '/n/{n}/pods',
    '/n/{namespace}/pods/{name}',
    '/n/{n}/pods/{name}/log',
    '/n/all/pods',
    '/files/{name}.json',
    '/files/v{version}',
  ])
    router.at(template, () => template);
});

test.each([
  ['/pods', '/pods'],
  ['/n/a/pods', '/n/{n}/pods'],
  ['/n/a/pods/b', '/n/{namespace}/pods/{name}'],
  ['/n/a/pods/b/log', '/n/{n}/pods/{name}/log'],
  ['/n/all/pods', '/n/all/pods'],
  ['/n/all/pods/b', '/n/{namespace}/pods/{name}'],
  ['/files/{name}.json', '/files/{name}.json'],
  ['/files/v{version}', '/files/v{version}'],
])('%s is found at %s', (path, template) => {
  expect(router.find(path)).toBe(template);
});

test.each([
  '/',
  '/n',
  '/n/a',
  '/n//pods',
  '/n/a/pods/',
  '/n/a/jobs',
  '/pods/b',
  '/n/a/pods/b/status',
  '/n/a/pods/b/log/c',
  '/files/a.json',
  '/files/v1',
])('%s is found nowhere', (path) => {
  expect(router.find(path)).toBeUndefined();
});

test('templates that differ in their names alone are one place', () => {
  expect(router.at('/n/{other}/pods/{x}', () => 'new')).toBe('/n/{namespace}/pods/{name}');
});
