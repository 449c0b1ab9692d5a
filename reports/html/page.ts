import type { RunRecord } from '../../src/record.ts';
import { brokenSection } from './broken.ts';
import { casesSection } from './cases.ts';
import { coverageSection } from './coverage.ts';
import { disputesSection } from './disputes.ts';
import { matrixSection } from './field-matrix.ts';
import { html, Markup } from './markup.ts';
import { script } from './script.ts';
import { statusCodesSection } from './status-codes.ts';
import { style } from './style.ts';
import { timeSection } from './time.ts';
import { uncheckedSection } from './unchecked.ts';
import { verdictSection } from './verdict.ts';
import { type Language, type Words, wordsOf } from './words.ts';

type Section = (record: RunRecord, words: Words) => Markup | undefined;

/** The sections in the order in which a reader asks for them, by the id that links lead to. */
const sections: readonly (readonly [keyof Words['sections'], Section])[] = [
  ['broken', brokenSection],
  ['matrix', matrixSection],
  ['codes', statusCodesSection],
  ['disputes', disputesSection],
  ['unchecked', uncheckedSection],
  ['coverage', coverageSection],
  ['time', timeSection],
  ['cases', casesSection],
];

/** The run as one page of HTML that asks nothing of any network. */
export function renderHtml(record: RunRecord, language: Language = 'en'): string {
  const words = wordsOf[language];
  const made = sections.flatMap(([name, section]) => {
    const content = section(record, words);
    return content ? [{ name, content }] : [];
  });
  return html`${doctype}
<html lang="${words.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="kube-covenant ${record.suite.version}">
<title>${words.verdicts[record.verdict.kind]} · ${record.target.server} · kube-covenant</title>
<style>${new Markup(style)}</style>
</head>
<body data-shown="${words.filters.shown}">
<a class="skip" href="#broken">${words.skip}</a>
<main>
${verdictSection(record, words, language)}
<nav aria-label="${words.sections.contents}"><ul>${made.map(({ name }) => html`<li><a href="#${name}">${words.sections[name]}</a></li>`)}</ul></nav>
${made.map(({ content }) => content)}
</main>
<script>${new Markup(script)}</script>
</body>
</html>
`.text;
}

const doctype = new Markup('<!doctype html>');
