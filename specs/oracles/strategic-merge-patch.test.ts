import { describe, expect, test } from 'vitest';
import { type JsonObject, valueAt } from '../json.ts';
import { unordered } from './keyed-objects.test-data.ts';
import { statusesOf } from './patch-answer.ts';
import { endpointsSchemas, podSchemas } from './patch-answer-schemas.test-data.ts';
import { applyStrategicMergePatch, strategicMergePatchReadings } from './strategic-merge-patch.ts';

const pod = {
  metadata: { name: 'p', labels: { a: '1', b: '2' }, finalizers: ['x', 'y'] },
  spec: {
    containers: [
      { name: 'c', image: 'c:1', args: ['1'], ports: [{ containerPort: 80 }] },
      { name: 'd', image: 'd:1' },
    ],
    securityContext: { runAsUser: 1, fsGroup: 2 },
    volumes: [{ name: 'v', emptyDir: {} }],
    tolerations: [{ key: 't' }],
  },
};

/** What a patch makes of the Pod at a path; the statuses where it is refused. */
function patched(patch: unknown, ...path: string[]): unknown {
  const answer = applyStrategicMergePatch(pod, patch, podSchemas);
  return answer.applied ? valueAt(answer.document, path) : statusesOf(answer);
}

const [c, d] = pod.spec.containers;

describe('members', () => {
  test.each<[string, unknown, string[], unknown]>([
    ['are merged', { metadata: { labels: { c: '3' } } }, ['metadata', 'labels'], { a: '1', b: '2', c: '3' }],
    ['go with null', { metadata: { labels: { a: null } } }, ['metadata', 'labels'], { b: '2' }],
    [
      'go with null, and nothing is stored where there was none',
      { metadata: { labels: { c: null } } },
      ['metadata', 'labels'],
      { a: '1', b: '2' },
    ],
    [
      'keep no null in a new map',
      { metadata: { annotations: { n: null, m: '1' } } },
      ['metadata', 'annotations'],
      { m: '1' },
    ],
    [
      'are replaced with a map that says so',
      { metadata: { labels: { $patch: 'replace', o: '1' } } },
      ['metadata', 'labels'],
      { o: '1' },
    ],
    [
      'are taken away with a map that says so',
      { metadata: { labels: { $patch: 'delete' } } },
      ['metadata', 'labels'],
      undefined,
    ],
    [
      'stay only if they are retained',
      { spec: { securityContext: { $retainKeys: ['fsGroup'], fsGroup: 3 } } },
      ['spec', 'securityContext'],
      { fsGroup: 3 },
    ],
    [
      'may be retained unwritten',
      { spec: { securityContext: { $retainKeys: ['fsGroup', 'runAsUser'], fsGroup: 3 } } },
      ['spec', 'securityContext'],
      { fsGroup: 3, runAsUser: 1 },
    ],
    [
      'may be taken away beside those that are retained',
      { spec: { securityContext: { $retainKeys: ['fsGroup'], fsGroup: 3, runAsUser: null } } },
      ['spec', 'securityContext'],
      { fsGroup: 3 },
    ],
    ['of another type are replaced', { metadata: { labels: 'x' } }, ['metadata', 'labels'], 'x'],
  ])('%s', (_what, patch, path, result) => {
    expect(patched(patch, ...path)).toEqual(result);
  });
});

