import type { OutcomeKind } from '../../src/outcome.ts';
import type { RunRecord } from '../../src/record.ts';
import { limitText } from '../certificate/limit-text.ts';
import { limitsOf } from '../certificate/limits.ts';
import { coverageOfRecord } from '../coverage.ts';
import { duration, moment } from '../text.ts';
import { html, type Markup } from './markup.ts';
import { verdictReason } from './reason.ts';
import { outcome } from './signs.ts';
import type { Language, Words } from './words.ts';

const verdictSigns = { conformant: '✓', violations: '✗', inconclusive: '?', error: '!' } as const;

/** The verdict that a vendor would quote, with all that says what it is of. */
export function verdictSection(record: RunRecord, words: Words, language: Language): Markup {
  const { verdict, run, target, suite, counts } = record;
  const { totals } = coverageOfRecord(record);
  const limits = limitsOf(record).map((limit) => limitText(limit, language));
  const kinds = (Object.entries(counts) as [OutcomeKind, number][]).filter(([, count]) => count > 0);
  const { facts, states } = words;
  return html`<header class="verdict v-${verdict.kind}">
<h1><span aria-hidden="true">${verdictSigns[verdict.kind]}</span> ${words.verdicts[verdict.kind]}</h1>
<p class="lead">${verdictReason(record, language)}</p>
<dl class="facts">
${fact(facts.profiles, html`<strong>${run.profiles.join(', ')}</strong>`)}
${fact(facts.target, html`<code>${target.server}</code>${target.kind === 'reference' && html` (${facts.reference})`}`)}
${fact(facts.version, html`${target.version ?? '—'}`)}
${fact(facts.cases, html`${kinds.map(([kind, count]) => html`<span class="count">${count} ${outcome(kind, words)}</span> `)}`)}
${fact(
  facts.promises,
  html`${Object.entries(totals)
    .flatMap(([state, count]) => (count > 0 ? [`${count} ${states[state as keyof typeof states]}`] : []))
    .join(', ')}`,
)}
${fact(facts.date, html`<time datetime="${run.startedAt}">${moment(run.startedAt)}</time>`)}
${fact(facts.suite, html`kube-covenant ${suite.version}`)}
${fact(facts.seed, html`${run.seed}, ${run.effort}`)}
${fact(facts.took, html`${duration(run.durationMs)}, ${run.exchanges} ${words.tables.requests.toLowerCase()}`)}
</dl>
${limits.length > 0 && html`<div class="limits"><h2>${facts.limits}</h2><ul>${limits.map((limit) => html`<li>${limit}</li>`)}</ul></div>`}
</header>`;
}

function fact(name: string, value: Markup): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
