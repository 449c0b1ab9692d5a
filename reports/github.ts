import type { RunRecord } from '../src/record.ts';
import { requirementsWith } from './selection.ts';
import { oneLine, plural } from './text.ts';

/** Annotations that GitHub shows of one step, of each kind; the others it drops. */
const mostAnnotations = 10;

/**
 * Workflow commands that annotate a GitHub Actions run: an error a requirement that was broken, worst first, and one for all
 * those that there is no room for. (GitHub documentation, "Workflow commands".)
 */
export function githubAnnotations(record: RunRecord): string {
  const broken = requirementsWith(record, 'violation');
  const shown = broken.slice(0, broken.length > mostAnnotations ? mostAnnotations - 1 : mostAnnotations);
  const lines = shown.map(({ requirement, cases }) => {
    const [first] = cases;
    const said = first
      ? `${first.outcome.reason}; expected ${first.outcome.expected}; actual ${first.outcome.actual}`
      : '';
    const title = `${requirement.id} (${requirement.level}, ${plural(cases.length, 'case')})`;
    return command('error', title, `${requirement.title}: ${said}`);
  });
  const rest = broken.length - shown.length;
  if (rest > 0)
    lines.push(command('error', `${plural(rest, 'more broken promise')}`, 'The job summary has all of them.'));
  return lines.map((line) => `${line}\n`).join('');
}

function command(kind: 'error', title: string, message: string): string {
  return `::${kind} title=${property(oneLine(title))}::${data(oneLine(message))}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
