import type { Builder, TestCase, TestSuite } from 'junit-report-builder';
import junitReportBuilder from 'junit-report-builder';
import type { CaseRecord, RequirementFacts, RunRecord } from '../src/record.ts';
import { accountOf } from './account.ts';
import { evidenceFile } from './evidence.ts';
import { finish, firstLine, type SuiteFinish, xmlCdata, xmlText } from './junit-finish.ts';
import { className, testcaseName, uniqueNames } from './junit-names.ts';
import { plannedCases, plannedReason } from './junit-planned.ts';
import { findingOf, requirementLookup, verdictTitles } from './selection.ts';
import { cut, groupBy, oneLine } from './text.ts';

// The package's types describe its CommonJS face; under nodenext the default import is the builder itself.
const library = junitReportBuilder as unknown as Builder;

/** A case with all that its testcase says. */
interface Entry {
  readonly one: CaseRecord;
  readonly requirement: RequirementFacts;
  readonly name: string;
  readonly classname: string;
}

/**
 * The run as JUnit XML, one testsuite a chapter. Violations are failures; inconclusive cases and faults of the suite are errors
 * of different types; unsupported and disputed cases are skipped, with the reason, and so are requirements that are only planned. Advisories pass, and are told in the
 * suite's output. Valid under Jenkins's schema and Windyroad's, so what neither has room for is a property of the suite:
 * `<requirement>#level`, `#basis`, `#citation`, and for cases that did not pass `<testcase name>#outcome`, `#profile`, `#seed`, `#path`.
 */
export function renderJUnit(record: RunRecord): string {
  const builder = library.newBuilder();
  const finishes: SuiteFinish[] = [];
  for (const [chapter, entries] of entriesByChapter(record)) {
    const suite = openSuite(builder, record, chapter, sum(entries.map(({ one }) => one.durationMs)));
    describeEntries(suite, record, entries);
    for (const entry of entries) {
      const testcase = suite.testCase().className(entry.classname).name(entry.name).time(seconds(entry.one.durationMs));
      settle(testcase, entry);
    }
    finishes.push({
      ...placeOf(record),
      skipped: entries.filter(({ one }) => isSkipped(one)).map(skipReason),
      output: [
        ...entries.filter(({ one }) => one.outcome.kind === 'advisory').map(advisory),
        ...attachments(entries),
      ].join('\n\n'),
    });
  }
  if (needsVerdictCase(record)) finishes.push(addVerdictCase(builder, record));
  return `${finish(builder.build(), finishes)}\n`;
}

function entriesByChapter(record: RunRecord): Map<string, Entry[]> {
  const requirementOf = requirementLookup(record);
  const unique = uniqueNames();
  const entries = [...record.cases, ...plannedCases(record)].map((one): Entry => {
    const requirement = requirementOf(one.requirement);
    const classname = className(one.profile, requirement.chapter);
    return { one, requirement, classname, name: unique(classname, testcaseName(one, requirement)) };
  });
  const found = groupBy(entries, (entry) => entry.requirement.chapter);
  const order = record.chapters.map((chapter) => chapter.name);
  return new Map([...found].sort(([a], [b]) => rank(order, a) - rank(order, b)));
}

function rank(order: readonly string[], name: string): number {
  const index = order.indexOf(name);
  return index < 0 ? order.length : index;
}

function openSuite(builder: Builder, record: RunRecord, name: string, durationMs: number): TestSuite {
  const suite = builder.testSuite().name(xmlText(name)).time(seconds(durationMs));
  // Neither schema's pattern has room for a zone: the time is UTC.
  suite.timestamp(new Date(record.run.startedAt).toISOString().slice(0, 19));
  property(suite, 'suite.version', record.suite.version);
  property(suite, 'run.id', record.run.id);
  property(suite, 'run.seed', String(record.run.seed));
  property(suite, 'run.effort', record.run.effort);
  property(suite, 'run.profiles', record.run.profiles.join(' '));
  property(suite, 'run.verdict', record.verdict.kind);
  property(suite, 'target.server', record.target.server);
  property(suite, 'target.version', record.target.version ?? 'unknown');
  return suite;
}

