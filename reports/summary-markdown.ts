import type { RunRecord } from '../src/record.ts';
import { coverageOfRecord, totalsInWords } from './coverage.ts';
import { codeCell, codeSpan, markdownText, table } from './markdown-text.ts';
import {
  type CaseOf,
  disputesOf,
  plannedOf,
  type RequirementCases,
  reasonsOf,
  requirementsWith,
  verdictTitles,
} from './selection.ts';
import { duration, plural } from './text.ts';

const mostCases = 10;
const mostCasesEach = 3;
const mostRows = 8;

/** The run as a Markdown page of a screen or two: the verdict first, then what broke, then what was not decided. */
export function renderSummaryMarkdown(record: RunRecord): string {
  const sections = [
    verdict(record),
    brokenPromises(record),
    advisories(record),
    disputes(record),
    undecided(record, 'error', 'Faults of the suite itself'),
    undecided(record, 'inconclusive', 'Could not be checked'),
    undecided(record, 'unsupported', 'Not supported by the target'),
    planned(record),
    leftBehind(record),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function verdict(record: RunRecord): string[] {
  const { run, target, counts } = record;
  const sign = { conformant: '✅', violations: '❌', inconclusive: '⚠️', error: '💥' }[record.verdict.kind];
  const facts: [string, string][] = [
    [
      'Target',
      `${codeCell(target.server)} ${target.kind === 'reference' ? '(the built-in reference server)' : ''}`.trim(),
    ],
    ['Version', target.version === undefined ? 'not told' : codeCell(target.version)],
    ['Profiles', run.profiles.map((profile) => markdownText(profile)).join(', ')],
    ['Seed, effort', `${run.seed}, ${run.effort}${run.strictDocuments ? ', strict documents' : ''}`],
    ['Took', `${duration(run.durationMs)}, ${plural(run.exchanges, 'request')}`],
    ['Promises', `${totalsInWords(coverageOfRecord(record).totals)} (coverage.md)`],
  ];
  if (run.filter.length > 0) facts.push(['Only', run.filter.map((glob) => codeCell(glob)).join(', ')]);
  if (run.bailed !== undefined) facts.push(['Stopped', `after ${plural(run.bailed, 'violation')}`]);
  if (run.interrupted !== undefined) facts.push(['Interrupted', `by ${markdownText(run.interrupted)}`]);
  if (target.unreachable !== undefined) facts.push(['Unreachable', markdownText(target.unreachable)]);
  const kinds = Object.entries(counts);
  return [
    `# ${sign} ${verdictTitles[record.verdict.kind]}`,
    '',
    markdownText(record.verdict.reason),
    '',
    ...table(
      kinds.map(([kind]) => kind),
      [kinds.map(([, count]) => (count === 0 ? '0' : `**${count}**`))],
    ),
    '',
    ...table(['Run', `kube-covenant ${markdownText(record.suite.version)}, ${run.startedAt}`], facts),
  ];
}

function brokenPromises(record: RunRecord): string[] {
  const groups = requirementsWith(record, 'violation');
  if (groups.length === 0) return [];
  const lines = ['## Broken promises'];
  let room = mostCases;
  let shownGroups = 0;
  for (const group of groups) {
    if (room === 0) break;
    const shown = group.cases.slice(0, Math.min(mostCasesEach, room));
    lines.push('', ...promise(group), '', ...shown.flatMap(deviation));
    const rest = group.cases.length - shown.length;
    if (rest > 0) lines.push(`- … and ${plural(rest, 'more case')}`);
    room -= shown.length;
    shownGroups++;
  }
  const rest = groups.slice(shownGroups);
  const cases = rest.reduce((total, group) => total + group.cases.length, 0);
  if (rest.length > 0)
    lines.push('', `… and ${plural(rest.length, 'more promise')}, broken in ${plural(cases, 'case')}.`);
  return lines;
}

function promise({ requirement, cases }: RequirementCases<'violation'>): string[] {
  const places = requirement.cites.map((cite) => `${markdownText(cite.title)} › ${markdownText(cite.where)}`);
  const where = places.length === 0 ? requirement.basis : `${requirement.basis}: ${places.slice(0, 3).join('; ')}`;
  return [
    `### ${codeSpan(requirement.id)}`,
    '',
    `${markdownText(requirement.title)} (${requirement.level}, ${where}). Broken in ${plural(cases.length, 'case')}.`,
  ];
}

function deviation({ name, outcome, replay }: CaseOf<'violation'>): string[] {
  return [
    `- **${markdownText(name, 120)}**: ${markdownText(outcome.reason)}`,
    `  - expected ${codeSpan(outcome.expected, 200)}`,
    `  - actual ${codeSpan(outcome.actual, 200)}`,
    ...(outcome.counterexample === undefined
      ? []
      : [`  - smallest example ${codeSpan(outcome.counterexample.value, 200)}`]),
    `  - again: ${codeSpan(replay, 1000)}`,
  ];
}

function advisories(record: RunRecord): string[] {
  const rows = requirementsWith(record, 'advisory').map(({ requirement, cases }) => [
    codeCell(requirement.id),
    `${requirement.level}: ${markdownText(requirement.title)}`,
    String(cases.length),
  ]);
  return section('Advisories (no promise was broken)', ['Requirement', 'What was not met', 'Cases'], rows);
}

function disputes(record: RunRecord): string[] {
  const rows = disputesOf(record).map(({ dispute, cases }) => [
    codeCell(dispute),
    markdownText(cases[0]?.outcome.reason ?? '', 200),
    String(cases.length),
  ]);
  const title = 'Disputed: a document says one thing, the Kubernetes API is known to do another';
  return section(title, ['Dispute', 'For example', 'Cases'], rows);
}

function undecided(record: RunRecord, kind: 'unsupported' | 'inconclusive' | 'error', title: string): string[] {
  const rows = reasonsOf(record, kind).map(({ reason, count }) => [markdownText(reason), String(count)]);
  return section(title, ['Reason', 'Cases'], rows);
}

function planned(record: RunRecord): string[] {
  const rows = plannedOf(record).map(({ chapter, count }) => [markdownText(chapter), String(count)]);
  const lines = section('Not checked yet', ['Chapter', 'Requirements'], rows);
  return lines.length === 0 ? [] : [...lines, '', 'Declared, but without a check: none of them was kept or broken.'];
}

function leftBehind(record: RunRecord): string[] {
  if (record.left.length === 0) return ['## Left on the cluster', '', 'Nothing.'];
  const rows = record.left.map(({ path, reason }) => [codeCell(path), markdownText(reason)]);
  return section('Left on the cluster', ['Object', 'Why'], rows);
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const lines = [`## ${title}`, '', ...table(head, rows.slice(0, mostRows))];
  if (rows.length > mostRows) lines.push('', `… and ${rows.length - mostRows} more.`);
  return lines;
}
