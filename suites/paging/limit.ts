import type { Library } from '../../src/contract/library.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { query } from '../promises/selection.ts';
import { ofLists, served } from './covers.ts';
import { judgeHistory } from './judge-history.ts';
import type { Form, SentQuery } from './recorder.ts';
import { refusalCase } from './refused-list.ts';
import { type Scene, sceneOf } from './scene.ts';
import { firstAndAnother } from './some.ts';
import { walk } from './walk.ts';

/** No part of a list is larger than was asked for. */
export function partsHoldAtMostLimit(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'paging.*.parts-hold-at-most-limit',
    title: 'No part of a list of the objects of {kind} holds more of them than the limit',
    method:
      'Lists in parts of every size: one, some, as many as there are, more, and numbers that no list reaches; zero and less are no limit; what is no whole number is refused.',
    covers: ofLists(...query('limit')),
    derivedFrom: served,
    kills: () => ['limit-ignored', 'page-boundary-repeats-item', 'bad-query-number-answers-500'],
    *cases(subject, plan) {
      for (const [name, limitIn] of firstAndAnother(plan, `${subject.resource.name} limits`, Object.entries(limits)))
        yield limitCase(subject, name, (scene) => ({ limit: limitIn(scene) }), ['object']);
      yield limitCase(subject, 'tables-and-metadata', () => ({ limit: '2' }), ['table', 'metadata']);
      yield limitCase(subject, 'selected', () => ({ limit: '1', labelSelector: 'shade' }), ['object', 'metadata']);
      for (const [name, limit] of firstAndAnother(plan, `${subject.resource.name} refused`, refused))
        yield refusalCase(subject, {
          name: `refused/${name}`,
          query: { limit },
          statuses: [400],
          control: { limit: '1' },
        });
    },
  });
}

const limits: Readonly<Record<string, (scene: Scene) => string>> = {
  one: () => '1',
  zero: () => '0',
  'less-than-zero': () => '-1',
  'one-less-than-all': ({ objects }) => String(objects.length - 1),
  all: ({ objects }) => String(objects.length),
  'one-more-than-all': ({ objects }) => String(objects.length + 1),
  'beyond-32-bits': () => '2147483648',
  'largest-number': () => '9223372036854775807',
};

const refused = [
  ['a word', 'abc'],
  ['a fraction', '1.5'],
  ['too large', '9223372036854775808'],
  ['an exponent', '1e1'],
] as const;

function limitCase(
  { resource }: Subject,
  name: string,
  queryIn: (scene: Scene) => SentQuery,
  forms: readonly Form[],
): Case {
  return defineCase({
    name,
    async gather(world) {
      const scene = await sceneOf(world, resource);
      const asked = queryIn(scene);
      const listings = [];
      for (const form of forms) {
        const called = form === 'object' ? 'list' : `${form} list`;
        listings.push(
          ...(await walk(scene.recorder, { name: `${called} with limit=${asked.limit}`, query: asked, form })),
        );
      }
      return scene.recorder.history(listings);
    },
    judge: (history) =>
      judgeHistory(
        history,
        ['withinLimit', 'snapshot', 'once', 'selected', 'complete'],
        'no page holds more than the limit, and all of them together the whole list',
      ),
  });
}