function describeEntries(suite: TestSuite, record: RunRecord, entries: readonly Entry[]): void {
  for (const requirement of new Set(entries.map((entry) => entry.requirement))) {
    property(suite, `${requirement.id}#level`, requirement.level);
    property(suite, `${requirement.id}#basis`, requirement.basis);
    for (const cite of requirement.cites)
      property(suite, `${requirement.id}#citation`, `${cite.document} › ${cite.where}`);
  }
  for (const { one, name, requirement } of entries) {
    if (one.outcome.kind === 'pass') continue;
    const counterexample = findingOf(one.outcome)?.counterexample;
    property(suite, `${name}#outcome`, requirement.planned ? 'planned' : one.outcome.kind);
    property(suite, `${name}#profile`, one.profile);
    property(suite, `${name}#seed`, String(counterexample?.seed ?? record.run.seed));
    if (counterexample) property(suite, `${name}#path`, counterexample.path);
  }
}

function settle(testcase: TestCase, { one, requirement }: Entry): void {
  const { outcome } = one;
  if (outcome.kind === 'violation') {
    testcase.failure(message(outcome.reason), 'violation').stacktrace(xmlCdata(accountOf(one, requirement)));
  } else if (outcome.kind === 'inconclusive' || outcome.kind === 'error') {
    const type = outcome.kind === 'error' ? 'suite-error' : 'inconclusive';
    testcase.error(message(outcome.reason), type, xmlCdata(accountOf(one, requirement)));
  } else if (isSkipped(one)) {
    testcase.skipped();
  }
}

function isSkipped(one: CaseRecord): boolean {
  return one.outcome.kind === 'unsupported' || one.outcome.kind === 'disputed';
}

/** The reason in its first line, which is also the message; the account of a disputed case below it. */
function skipReason({ one, requirement }: Entry): string {
  if (requirement.planned) return message(plannedReason);
  if (one.outcome.kind === 'unsupported') return message(`unsupported: ${one.outcome.reason}`);
  if (one.outcome.kind !== 'disputed') return '';
  return `${message(`disputed (${one.outcome.dispute}): ${one.outcome.reason}`)}\n\n${accountOf(one, requirement)}`;
}

/** The evidence of the suite's cases, as the readers that show attachments look for it (Jenkins, GitLab): by relative path. */
function attachments(entries: readonly Entry[]): string[] {
  const shown = entries.filter(({ one }) => (one.evidence ?? []).length > 0);
  return [...new Set(shown.map(({ one }) => `[[ATTACHMENT|${evidenceFile(one.requirement)}]]`))];
}

function advisory({ one, requirement, name }: Entry): string {
  return `Advisory, not a failure: ${name}\n${accountOf(one, requirement)}`;
}

/** A file without a failure is green to its readers. Where the verdict is not, one testcase has to say so. */
function needsVerdictCase(record: RunRecord): boolean {
  const red = record.cases.some(({ outcome }) => /^(violation|inconclusive|error)$/.test(outcome.kind));
  return !red && (record.verdict.kind !== 'conformant' || record.cases.length === 0);
}

function addVerdictCase(builder: Builder, record: RunRecord): SuiteFinish {
  const reason = `${verdictTitles[record.verdict.kind]}: ${record.verdict.reason}`;
  const text = record.target.unreachable === undefined ? reason : `${reason}\nThe target: ${record.target.unreachable}`;
  const suite = openSuite(builder, record, 'run', record.run.durationMs);
  const testcase = suite.testCase().className('kube-covenant.run').name('run comes to a verdict').time(0);
  testcase.error(message(reason), record.verdict.kind === 'error' ? 'suite-error' : 'inconclusive', xmlCdata(text));
  return { ...placeOf(record), skipped: [], output: '' };
}

/** The record does not say where the suite ran, and a reader wants to know what it ran against: the target's host. */
function placeOf(record: RunRecord): { readonly hostname: string; readonly package: string } {
  const server = URL.canParse(record.target.server) ? new URL(record.target.server).hostname : '';
  return { hostname: server === '' ? 'localhost' : server, package: 'kube-covenant' };
}

function property(suite: TestSuite, name: string, value: string): void {
  suite.property(xmlText(oneLine(name)), xmlText(cut(oneLine(value), 500)));
}

function message(text: string): string {
  return xmlText(cut(firstLine(oneLine(text)), 500));
}

function seconds(ms: number): number {
  return Math.round(ms) / 1000;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
