import type { Exchange } from '../src/evidence.ts';
import type { CaseRecord, RequirementFacts } from '../src/record.ts';
import { curlLine, lastWrite } from './curl.ts';
import { evidenceFile } from './evidence.ts';
import { findingOf } from './selection.ts';
import { cut, oneLine, plural, printable } from './text.ts';

const longestValue = 2000;
const longestBody = 1200;
const longestEvidence = 4096;

/**
 * The account of one case in plain text, for readers that show no more than text: what was promised and where, expected
 * against actual, how to see it again, and the last exchanges as far as they fit.
 */
export function accountOf(one: CaseRecord, requirement: RequirementFacts): string {
  const finding = findingOf(one.outcome);
  const evidence = one.evidence ?? [];
  const write = lastWrite(evidence);
  const lines = [`${requirement.id}: ${oneLine(requirement.title)}`, ...promised(requirement)];
  if (one.outcome.kind === 'disputed') lines.push(`Dispute: ${oneLine(one.outcome.dispute)}`);
  if (one.outcome.kind !== 'pass') lines.push(`What happened: ${value(one.outcome.reason)}`);
  if (finding) lines.push(`Expected: ${value(finding.expected)}`, `Actual:   ${value(finding.actual)}`);
  if (finding?.counterexample) {
    const { value: shrunk, seed, path, shrinks } = finding.counterexample;
    lines.push(`Counterexample: ${value(shrunk)} (seed ${seed}, path ${path}, shrunk by ${plural(shrinks, 'step')})`);
  }
  lines.push(`Replay: ${oneLine(one.replay)}`);
  if (write) lines.push(`Send again ($SERVER is the URL, $TOKEN the credential): ${printable(curlLine(write))}`);
  if (evidence.length > 0) lines.push(`Evidence: ${evidenceFile(one.requirement)}`, '', ...lastExchanges(evidence));
  return lines.join('\n');
}

function promised(requirement: RequirementFacts): string[] {
  const basis = requirement.basis === 'stated' ? 'stated in' : 'derived from';
  const places = requirement.cites.map((cite) => `  ${oneLine(cite.title)} › ${oneLine(cite.where)}`);
  return places.length === 0
    ? [`${requirement.level}, ${requirement.basis}`]
    : [`${requirement.level}, ${basis}`, ...places];
}

function value(text: string): string {
  return cut(printable(text), longestValue);
}

/** The last exchanges, oldest first, as many as fit. */
function lastExchanges(evidence: readonly Exchange[]): string[] {
  const shown: string[] = [];
  let room = longestEvidence;
  for (const exchange of evidence.toReversed()) {
    const whole = showExchange(exchange);
    // The last one is shown as far as it fits, the others whole or not at all.
    const text = shown.length === 0 ? cut(whole, room) : whole;
    if (text.length > room) break;
    shown.unshift(text);
    room -= text.length;
  }
  const rest = evidence.length - shown.length;
  const title =
    rest === 0 ? 'Exchanges:' : `Exchanges (the last ${shown.length} of ${evidence.length}; run.json has all):`;
  return [title, ...shown];
}

/** An exchange as lines for people, its bodies cut: the request behind `>`, the answer behind `<`. */
export function showExchange(exchange: Exchange): string {
  const lines = [`> ${exchange.method} ${cut(oneLine(exchange.path), 500)}`];
  lines.push(...headerLines('>', exchange.requestHeaders, /^content-type$/i), ...bodyLines('>', sentBody(exchange)));
  lines.push(`< ${exchange.status} after ${Math.round(exchange.durationMs)} ms`);
  lines.push(...headerLines('<', exchange.responseHeaders, /^(content-type|warning|retry-after)$/i));
  lines.push(...bodyLines('<', exchange.responseBody));
  return lines.join('\n');
}

function sentBody({ requestBody, requestBodyBase64 }: Exchange): string | undefined {
  return requestBody ?? (requestBodyBase64 === undefined ? undefined : `(base64) ${requestBodyBase64}`);
}

function headerLines(sign: string, headers: Readonly<Record<string, string>>, wanted: RegExp): string[] {
  return Object.entries(headers)
    .filter(([name]) => wanted.test(name))
    .map(([name, text]) => `${sign} ${name}: ${cut(oneLine(text), 200)}`);
}

function bodyLines(sign: string, body: string | undefined): string[] {
  if (body === undefined || body === '') return [];
  const more = body.length - longestBody;
  const lines = [`${sign} ${cut(printable(body), longestBody).replaceAll('\n', `\n${sign} `)}`];
  if (more > 0) lines.push(`${sign} (${more} more characters)`);
  return lines;
}
