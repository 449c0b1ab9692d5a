import { written } from '../../fixtures/running-pods.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Requirement } from '../../src/requirement.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { contentCase, whereThereAreNodes } from './content-cases.ts';
import { invalid, option, unreadable } from './covers.ts';
import { lawfulOptionsCase, refusedOptionsCase } from './option-cases.ts';

const all = written.lines.length;

/** The last lines of a log. */
export function tailLinesCutThePast(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'log.*.tail-lines-cuts-the-past',
    title: 'With tailLines the log of {kind} is its last lines, without it the whole',
    method:
      'Asks with numbers that are none, negative, zero and larger than any log; where Pods run, reads a log of known lines with several numbers and compares the lines.',
    covers: option('tailLines'),
    kills: () => ['negative-tail-lines-accepted', 'log-tail-lines-ignored', 'log-shows-last-lines-only'],
    *cases({ resource }, plan) {
      for (const [name, value] of Object.entries(unlawful)) {
        const owed = name === 'negative' ? invalid('tailLines') : unreadable;
        const what = `tailLines=${value}`;
        yield refusedOptionsCase(resource, {
          name,
          what,
          query: { tailLines: value },
          control: { tailLines: 1 },
          owed,
        });
      }
      for (const [name, value] of Object.entries(lawful))
        yield lawfulOptionsCase(resource, { name, what: `tailLines=${value}`, query: { tailLines: value } });
      yield* whereThereAreNodes(plan, [
        contentCase(resource, { name: 'whole-by-default', what: 'a log', container: 'lines', query: {} }),
        ...[0, 1, 4, all - 1, all, all + 5].map((tailLines) =>
          contentCase(resource, {
            name: `last-${tailLines}`,
            what: `a log asked for with tailLines=${tailLines}`,
            container: 'lines',
            query: { tailLines },
            owed: { tailLines },
          }),
        ),
      ]);
    },
  });
}

const unlawful = { negative: '-1', word: 'abc', fraction: '1.5', 'over-64-bits': '9223372036854775808' };
const lawful = { zero: '0', one: '1', 'the-largest': '9223372036854775807' };
