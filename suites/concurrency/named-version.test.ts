import { describe, expect, test } from 'vitest';
import { versionAnswer } from '../../specs/oracles/concurrency.ts';
import { ways } from '../../src/ways/index.ts';
import {
  type KnownVersions,
  malformedVersions,
  type NamedVersion,
  openVersions,
  otherVersions,
  presentVersion,
  withConditions,
} from './named-version.ts';

const known: KnownVersions = { before: '10', otherBefore: '11', now: '12', otherSince: '13' };

const answers = (versions: readonly NamedVersion[], of = known) =>
  versions.flatMap((version) => {
    const sent = version.of(of);
    return sent === undefined ? [] : [versionAnswer(sent, of.now, 'PUT')];
  });

test('every version that is named is what its list says', () => {
  for (const answer of answers(otherVersions)) expect(answer).toMatchObject({ effect: 'refused', statuses: [409] });
  for (const answer of answers(malformedVersions))
    expect(answer).toMatchObject({ effect: 'refused', tolerated: [500] });
  for (const answer of answers(openVersions)) expect(answer.effect).toBe('either');
  expect(answers([presentVersion])).toMatchObject([{ effect: 'done' }]);
});

test('each is another one', () => {
  const all = [...otherVersions, ...malformedVersions, ...openVersions, presentVersion];
  const sent = all.map((version) => version.of(known));
  expect(sent).not.toContain(undefined);
  expect(new Set(sent).size).toBe(all.length);
});

test('where versions are no numbers none is made of one', () => {
  const texts = { before: 'a', otherBefore: 'b', now: 'c', otherSince: 'd' };
  expect(otherVersions.flatMap((version) => version.of(texts) ?? [])).toEqual(['a', 'd', 'b']);
  for (const answer of answers(otherVersions, texts)) expect(answer.effect).toBe('refused');
});

describe('a body with conditions', () => {
  const stored = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } };
  const body = (name: string, given: unknown) => {
    const way = ways.find((one) => one.name === name);
    return way && withConditions(way, given, stored, { resourceVersion: '7' });
  };

  test('names them as operations in JSON Patch, before all others', () => {
    const label = { op: 'add', path: '/metadata/labels/a', value: 'x' };
    expect(body('json-patch', [label])).toEqual([
      { op: 'replace', path: '/metadata/resourceVersion', value: '7' },
      label,
    ]);
  });

  test('names them as members of metadata in the other ways, even where nothing else is said', () => {
    const named = { metadata: { labels: { a: 'x' }, resourceVersion: '7' } };
    expect(body('merge-patch', { metadata: { labels: { a: 'x' } } })).toEqual(named);
    expect(body('merge-patch', {})).toEqual({ metadata: { resourceVersion: '7' } });
    expect(body('apply', undefined)).toEqual({ ...stored, metadata: { name: 'p', resourceVersion: '7' } });
  });
});
