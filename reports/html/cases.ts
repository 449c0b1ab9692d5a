import type { CaseRecord, RequirementFacts, RunRecord } from '../../src/record.ts';
import { requirementLookup } from '../selection.ts';
import { cut, groupBy } from '../text.ts';
import { html, type Markup } from './markup.ts';
import { sign } from './signs.ts';
import type { Words } from './words.ts';

/** Characters of a reason that a row has room for. */
const longestReason = 240;

/** Every case, by requirement, with the filters over them. What passed is a name; the others say why. */
export function casesSection(record: RunRecord, words: Words): Markup {
  const requirementOf = requirementLookup(record);
  const groups = [...groupBy(record.cases, ({ requirement }) => requirement)];
  const planned = record.requirements.filter((one) => one.planned);
  const all = { ...words.outcomes };
  const { filters, sections } = words;
  const profiles = record.run.profiles;
  return html`<section id="cases" aria-labelledby="cases-title"><h2 id="cases-title">${sections.cases}</h2>
<form id="filters" class="filters" aria-label="${filters.title}">
<label>${filters.text} <input type="search" name="q" autocomplete="off"></label>
${select('outcome', filters.outcome, Object.entries(all), words)}
${select(
  'profile',
  filters.profile,
  profiles.map((name) => [name, name]),
  words,
)}
${select(
  'level',
  filters.level,
  ['MUST', 'SHOULD', 'MAY'].map((name) => [name, name]),
  words,
)}
${select(
  'chapter',
  filters.chapter,
  record.chapters.map(({ name, title }) => [name, title]),
  words,
)}
<button type="reset">${filters.clear}</button>
<output id="shown" aria-live="polite"></output>
</form>
<div id="list">${groups.map(([id, cases]) => requirementCases(requirementOf(id), cases, words))}${planned.map((one) => requirementCases(one, [], words))}</div>
</section>`;
}

function select(name: string, label: string, values: readonly (readonly string[])[], words: Words): Markup {
  return html`<label>${label} <select name="${name}"><option value="">${words.filters.all}</option>${values.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>`;
}

function requirementCases(requirement: RequirementFacts, cases: readonly CaseRecord[], words: Words): Markup {
  const { id, chapter, level, profiles, title, planned } = requirement;
  const rows = planned
    ? [html`<li data-o="planned">${sign('planned', words)} ${title}</li>`]
    : cases.map((one) => row(one, words));
  return html`<details class="req" data-c="${chapter}" data-l="${level}" data-p="${profiles.join(' ')}"><summary><code>${id}</code> <span class="n">${cases.length}</span></summary><p>${title}</p><ul>${rows}</ul></details>
`;
}

function row({ name, outcome }: CaseRecord, words: Words): Markup {
  if (outcome.kind === 'pass') return html`<li>${name}</li>`;
  return html`<li data-o="${outcome.kind}">${sign(outcome.kind, words)} ${name}: ${cut(outcome.reason, longestReason)}</li>`;
}
