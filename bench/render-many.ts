import { renderAll } from '../reports/index.ts';
import { outcomeKinds } from '../src/outcome.ts';
import type { CaseRecord, RunRecord } from '../src/record.ts';
import { buildRegistry } from '../src/registry.ts';
import { chapters } from '../suites/index.ts';

/*
 * Renders a run of many cases to every format, in a process of its own, so that its memory can be told: prints milliseconds and
 * the peak of resident memory, as JSON. Some cases are broken, with evidence, as in a bad run.
 */
const cases = Number(process.argv[2] ?? 50_000);
const { requirements, chapters: all } = buildRegistry(chapters);
const facts = requirements.map((requirement) => requirement.facts);
const body = JSON.stringify({
  kind: 'Pod',
  metadata: { name: 'x' },
  spec: { containers: Array(20).fill({ image: 'x' }) },
});

function caseAt(index: number): CaseRecord {
  const requirement = facts[index % facts.length]?.id ?? '';
  const isBroken = index % 50 === 0;
  return {
    requirement,
    name: `spec.containers[*].securityContext.capabilities.add/number-${index}/strategic-merge-patch`,
    profile: 'cce',
    outcome: isBroken
      ? { kind: 'violation', reason: 'it changes', expected: 'it stays as it was', actual: 'answer 200; it changed' }
      : { kind: 'pass' },
    durationMs: 3.25,
    exchanges: 4,
    replay: `kube-covenant run --filter '${requirement}' --seed 1 --effort deep`,
    ...(isBroken && { evidence: [exchange, exchange, exchange] }),
  };
}

const exchange = {
  method: 'PATCH',
  path: '/api/v1/namespaces/covenant-x/pods/pod-1',
  requestHeaders: { 'content-type': 'application/merge-patch+json', authorization: 'REDACTED' },
  requestBody: body,
  status: 200,
  responseHeaders: { 'content-type': 'application/json' },
  responseBody: body,
  at: 1,
  durationMs: 2,
};

const rows = Array.from({ length: cases }, (_, index) => caseAt(index));
const counts = Object.fromEntries(outcomeKinds.map((kind) => [kind, 0])) as RunRecord['counts'];
const record: RunRecord = {
  recordVersion: 1,
  suite: { name: 'kube-covenant', version: '0.0.0' },
  run: {
    id: 'bench',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 60_000,
    seed: 1,
    effort: 'deep',
    concurrency: 16,
    strictDocuments: false,
    profiles: ['cce'],
    filter: [],
    exchanges: cases * 4,
  },
  target: { server: 'https://bench.example', kind: 'external', schemas: 'published' },
  verdict: { kind: 'violations', exitCode: 1, reason: 'some broke a promise' },
  counts: { ...counts, violation: Math.ceil(cases / 50), pass: cases - Math.ceil(cases / 50) },
  chapters: all.map(({ name, title }) => ({ name, title })),
  requirements: facts,
  cases: rows,
  fieldMatrix: [],
  statusCodes: [],
  coverage: [],
  left: [],
};
const began = performance.now();
const bytes = renderAll(record).reduce((sum, { text }) => sum + text.length, 0);
const { maxRSS } = process.resourceUsage();
process.stdout.write(JSON.stringify({ ms: performance.now() - began, bytes, maxRssMiB: maxRSS / 1024 }));
