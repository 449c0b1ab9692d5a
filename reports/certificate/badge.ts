import type { RunRecord } from '../../src/record.ts';
import { conformanceOf } from './certificate.ts';

const colors = { conformant: '#1a7f37', 'not-conformant': '#b42318', incomplete: '#6b7280' } as const;
const words = { conformant: 'conformant', 'not-conformant': 'not conformant', incomplete: 'incomplete' } as const;

/** Width of a character of 11 pixels, on average, and the space beside a text. */
const characterWidth = 6.6;
const padding = 8;

/** A badge for a page of the vendor's: what was checked, and how it came out. An SVG that asks nothing of any network. */
export function renderBadge(record: RunRecord): string {
  const { result, profiles } = conformanceOf(record);
  const left = `kube-covenant ${profiles.join(', ')}`;
  const right = words[result];
  const [leftWidth, rightWidth] = [left, right].map((text) =>
    Math.round(text.length * characterWidth + 2 * padding),
  ) as [number, number];
  const width = leftWidth + rightWidth;
  const text = (content: string, center: number) =>
    `<text x="${center}" y="14" text-anchor="middle" fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${escaped(content)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${escaped(`${left}: ${right}`)}"><title>${escaped(`${left}: ${right}`)}</title><clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath><g clip-path="url(#r)"><rect width="${leftWidth}" height="20" fill="#374151"/><rect x="${leftWidth}" width="${rightWidth}" height="20" fill="${colors[result]}"/></g>${text(left, leftWidth / 2)}${text(right, leftWidth + rightWidth / 2)}</svg>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
