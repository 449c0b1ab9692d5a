import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { RunRecord } from '../src/record.ts';
import { renderJUnit } from './junit.ts';
import { clean, crowded, hostile, sample, unreachable, withCases } from './sample.test-data.ts';

const records: Record<string, RunRecord> = { sample, clean, unreachable, crowded };

interface Child {
  readonly message?: string;
  readonly type?: string;
  readonly '#text'?: string;
}
interface Testcase {
  readonly name: string;
  readonly classname: string;
  readonly failure?: Child;
  readonly error?: Child;
  readonly skipped?: Child;
}
interface Suite {
  readonly name: string;
  readonly [count: string]: unknown;
  readonly testcase: readonly Testcase[];
  readonly properties: { readonly property: readonly { readonly name: string; readonly value: string }[] };
  readonly 'system-out': string;
}

function parse(xml: string): readonly Suite[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    trimValues: false,
    htmlEntities: true,
    isArray: (name) => ['testsuite', 'testcase', 'property'].includes(name),
  });
  return parser.parse(xml, true).testsuites.testsuite;
}

const suites = parse(renderJUnit(sample));
const testcases = suites.flatMap((suite) => suite.testcase);
const named = (part: string) => testcases.find((one) => one.name.includes(part));

describe.each(['junit-10.xsd', 'strict-profile.xsd', 'JUnit.xsd'])('valid under %s', (file) => {
  const schema = readFileSync(new URL(`xsd/${file}`, import.meta.url), 'utf8');
  test.each(Object.keys(records))('%s', async (name) => {
    const contents = renderJUnit(records[name] as RunRecord);
    const xml = { fileName: 'junit.xml', contents: file === 'JUnit.xsd' ? withoutSkipped(contents) : contents };
    const result = await validateXML({ xml, schema });
    expect(result.errors.map((error) => error.message)).toEqual([]);
  });
});

/** The packaged version of the schema is from before skipped tests were in it; strict-profile.xsd has them as its newest has. */
function withoutSkipped(xml: string): string {
  return xml.replaceAll(/ skipped="\d+"|<skipped\b[^>]*?(?:\/>|>.*?<\/skipped>)/gs, '');
}

test('the schema of the Ant tasks refuses what it does not have', async () => {
  const schema = readFileSync(new URL('xsd/JUnit.xsd', import.meta.url), 'utf8');
  const xml = { fileName: 'junit.xml', contents: withoutSkipped(renderJUnit(sample)).replace(' hostname=', ' host=') };
  expect((await validateXML({ xml, schema })).valid).toBe(false);
});

test('each suite counts its own testcases', () => {
  expect(suites.map((suite) => suite.name)).toEqual(['properties', 'update', 'watch']);
  for (const suite of suites) {
    expect(suite).toMatchObject({
      tests: String(suite.testcase.length),
      failures: String(suite.testcase.filter((one) => one.failure).length),
      errors: String(suite.testcase.filter((one) => one.error).length),
      skipped: String(suite.testcase.filter((one) => one.skipped).length),
      timestamp: '2026-01-02T03:04:05',
      hostname: 'cluster.example',
    });
  }
});

test('by the rules of GitLab: nothing is dropped as a duplicate, and every text is told', () => {
  for (const record of [sample, crowded, withCases([...sample.cases, ...sample.cases])]) {
    const all = parse(renderJUnit(record)).flatMap((suite) => suite.testcase);
    const planned = record.requirements.filter((one) => one.planned).length;
    expect(new Set(all.map((one) => `${one.classname} ${one.name}`)).size).toBe(record.cases.length + planned);
    const told = all.filter((one) => (one.failure ?? one.error ?? one.skipped)?.['#text']);
    const { pass, advisory } = record.counts;
    expect(told.length).toBe(record.cases.length + planned - pass - advisory);
  }
});

test('by the rules of Jenkins: a failure or an error fails, a skipped child skips, two dots make no extra package', () => {
  const { violation, inconclusive, error, unsupported, disputed, pass, advisory } = sample.counts;
  const skipped = testcases.filter((one) => one.skipped);
  const failed = testcases.filter((one) => !one.skipped && (one.failure || one.error));
  expect(failed.length).toBe(violation + inconclusive + error);
  const planned = sample.requirements.filter((one) => one.planned).length;
  expect(skipped.length).toBe(unsupported + disputed + planned);
  expect(testcases.length - failed.length - skipped.length).toBe(pass + advisory);
  expect(new Set(testcases.map((one) => one.classname))).toEqual(
    new Set(['cce.properties', 'cce.update', 'kubernetes.update', 'cce.watch']),
  );
});

test('by the rules of Azure: every case has a name, and every message is an attribute', () => {
  expect(testcases.filter((one) => one.name === '')).toEqual([]);
  for (const child of testcases.flatMap((one) => one.failure ?? one.error ?? one.skipped ?? [])) {
    expect(child.message).toMatch(/\S/);
  }
});

