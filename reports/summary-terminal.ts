import pc from 'picocolors';
import type { OutcomeKind } from '../src/outcome.ts';
import type { RunRecord } from '../src/record.ts';
import { coverageOfRecord, totalsInWords } from './coverage.ts';
import { disputesOf, reasonsOf, requirementsWith, verdictTitles } from './selection.ts';
import { columns, fitted, rows, wrapped } from './terminal-text.ts';
import { duration, oneLine, plural } from './text.ts';

const width = 80;
/** One row is left for the prompt. */
const height = 23;
const mostLeft = 3;
const label = 14;

/** A line as it is measured, and as it is painted. */
interface Line {
  readonly text: string;
  readonly paint?: Paint | undefined;
}
type Paint = (text: string) => string;
type Colors = ReturnType<typeof pc.createColors>;

/** The end of a run on a terminal of 80 by 24: verdict, counts, what broke, what was left, and the files written. */
export function renderSummaryTerminal(
  record: RunRecord,
  options: { readonly color: boolean; readonly files: readonly string[] },
): string {
  const colors = pc.createColors(options.color);
  const head = [...verdict(record, colors), ...facts(record), ...outcomes(record), promises(record)];
  const tail = [...undecided(record), ...leftBehind(record, colors), ...written(options.files)];
  const room = height - taken(head) - taken(tail);
  const lines = [...head, ...brokenPromises(record, colors, room), ...tail];
  return `${lines.map(({ text, paint }) => (paint === undefined ? text : paint(text))).join('\n')}\n`;
}

function taken(lines: readonly Line[]): number {
  return lines.reduce((total, line) => total + rows(line.text, width), 0);
}

function verdict(record: RunRecord, colors: Colors): Line[] {
  const { kind, reason } = record.verdict;
  const paint = {
    conformant: colors.green,
    violations: colors.red,
    inconclusive: colors.yellow,
    error: colors.magenta,
  };
  const sign = { conformant: '✓', violations: '✗', inconclusive: '?', error: '!' }[kind];
  return [
    { text: `${sign} ${verdictTitles[kind]}`, paint: (text) => colors.bold(paint[kind](text)) },
    { text: fitted(`  ${reason}`.trimStart(), width) },
  ];
}

function facts(record: RunRecord): Line[] {
  const { run, target, suite } = record;
  const kind = target.kind === 'reference' ? 'reference server' : 'external';
  const lines = [
    field('target', `${target.server} (${kind}, ${target.version ?? 'version unknown'})`),
    field('run', `seed ${run.seed}; effort ${run.effort}; profiles ${run.profiles.join(', ')}`),
    field('took', `${duration(run.durationMs)}, ${plural(run.exchanges, 'request')}; kube-covenant ${suite.version}`),
  ];
  const limits = [
    ...(run.bailed === undefined ? [] : [`stopped after ${plural(run.bailed, 'violation')}`]),
    ...(run.interrupted === undefined ? [] : [`interrupted by ${run.interrupted}`]),
    ...(run.filter.length === 0 ? [] : [`only ${run.filter.join(' ')}`]),
  ];
  if (limits.length > 0) lines.push(field('partial', limits.join('; ')));
  return lines;
}

function promises(record: RunRecord): Line {
  return field('promises', totalsInWords(coverageOfRecord(record).totals));
}

function outcomes(record: RunRecord): Line[] {
  const all = Object.entries(record.counts) as [OutcomeKind, number][];
  const parts = all.filter(([kind, count]) => count > 0 || kind === 'pass').map(([kind, count]) => `${count} ${kind}`);
  return wrapped(parts, width - label).map((text, index) => field(index === 0 ? 'cases' : '', text));
}

/** The worst first, as many as there is room for; what is left out is counted. */
function brokenPromises(record: RunRecord, colors: Colors, room: number): Line[] {
  const groups = requirementsWith(record, 'violation');
  const lines: Line[] = [];
  for (const [index, { requirement, cases }] of groups.entries()) {
    const first = cases[0];
    if (first === undefined) continue;
    const rest = groups.length - index;
    const block: Line[] = [
      {
        text: fitted(`✗ ${requirement.id} (${requirement.level}, ${plural(cases.length, 'case')})`, width),
        paint: colors.red,
      },
      field('  expected', first.outcome.expected),
      field('  actual', first.outcome.actual),
      // Never cut: it is there to be copied.
      { text: `${'  replay'.padEnd(label)}${oneLine(first.replay)}`, paint: colors.dim },
    ];
    const spare = rest > 1 ? 1 : 0;
    if (taken(lines) + taken(block) + spare > room) {
      const more = lines.length === 0 ? '' : 'more ';
      if (taken(lines) < room)
        lines.push({ text: `✗ ${plural(rest, `${more}broken promise`)}: see summary.md`, paint: colors.red });
      break;
    }
    lines.push(...block);
  }
  return lines;
}

function undecided(record: RunRecord): Line[] {
  const lines: Line[] = [];
  const disputes = disputesOf(record);
  if (disputes.length > 0) lines.push(field('disputed', disputes.map(({ dispute }) => dispute).join(', ')));
  for (const kind of ['error', 'inconclusive', 'unsupported'] as const) {
    const [first, ...rest] = reasonsOf(record, kind);
    if (first === undefined) continue;
    const more = rest.length === 0 ? '' : ` (and ${plural(rest.length, 'other reason')})`;
    lines.push(field(kind === 'error' ? 'own fault' : kind, first.reason, more));
  }
  return lines;
}

function leftBehind(record: RunRecord, colors: Colors): Line[] {
  const [first, ...rest] = record.left;
  if (first === undefined) return [field('left', 'nothing on the cluster')];
  const shown = [first, ...rest.slice(0, mostLeft - 1)];
  const more = record.left.length - shown.length;
  const title = `${'left'.padEnd(label)}${plural(record.left.length, 'object')} on the cluster${more > 0 ? `, ${more} of them not shown` : ''}:`;
  return [{ text: title, paint: colors.yellow }, ...shown.map(({ path, reason }) => field('', `${path} (${reason})`))];
}

/** The page for people with its path, never cut: it is there to be opened. The others are named; they lie in the same folder. */
function written(files: readonly string[]): Line[] {
  const main = files.find((file) => file.endsWith('summary.md')) ?? files[0];
  if (main === undefined) return [];
  const others = files.filter((file) => file !== main).map((file) => file.slice(file.lastIndexOf('/') + 1));
  const first: Line = { text: `${'reports'.padEnd(label)}${oneLine(main)}` };
  return others.length === 0 ? [first] : [first, field('', others.join(', '), ' beside it')];
}

/** A labelled line, cut to the width; `more` is kept whole at its end. */
function field(name: string, text: string, more = ''): Line {
  const title = name.padEnd(label);
  return { text: `${title}${fitted(text, width - columns(title) - columns(more))}${more}` };
}
