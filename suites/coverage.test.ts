import { describe, expect, test } from 'vitest';
import { coverageOf } from '../src/coverage/coverage.ts';
import { loadWaivers } from '../src/coverage/waivers.ts';
import type { PromiseCoverage } from '../src/record.ts';
import { buildRegistry, type Registry } from '../src/registry.ts';
import { chapters } from './index.ts';

const registry = buildRegistry(chapters);
const waivers = loadWaivers();
const coverage = coverageOf(registry, waivers);

/** The promises that nobody checks, is to check, or gave up with a reason. */
function forgotten(of: readonly PromiseCoverage[]): string[] {
  const isLost = ({ checkedBy, planned, waived }: PromiseCoverage) =>
    checkedBy.length + planned.length === 0 && waived === undefined;
  return of.filter(isLost).map(({ promise }) => promise);
}

function without(id: string): Registry {
  return { ...registry, requirements: registry.requirements.filter((requirement) => requirement.id !== id) };
}

test('every promise of every document is checked, planned or waived', () => {
  expect(coverage.length).toBeGreaterThan(500);
  expect(forgotten(coverage)).toEqual([]);
});

describe('what is forgotten is found', () => {
  test('when the one requirement goes that checks it', () => {
    const lost = forgotten(coverageOf(without('update.pod.other-fields-are-immutable'), waivers));
    expect(lost).toEqual(['cce-pod-update#pod/other-fields']);
  });

  test('when a planned one goes without a suite that takes its place', () => {
    const lost = forgotten(coverageOf(without('log.pod.timestamps-are-rfc-3339'), waivers));
    expect(lost).toEqual([
      'openshift-pod#readPodLog/parameter/query/timestamps',
      'openshift-pod#readPodLog/parameter/query/timestamps/default',
      'openshift-pod#readPodLog/parameter/query/timestamps/rule/rfc3339-lines',
    ]);
  });

  test('when a waiver goes', () => {
    const fewer = waivers.filter(({ glob }) => !glob.endsWith('address-in-one-list'));
    expect(forgotten(coverageOf(registry, fewer))).toEqual([
      'cci-endpoints-update#patchEndpoints/status/200/field/subsets/rule/address-in-one-list',
    ]);
  });

  test('whichever requirement it is: each planned one is the only one for something, or stands beside another', () => {
    for (const { id, planned } of registry.requirements) {
      if (!planned) continue;
      const alone = coverage.filter((one) => one.checkedBy.length === 0 && one.planned.join() === id);
      const lost = forgotten(coverageOf(without(id), waivers));
      expect(lost, id).toEqual(alone.map(({ promise }) => promise));
    }
  });
});