test('names are ASCII, under 200 characters, and a name that was cut keeps its difference', () => {
  const [one] = sample.cases;
  if (one === undefined) throw new Error('the sample has cases');
  const long = ['a', 'b'].map((end) => ({ ...one, name: `${'x'.repeat(300)}${end}` }));
  const odd = { ...one, name: '标签  é' };
  const checked = { verdict: clean.verdict, requirements: sample.requirements.filter((each) => !each.planned) };
  const names = parse(renderJUnit(withCases([...long, odd], checked))).flatMap((suite) =>
    suite.testcase.map((one) => one.name),
  );
  for (const name of names) expect(name).toMatch(/^update\.pod\.listed-fields-change \[MUST\] [ -~]{1,165}$/);
  expect(names[0]).toMatch(/^.{187} #[0-9a-f]{10}$/);
  expect(new Set(names).size).toBe(3);
  const alone = parse(renderJUnit(withCases(long.slice(1)))).flatMap((suite) =>
    suite.testcase.map((each) => each.name),
  );
  expect(alone, 'a name does not depend on the other cases').toContain(names[1]);
});

test('inconclusive cases and faults of the suite are errors of different types', () => {
  expect(named('throttled')?.error?.type).toBe('inconclusive');
  expect(named('broke')?.error?.type).toBe('suite-error');
});

test('what was skipped says why, in the message and in the text', () => {
  const reason = 'unsupported: the target has no server-side apply';
  expect(named('] apply')?.skipped).toEqual({ message: reason, '#text': reason });
  const disputed = named('selfLink by PUT')?.skipped;
  expect(disputed?.message).toBe('disputed (pod-self-link): the field changed');
  expect(disputed?.['#text']).toContain('Expected: spec.nodeName stays unset');
});

test('an advisory passes and is told in the output of its suite', () => {
  expect(named('warns')).not.toHaveProperty('failure');
  expect(suites[1]?.['system-out']).toContain('Advisory, not a failure: update.pod.warns [SHOULD] warns');
  expect(suites[0]?.['system-out']).toBe('');
});

test('a failure says what was promised and where, expected against actual, and how to see it again', () => {
  const failure = named('spec.nodeName by merge patch')?.failure;
  expect(failure).toMatchObject({ type: 'violation', message: 'the field changed' });
  const parts = [
    'update.pod.other-fields-are-immutable: Other fields stay',
    'MUST, stated in\n  Updating a Pod › Parameters › Table 3 › spec.image',
    'Expected: spec.nodeName stays unset',
    'Actual:   spec.nodeName is "n"',
    'Counterexample: {"a":"b"} (seed -7, path 3:0:1, shrunk by 4 steps)',
    'Replay: kube-covenant run --filter update.pod.* --seed 42 # spec.nodeName by merge patch',
    'curl -sS -X PATCH',
    '> PATCH /api/v1/namespaces/covenant-1/pods/',
  ];
  const places = parts.map((part) => failure?.['#text']?.indexOf(part) ?? -1);
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBe(0);
  const text = failure?.['#text'] ?? '';
  expect(text).toContain('> POST /api/v1/namespaces/covenant-1/pods');
  expect(text).toMatch(/^< \(\d{5} more characters\)$/m);
  expect(text.slice(text.indexOf('Exchanges:')).length).toBeLessThan(4200);
});

test('properties tell the requirement, and what neither schema has room for in a testcase', () => {
  const properties = new Map(suites[1]?.properties.property.map(({ name, value }) => [name, value]));
  const one = 'update.pod.other-fields-are-immutable [MUST] spec.nodeName by merge patch';
  expect(properties.get('update.pod.warns#level')).toBe('SHOULD');
  expect(properties.get('update.pod.warns#basis')).toBe('stated');
  expect(properties.get('update.pod.warns#citation')).toContain('cce-pod-update › Parameters');
  expect(['outcome', 'profile', 'seed', 'path'].map((key) => properties.get(`${one}#${key}`))).toEqual([
    'violation',
    'cce',
    '-7',
    '3:0:1',
  ]);
});

test('hostile text comes back as it was, without what XML does not allow', () => {
  const text = named('hostile')?.failure?.['#text'] ?? '';
  expect(text).toContain(
    ']]> twice ]]> <skipped/> </testsuite> & "double" \'single\' `tick` ``two`` a|b emoji\u{1f984}',
  );
  expect(hostile).toContain('\u0000');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(renderJUnit(sample)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ufdd0]|\p{Cs}/u);
});

test('a run that could not come to a verdict is never green', () => {
  expect(parse(renderJUnit(unreachable)).flatMap((suite) => suite.testcase)).toMatchObject([
    { name: 'watch.pod.streams [MUST] (not checked yet)', skipped: {} },
    { name: 'run comes to a verdict', error: { type: 'inconclusive' } },
  ]);
  const interrupted = withCases(clean.cases, { verdict: { kind: 'inconclusive', exitCode: 3, reason: 'interrupted' } });
  expect(renderJUnit(interrupted)).toContain('No verdict: interrupted');
  expect(renderJUnit(clean)).not.toContain('run comes to a verdict');
});

test('a requirement that is only planned is skipped, with the reason, and never passes', () => {
  const planned = named('watch.pod.streams');
  expect(planned).toMatchObject({
    name: 'watch.pod.streams [MUST] (not checked yet)',
    classname: 'cce.watch',
    skipped: { message: 'planned: declared, but not checked yet' },
  });
  const properties = suites.find((suite) => suite.name === 'watch')?.properties.property;
  expect(properties).toContainEqual({ name: `${planned?.name}#outcome`, value: 'planned' });
});

test('the same record gives the same file', () => {
  expect(renderJUnit(sample)).toBe(renderJUnit(structuredClone(sample)));
});
