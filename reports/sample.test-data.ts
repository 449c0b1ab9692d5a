import type { Exchange } from '../src/evidence.ts';
import type { Outcome, OutcomeKind } from '../src/outcome.ts';
import type { CaseRecord, PromiseCoverage, RequirementFacts, RunRecord } from '../src/record.ts';

/** Run records for the tests of the reports: one with every outcome, every optional field and hostile text, and variants. */

/** What a report must survive: escape codes, XML-illegal characters, ends of every kind of quotation, half a surrogate pair. */
export const hostile =
  'bell\u0007 escape\u001b[31m nul\u0000 ]]> twice ]]> <skipped/> </testsuite> & "double" \'single\' `tick` ``two`` a|b emoji\u{1f984} lone\ud83d lone\udc00 \ufffe\ufdd0 \u202eright-to-left\u202c 中文\r\nsecond line';

const bigBody = JSON.stringify({ kind: 'Pod', pad: 'x'.repeat(50_000), end: hostile });

export const exchanges: readonly Exchange[] = [
  {
    method: 'POST',
    path: '/api/v1/namespaces/covenant-1/pods',
    requestHeaders: { authorization: 'REDACTED', 'content-type': 'application/json' },
    requestBody: bigBody,
    status: 201,
    responseHeaders: { 'content-type': 'application/json' },
    responseBody: bigBody,
    at: 120.5,
    durationMs: 8.25,
  },
  {
    method: 'PATCH',
    path: "/api/v1/namespaces/covenant-1/pods/it's-a-pod?fieldManager=kube-covenant",
    requestHeaders: {
      authorization: 'REDACTED',
      'content-type': 'application/merge-patch+json',
      'content-length': '31',
    },
    requestBody: '{"spec":{"nodeName":"o\'clock"}}',
    status: 200,
    responseHeaders: { 'content-type': 'application/json', warning: '299 - "unknown field"' },
    responseBody: `{"note":${JSON.stringify(hostile)}}`,
    at: 130,
    durationMs: 5,
  },
  {
    method: 'GET',
    path: '/api/v1/namespaces/covenant-1/pods/a',
    requestHeaders: { 'x-auth-token': 'REDACTED' },
    status: 200,
    responseHeaders: {},
    responseBody: '{}',
    at: 140,
    durationMs: 3,
  },
];

function requirement(id: string, more: Partial<RequirementFacts> = {}): RequirementFacts {
  return {
    id,
    chapter: 'update',
    title: `The promise of ${id}`,
    level: 'MUST',
    basis: 'stated',
    profiles: ['cce'],
    cites: [{ document: 'cce-pod-update', title: 'Updating a Pod', where: 'Parameters › Table 3 › spec.image' }],
    needs: [],
    kills: [],
    planned: false,
    ...more,
  };
}

function check(name: string, outcome: Outcome, more: Partial<CaseRecord> = {}): CaseRecord {
  return {
    requirement: 'update.pod.listed-fields-change',
    name,
    profile: 'cce',
    outcome,
    durationMs: 12.4,
    exchanges: 3,
    replay: `kube-covenant run --filter update.pod.* --seed 42 # ${name}`,
    ...more,
  };
}

const finding = { reason: 'the field changed', expected: 'spec.nodeName stays unset', actual: 'spec.nodeName is "n"' };
const hostileFinding = { reason: hostile, expected: hostile, actual: `${hostile} ${'y'.repeat(50_000)}` };
const immutable = { requirement: 'update.pod.other-fields-are-immutable' };

