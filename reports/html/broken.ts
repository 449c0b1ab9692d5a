import type { Exchange } from '../../src/evidence.ts';
import type { RequirementFacts, RunRecord } from '../../src/record.ts';
import { curlLine, lastWrite } from '../curl.ts';
import { evidenceFile } from '../evidence.ts';
import { type CaseOf, requirementsWith } from '../selection.ts';
import { cut } from '../text.ts';
import { markedDifference } from './difference.ts';
import { html, type Markup } from './markup.ts';
import { timeLineOf } from './time-line.ts';
import type { Words } from './words.ts';

/** Cases of one requirement that are spelled out, and requirements that are: the others are in the list of all cases. */
const mostCases = 3;
const mostRequirements = 60;

/** Places of a document that are named. */
const mostCites = 4;

const longestBody = 1500;
const longestText = 2000;

/** Which promises are broken, worst first: what was promised and where, what was sent, what came back, how to see it again. */
export function brokenSection(record: RunRecord, words: Words): Markup {
  const groups = requirementsWith(record, 'violation');
  const shown = groups.slice(0, mostRequirements);
  const rest = groups.slice(mostRequirements).reduce((sum, { cases }) => sum + cases.length, 0);
  return html`<section id="broken" aria-labelledby="broken-title"><h2 id="broken-title">${words.sections.broken}</h2>
${groups.length === 0 && html`<p>${words.broken.none}</p>`}
${shown.map(({ requirement, cases }) => brokenPromise(requirement, cases, words))}
${rest > 0 && html`<p>… ${rest} ${words.broken.more}</p>`}
</section>`;
}

function brokenPromise(requirement: RequirementFacts, cases: readonly CaseOf<'violation'>[], words: Words): Markup {
  const rest = cases.length - mostCases;
  return html`<article class="promise">
<h3><code>${requirement.id}</code> <span class="level">${requirement.level}</span> <span class="level">×${cases.length}</span></h3>
<p>${requirement.title}</p>
<div class="cites">${requirement.basis === 'stated' ? words.broken.stated : words.broken.derived}:<ul>${requirement.cites
    .slice(0, mostCites)
    .map(
      ({ document, title, where }) => html`<li><cite><code>${document}</code> ${title} › ${where}</cite></li>`,
    )}${requirement.cites.length > mostCites && html`<li>… ${requirement.cites.length - mostCites} ${words.broken.more}</li>`}</ul></div>
${cases.slice(0, mostCases).map((one) => brokenCase(one, words))}
${rest > 0 && html`<p>… ${rest} ${words.broken.more}</p>`}
</article>`;
}

function brokenCase({ requirement, name, outcome, replay, evidence = [] }: CaseOf<'violation'>, words: Words): Markup {
  const difference = markedDifference(cut(outcome.expected, longestText), cut(outcome.actual, longestText));
  const write = lastWrite(evidence);
  const { broken } = words;
  return html`<details class="case" open><summary><strong>${name}</strong>: ${outcome.reason}</summary>
<dl class="diff"><div><dt>${broken.expected}</dt><dd>${difference.expected}</dd></div><div><dt>${broken.actual}</dt><dd>${difference.actual}</dd></div>
${outcome.counterexample && html`<div><dt>${broken.example}</dt><dd><code>${cut(outcome.counterexample.value, longestText)}</code></dd></div>`}</dl>
${write && html`<div class="exchange"><h4>${broken.sent}</h4>${sent(write)}<h4>${broken.came}</h4>${came(write)}</div>`}
${outcome.timeLine && timeLineOf(outcome.timeLine, words)}
<h4>${broken.again}</h4><pre class="line"><code>${replay}</code></pre>
${write && html`<h4>${broken.curl}</h4><pre class="line"><code>${curlLine(write)}</code></pre><p class="note">${broken.curlNote}</p>`}
${evidence.length > 0 && html`<p class="note"><a href="${evidenceFile(requirement)}">${broken.evidence}</a> (${evidence.length})</p>`}
</details>`;
}

function sent({ method, path, requestHeaders, requestBody }: Exchange): Markup {
  const type = requestHeaders['content-type'];
  return html`<pre><code>${method} ${path}${type !== undefined && `\n${type}`}${requestBody && `\n\n${laidOut(requestBody)}`}</code></pre>`;
}

function came({ status, responseBody, responseHeaders }: Exchange): Markup {
  const { warning } = responseHeaders;
  return html`<pre><code>${status}${warning !== undefined && `\nwarning: ${warning}`}${responseBody && `\n\n${laidOut(responseBody)}`}</code></pre>`;
}

/** JSON laid out for people, as far as there is room; anything else as it is. */
function laidOut(body: string): string {
  try {
    return cut(JSON.stringify(JSON.parse(body), withoutOwners, 1), longestBody);
  } catch {
    return cut(body, longestBody);
  }
}

/** Who owns which field would take all the room there is. */
function withoutOwners(name: string, value: unknown): unknown {
  return name === 'managedFields' ? undefined : value;
}
