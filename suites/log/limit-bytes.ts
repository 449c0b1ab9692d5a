import { written } from '../../fixtures/running-pods.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Requirement } from '../../src/requirement.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { contentCase, whereThereAreNodes } from './content-cases.ts';
import { invalid, option, unreadable } from './covers.ts';
import { lawfulOptionsCase, refusedOptionsCase } from './option-cases.ts';

const all = written.lines.join('\n').length + 1;

/** The first bytes of a log. */
export function bytesAreLimited(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'log.*.bytes-are-limited',
    title: 'The log of {kind} ends at about the number of bytes asked for',
    method:
      'Asks with limits that are none, negative and zero; where Pods run, reads a log of known lines with several limits: it is the beginning of the whole, and no more than a line off the number.',
    covers: option('limitBytes'),
    kills: () => ['log-options-not-validated', 'log-limit-bytes-ignored'],
    *cases({ resource }, plan) {
      for (const [name, value] of Object.entries(unlawful)) {
        const owed = name === 'word' || name === 'over-64-bits' ? unreadable : invalid('limitBytes');
        const what = `limitBytes=${value}`;
        yield refusedOptionsCase(resource, {
          name,
          what,
          query: { limitBytes: value },
          control: { limitBytes: 1 },
          owed,
        });
      }
      for (const [name, value] of Object.entries(lawful))
        yield lawfulOptionsCase(resource, { name, what: `limitBytes=${value}`, query: { limitBytes: value } });
      yield* whereThereAreNodes(
        plan,
        [1, 30, 150, all, all + 1000].map((limitBytes) =>
          contentCase(resource, {
            name: `first-${limitBytes}`,
            what: `a log asked for with limitBytes=${limitBytes}`,
            container: 'lines',
            query: { limitBytes },
            owed: { limitBytes },
          }),
        ),
      );
    },
  });
}

const unlawful = { zero: '0', negative: '-1', word: 'abc', 'over-64-bits': '9223372036854775808' };
const lawful = { one: '1', 'the-largest': '9223372036854775807' };
