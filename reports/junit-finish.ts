/**
 * What junit-report-builder leaves undone for a file that is valid under both public schemas, Jenkins's and Windyroad's: the
 * attributes that the second demands of a suite and forbids on the root, a reason for what was skipped, output at the end of a
 * suite (neither schema has it in every place), and text that closes a CDATA section more than once.
 */

// XML 1.0 has no place for these, not even escaped. U+FDD0 is legal but stands for nothing, and is used below as a mark.
const illegal = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fdcf}\u{fdd1}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const mark = '\ufdd0';

/** Text without the characters that XML 1.0 does not allow. */
export function xmlText(text: string): string {
  return text.replace(illegal, '');
}

/** The same for a CDATA section that the builder writes: what would end the section is marked, and mended by `finish`. */
export function xmlCdata(text: string): string {
  return xmlText(text).replaceAll(']]>', `]]${mark}>`);
}

/** What `finish` adds to one suite, and the reasons of its skipped testcases in their order. */
export interface SuiteFinish {
  readonly hostname: string;
  readonly package: string;
  readonly skipped: readonly string[];
  readonly output: string;
}

/** The builder's XML as the strict profile; `suites` are in the builder's order. */
export function finish(xml: string, suites: readonly SuiteFinish[]): string {
  const skipped = suites.flatMap((suite) => suite.skipped);
  let opened = 0;
  let closed = 0;
  // CDATA is matched to be passed over: what a target answered may look like any of the tags. In attributes `<` is escaped.
  const seams = /<!\[CDATA\[[\s\S]*?\]\]>|<testsuites\b[^>]*>|<testsuite (?=name=)|<skipped\/>|<\/testsuite>/g;
  return xml
    .replace(seams, (found) => {
      if (found.startsWith('<testsuites')) return '<testsuites>';
      if (found === '<testsuite ') {
        const suite = suites[opened];
        const extra = `id="${opened++}" hostname="${attribute(suite?.hostname ?? '')}" package="${attribute(suite?.package ?? '')}"`;
        return `<testsuite ${extra} `;
      }
      if (found === '<skipped/>') {
        const reason = skipped.shift() ?? '';
        return `<skipped message="${attribute(firstLine(reason))}">${cdata(reason)}</skipped>`;
      }
      if (found === '</testsuite>') {
        const output = suites[closed++]?.output ?? '';
        const body = output === '' ? '' : cdata(output);
        return `  <system-out>${body}</system-out>\n    <system-err></system-err>\n  </testsuite>`;
      }
      return found;
    })
    .replaceAll(mark, ']]><![CDATA[');
}

/** The line that stands for a longer text where there is room for one. */
export function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function cdata(text: string): string {
  return `<![CDATA[${xmlCdata(text)}]]>`;
}

function attribute(text: string): string {
  return xmlText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