const cases: readonly CaseRecord[] = [
  check('metadata.labels by PUT', { kind: 'pass' }, { cell: { kind: 'Pod', field: 'metadata.labels', way: 'PUT' } }),
  check('metadata.labels by JSON patch', { kind: 'pass' }),
  check(
    'spec.nodeName by merge patch',
    {
      kind: 'violation',
      ...finding,
      observed: { effect: 'updated', status: 200 },
      counterexample: { value: '{"a":"b"}', seed: -7, path: '3:0:1', shrinks: 4 },
      timeLine: {
        lanes: [
          { name: 'writes', events: [{ at: 1, label: 'ADDED pod-1', version: '7' }] },
          {
            name: `watcher ${hostile}`,
            events: [
              { at: 1.5, label: 'ADDED pod-1', version: '7' },
              { at: 3, label: `MODIFIED ${hostile}`, version: '8', mark: 'repeated' },
            ],
          },
        ],
      },
    },
    { ...immutable, cell: { kind: 'Pod', field: 'spec.nodeName', way: 'merge patch' }, evidence: exchanges },
  ),
  check(
    `hostile ${'long name '.repeat(30)}`,
    { kind: 'violation', ...hostileFinding },
    { ...immutable, evidence: exchanges },
  ),
  check('labels read back', { kind: 'violation', ...finding }, { requirement: 'update.labels.round-trip' }),
  check('warns', { kind: 'advisory', ...finding }, { requirement: 'update.pod.warns', evidence: exchanges }),
  check('selfLink by PUT', { kind: 'disputed', dispute: 'pod-self-link', ...finding }, { evidence: exchanges }),
  check('selfLink by JSON patch', { kind: 'disputed', dispute: 'pod-self-link', ...hostileFinding }),
  check('clusterName by PUT', {
    kind: 'disputed',
    dispute: 'pod-cluster-name',
    ...finding,
    observed: { effect: 'ignored', status: 200 },
    counterexample: { value: '""', seed: 1, path: '0', shrinks: 0 },
  }),
  check('apply', { kind: 'unsupported', reason: 'the target has no server-side apply' }),
  check('apply again', { kind: 'unsupported', reason: 'the target has no server-side apply' }),
  check('throttled', { kind: 'inconclusive', reason: hostile }, { evidence: exchanges.slice(0, 1) }),
  check('broke', { kind: 'error', reason: 'TypeError: cannot read x' }, { profile: 'kubernetes' }),
];

function promise(part: string, more: Partial<PromiseCoverage> = {}): PromiseCoverage {
  return {
    promise: `cce-pod-update#${part}`,
    document: 'cce-pod-update',
    text: `the promise of ${part}`,
    where: 'Function › spec.image',
    basis: 'stated',
    checkedBy: [],
    planned: [],
    ...more,
  };
}

/** One promise of each state, and one of another document. */
const coverage: readonly PromiseCoverage[] = [
  promise('pod/updatable/metadata.labels', {
    checkedBy: ['update.pod.listed-fields-change'],
    planned: ['watch.pod.streams'],
  }),
  promise('pod/other-fields', { checkedBy: ['update.pod.never-decided'] }),
  promise('patchPod', { planned: ['watch.pod.streams'], basis: 'derived', text: `a|b ${hostile}` }),
  promise('patchPod/status/500', { waived: `no request brings it about; ${hostile}` }),
  promise('patchPod/status/404'),
  { ...promise('x'), promise: 'openshift-pod#deletePod', document: 'openshift-pod', waived: 'untestable' },
];

/** Cases by outcome, every kind present. */
export function countCases(all: readonly CaseRecord[]): Record<OutcomeKind, number> {
  const counts = { pass: 0, violation: 0, advisory: 0, disputed: 0, unsupported: 0, inconclusive: 0, error: 0 };
  for (const one of all) counts[one.outcome.kind]++;
  return counts;
}

