import type { RunRecord } from '../../src/record.ts';
import { type Conformance, conformanceOf } from '../certificate/certificate.ts';
import { limitText } from '../certificate/limit-text.ts';
import { limitsOf } from '../certificate/limits.ts';
import { duration, moment } from '../text.ts';
import { type CertificateWords, certificateWordsOf } from './certificate-words.ts';
import { html, Markup } from './markup.ts';
import { style } from './style.ts';
import type { Language } from './words.ts';

const resultSigns: Readonly<Record<Conformance['result'], string>> = {
  conformant: '✓',
  'not-conformant': '✗',
  incomplete: '?',
};
const verdicts: Readonly<Record<Conformance['result'], string>> = {
  conformant: 'conformant',
  'not-conformant': 'violations',
  incomplete: 'inconclusive',
};

/** The certificate as a page to print: what was certified, of which target, by which run, and what the run does not say. */
export function renderCertificatePage(record: RunRecord, language: Language = 'en'): string {
  const words = certificateWordsOf[language];
  const certificate = conformanceOf(record);
  const { target, run } = certificate;
  const limits = limitsOf(record).map((limit) => limitText(limit, language));
  return html`${new Markup('<!doctype html>')}
<html lang="${words.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title} · ${words.results[certificate.result]} · ${target.server}</title>
<style>${new Markup(style)}@page{size:A4;margin:18mm}</style>
</head>
<body>
<main>
<header class="verdict v-${verdicts[certificate.result]}">
<p class="note">kube-covenant · ${words.title}</p>
<h1><span aria-hidden="true">${resultSigns[certificate.result]}</span> ${words.results[certificate.result]}</h1>
<p class="lead">${words.said[certificate.result]}</p>
${limits.length > 0 && html`<ul>${limits.map((limit) => html`<li><strong>${limit}</strong></li>`)}</ul>`}
</header>
${facts(certificate, words)}
<section><h2>${words.counts}</h2>${countsTable(certificate, words)}</section>
<section><h2>${words.coverage}</h2>${coverageTable(certificate, words)}</section>
${list(
  words.disputes,
  certificate.disputes.map(({ dispute, cases }) => `${dispute} (${cases})`),
  words,
)}
${list(
  words.unsupported,
  certificate.unsupported.map(({ reason, cases }) => `${reason} (${cases})`),
  words,
)}
<p class="note">${words.verify} <code>kube-covenant verify</code>. ${words.run} ${run.id}, ${duration(run.durationMs)}.</p>
</main>
</body>
</html>
`.text;
}

function facts({ profiles, target, run, suite, requirements, left }: Conformance, words: CertificateWords): Markup {
  const { before, after } = target.fingerprint ?? {};
  const rows: [string, Markup][] = [
    [words.profiles, html`<strong>${profiles.join(', ')}</strong>`],
    [words.target, html`<code>${target.server}</code>`],
    [words.version, html`${target.version ?? '—'}`],
    [
      words.fingerprint,
      html`<code>${before ?? '—'}</code>${before !== after && html`<br><code>${after ?? '—'}</code>`}`,
    ],
    [words.date, html`<time datetime="${run.startedAt}">${moment(run.startedAt)}</time>`],
    [words.suite, html`kube-covenant ${suite.version}`],
    [words.settings, html`${run.seed}, ${run.effort}${run.strictDocuments && `, ${words.strict}`}`],
    [words.requirements, html`${requirements}`],
    [words.left, html`${left}`],
  ];
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function countsTable({ counts }: Conformance, words: CertificateWords): Markup {
  const kinds = Object.keys(counts.MUST) as (keyof Conformance['counts']['MUST'])[];
  return html`<table><thead><tr><th scope="col">${words.level}</th>${kinds.map((kind) => html`<th scope="col">${words.outcomes[kind]}</th>`)}</tr></thead><tbody>${(
    ['MUST', 'SHOULD', 'MAY'] as const
  ).map(
    (level) =>
      html`<tr><th scope="row">${level}</th>${kinds.map((kind) => html`<td>${counts[level][kind]}</td>`)}</tr>`,
  )}</tbody></table>`;
}

function coverageTable({ coverage }: Conformance, words: CertificateWords): Markup {
  const states = ['checked', 'undecided', 'planned', 'waived', 'unchecked'] as const;
  return html`<table><thead><tr><th scope="col">${words.document}</th>${states.map((state) => html`<th scope="col">${words.states[state]}</th>`)}</tr></thead><tbody>${coverage.map(
    (one) =>
      html`<tr><th scope="row"><code>${one.document}</code></th>${states.map((state) => html`<td>${one[state]}</td>`)}</tr>`,
  )}</tbody></table>`;
}

function list(title: string, items: readonly string[], words: CertificateWords): Markup {
  return html`<section><h2>${title}</h2>${items.length === 0 ? html`<p>${words.none}</p>` : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`}</section>`;
}