describe('lists of objects', () => {
  const containers = (list: unknown[], more: JsonObject = {}) =>
    patched({ spec: { containers: list, ...more } }, 'spec', 'containers');

  test('are merged by their merge key; what is not written stays', () => {
    expect(containers([{ name: 'd', image: 'd:2' }])).toEqual([c, { name: 'd', image: 'd:2' }]);
    expect(containers([{ name: 'c', args: null }])).toEqual([
      { name: 'c', image: 'c:1', ports: [{ containerPort: 80 }] },
      d,
    ]);
  });

  test('are merged within one another, each by its own key', () => {
    const written = [{ name: 'c', ports: [{ containerPort: 80, hostPort: 8 }, { containerPort: 81 }] }];
    const merged = [{ containerPort: 81 }, { containerPort: 80, hostPort: 8 }];
    expect(unordered(containers(written))).toEqual(unordered([{ ...c, ports: merged }, d]));
  });

  test('lose an item that is to be deleted, every one of that key', () => {
    expect(containers([{ name: 'd', $patch: 'delete' }])).toEqual([c]);
    expect(containers([{ name: 'none', $patch: 'delete' }])).toEqual([c, d]);
    expect(
      containers([
        { name: 'd', $patch: 'delete' },
        { name: 'd', image: 'n' },
      ]),
    ).toEqual(expect.arrayContaining([c, { name: 'd', image: 'n' }]));
    const twice = { spec: { containers: [d, c, d] } };
    expect(
      applyStrategicMergePatch(twice, { spec: { containers: [{ name: 'd', $patch: 'delete' }] } }, podSchemas),
    ).toEqual({
      applied: true,
      document: { spec: { containers: [c] } },
    });
  });

  test('are replaced whole with an item that says so', () => {
    expect(containers([{ $patch: 'replace' }, { name: 'e', image: 'e', command: null }])).toEqual([
      { name: 'e', image: 'e' },
    ]);
    expect(containers([{ $patch: 'replace' }])).toEqual([]);
  });

  test('put new items before those that nothing orders them after; to the end is lawful too', () => {
    const orders = strategicMergePatchReadings(
      pod,
      { spec: { containers: [{ name: 'e' }, { name: 'c' }] } },
      podSchemas,
    );
    const names = orders.map(({ answer, latitude }) => [
      latitude.join(),
      answer.applied &&
        (valueAt(answer.document, ['spec', 'containers']) as { name: string }[]).map(({ name }) => name).join(''),
    ]);
    expect(names).toEqual([
      ['', 'ecd'],
      ['new-items-last', 'cde'],
    ]);
  });

  test('are put in the order that is set; items that it does not name stay before the ones they were before', () => {
    const order = (...names: string[]) => ({ '$setElementOrder/containers': names.map((name) => ({ name })) });
    expect(containers([{ name: 'c', image: 'n' }], order('d', 'c'))).toEqual([d, { ...c, image: 'n' }]);
    expect(patched({ spec: order('d', 'c') }, 'spec', 'containers')).toEqual([d, c]);
    const anew = [
      { name: 'd', $patch: 'delete' },
      { name: 'd', image: 'n' },
    ];
    expect(containers(anew, order('c', 'd'))).toEqual([c, { name: 'd', image: 'n' }]);
    expect(patched({ spec: order('d') }, 'spec', 'containers')).toEqual([c, d]);
    expect(patched({ spec: order('d', 'none') }, 'spec', 'containers')).toEqual([c, d]);
    expect(patched({ spec: { '$setElementOrder/initContainers': [] } }, 'spec')).toEqual(pod.spec);
    const created = {
      ...order('e'),
      '$setElementOrder/initContainers': [{ name: 'i' }],
      initContainers: [{ name: 'i' }],
    };
    expect(patched({ spec: created }, 'spec', 'initContainers')).toEqual([{ name: 'i' }]);
  });

  test('without the strategy are replaced', () => {
    expect(patched({ spec: { tolerations: [{ key: 'u', value: null }] } }, 'spec', 'tolerations')).toEqual([
      { key: 'u' },
    ]);
    const endpoints = { subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 1 }] }] };
    const subsets = [{ addresses: [{ ip: '10.0.0.9' }] }];
    expect(applyStrategicMergePatch(endpoints, { subsets }, endpointsSchemas)).toEqual({
      applied: true,
      document: { subsets },
    });
  });

  test('with equal keys are merged in one of three ways: none of them is a fault', () => {
    const twins = {
      spec: {
        containers: [
          {
            name: 'c',
            ports: [
              { containerPort: 1, protocol: 'TCP' },
              { containerPort: 1, protocol: 'UDP' },
            ],
          },
        ],
      },
    };
    const patch = { spec: { containers: [{ name: 'c', ports: [{ containerPort: 1, hostPort: 2 }] }] } };
    const readings = strategicMergePatchReadings(twins, patch, podSchemas);
    expect(readings.map(({ latitude }) => latitude)).toEqual([[], ['drop-equal-keys'], ['merge-every-equal-key']]);
  });
});

describe('lists of plain values', () => {
  const finalizers = (members: JsonObject) => patched({ metadata: members }, 'metadata', 'finalizers');

  test('are merged as sets', () => {
    expect(finalizers({ finalizers: ['z', 'x'] })).toEqual(['z', 'x', 'y']);
    expect(finalizers({ finalizers: ['y'] })).toEqual(['x', 'y']);
  });

  test('lose the values that are to be deleted', () => {
    expect(finalizers({ '$deleteFromPrimitiveList/finalizers': ['x', 'none'] })).toEqual(['y']);
    expect(finalizers({ '$deleteFromPrimitiveList/finalizers': ['x'], finalizers: ['z'] })).toEqual(['z', 'y']);
    expect(patched({ metadata: { '$deleteFromPrimitiveList/none': ['x'] } })).toEqual(pod);
  });

  test('are put in the order that is set', () => {
    expect(finalizers({ '$setElementOrder/finalizers': ['y', 'x'] })).toEqual(['y', 'x']);
    expect(finalizers({ '$setElementOrder/finalizers': ['y', 'z', 'x'], finalizers: ['z'] })).toEqual(['y', 'z', 'x']);
  });
});