/** Every outcome, every optional field, hostile text. */
export const sample: RunRecord = {
  recordVersion: 1,
  suite: { name: 'kube-covenant', version: '0.1.0' },
  run: {
    id: '2026-01-02T03-04-05Z-42',
    startedAt: '2026-01-02T03:04:05.678Z',
    durationMs: 12_345.6,
    seed: 42,
    effort: 'standard',
    concurrency: 8,
    strictDocuments: false,
    profiles: ['cce', 'kubernetes'],
    filter: ['update.*'],
    bailed: 3,
    interrupted: 'SIGINT',
    exchanges: 840,
  },
  target: {
    server: 'https://cluster.example:6443',
    kind: 'external',
    version: 'v1.33.1',
    fingerprint: { before: 'a'.repeat(64), after: 'b'.repeat(64) },
    schemas: 'published',
    unreachable: 'went away after 12 s: ECONNRESET',
  },
  verdict: { kind: 'violations', exitCode: 1, reason: '3 cases broke 2 promises' },
  counts: countCases(cases),
  chapters: [
    { name: 'properties', title: 'What is written is read back' },
    { name: 'update', title: 'What can be updated' },
    { name: 'watch', title: 'Watches' },
  ],
  requirements: [
    requirement('update.pod.listed-fields-change', { needs: ['namespaces'], kills: ['drops-labels'] }),
    requirement('update.pod.other-fields-are-immutable', { title: `Other fields stay | \`as is\` ${hostile}` }),
    requirement('update.pod.warns', { level: 'SHOULD' }),
    requirement('update.labels.round-trip', { chapter: 'properties', basis: 'derived', cites: [] }),
    requirement('watch.pod.streams', { chapter: 'watch', planned: true }),
  ],
  cases,
  fieldMatrix: [
    { kind: 'Pod', field: 'metadata.labels', ways: { PUT: 'pass' } },
    { kind: 'Pod', subresource: 'status', field: 'spec.nodeName', ways: { 'merge patch': 'violation' } },
  ],
  statusCodes: [
    {
      method: 'GET',
      path: '/api/v1/namespaces/{namespace}/pods/{name}',
      codes: { 200: { kind: 'unchecked', reason: `left out | ${hostile}` } },
    },
    {
      method: 'PATCH',
      path: '/api/v1/namespaces/{namespace}/pods/{name}',
      codes: {
        200: { kind: 'provoked', times: 12, documented: true },
        409: { kind: 'observed', times: 1, documented: true },
        415: { kind: 'provoked', times: 2, documented: false },
        503: { kind: 'untestable', reason: 'no request brings it about' },
      },
    },
  ],
  coverage,
  left: [{ path: '/api/v1/namespaces/covenant-1', reason: `still Terminating: ${hostile}` }],
};

/** The sample with other cases, counted. */
export function withCases(all: readonly CaseRecord[], more: Partial<RunRecord> = {}): RunRecord {
  return { ...sample, cases: all, counts: countCases(all), ...more };
}

const { interrupted: _, bailed: ___, ...uninterrupted } = sample.run;
const { unreachable: __, ...reachable } = sample.target;

/** Nothing but passes. */
export const clean: RunRecord = withCases(cases.slice(0, 2), {
  run: { ...uninterrupted, filter: [] },
  target: { ...reachable, kind: 'reference' },
  verdict: { kind: 'conformant', exitCode: 0, reason: 'every checked promise was kept' },
  left: [],
});

/** A target that never answered: nothing was checked. */
export const unreachable: RunRecord = withCases([], {
  run: uninterrupted,
  target: { server: 'https://nowhere.example', kind: 'external', schemas: 'none', unreachable: 'connection refused' },
  verdict: { kind: 'inconclusive', exitCode: 3, reason: 'the target could not be reached: connection refused' },
  left: [],
});

/** The sample with many broken promises, each with several cases. */
export const crowded: RunRecord = withCases(
  Array.from({ length: 120 }, (_, index) =>
    check(
      `case ${index}`,
      { kind: 'violation', ...hostileFinding },
      { requirement: `update.many.number-${index % 20}` },
    ),
  ),
  {
    left: Array.from({ length: 30 }, (_, index) => ({ path: `/api/v1/namespaces/left-${index}`, reason: 'not gone' })),
  },
);
