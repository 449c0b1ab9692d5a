import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Case, Requirement } from '../../src/requirement.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { contentCase, whereThereAreNodes } from './content-cases.ts';
import { option } from './covers.ts';
import { lawfulOptionsCase, refusedOptionsCase } from './option-cases.ts';
import { writtenPod } from './running-pods.ts';
import { ephemeralContainer, firstContainer, initContainer, secondContainer } from './waiting-pods.ts';

/** Whose log it is. */
export function containerIsChosen(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'log.*.container-is-chosen',
    title: 'The log is that of the container asked for; it need not be named where {kind} has but one',
    method:
      'Reads the logs of objects with one and with several containers, init and ephemeral ones among them: named, unnamed and unknown. Where Pods run, each container has its own lines.',
    covers: option('container'),
    kills: () => [
      'log-failure-answers-200',
      'log-of-unknown-container-answers-204',
      'log-of-unknown-container-answers-500',
      'log-container-lost',
      'log-shows-first-container',
    ],
    *cases({ resource }, plan) {
      yield* refusals(resource);
      yield* choices(resource);
      yield* whereThereAreNodes(plan, [
        ...(['lines', 'other', 'before'] as const).map((container) =>
          contentCase(resource, {
            name: container,
            what: `the log of the container ${container}`,
            container,
            query: {},
          }),
        ),
        refusedOptionsCase(resource, {
          name: 'unknown-where-it-runs',
          what: 'the name of no container',
          on: writtenPod,
          query: { container: 'absent' },
          control: { container: 'other' },
          owed: { statuses: [400] },
        }),
      ]);
    },
  });
}

/** Recordings, `pod-log` steps 5 and 16. */
const badRequest = { statuses: [400] };

function* refusals(resource: Resource): Iterable<Case> {
  const control = { container: firstContainer(resource) };
  const absent = { what: 'the name of no container', query: { container: 'absent' }, control, owed: badRequest };
  yield refusedOptionsCase(resource, { name: 'unknown', ...absent });
  yield refusedOptionsCase(resource, { name: 'unknown-of-two', on: 'two', ...absent });
  const capitals = { container: control.container.toUpperCase() };
  yield refusedOptionsCase(resource, { ...absent, name: 'in-capitals', what: 'a name in capitals', query: capitals });
  const none = { name: 'none-of-two', what: 'no name, where there are two', query: {} };
  yield refusedOptionsCase(resource, { ...none, on: 'two', control, owed: badRequest });
}

function* choices(resource: Resource): Iterable<Case> {
  const first = firstContainer(resource);
  const plain = { container: first };
  yield lawfulOptionsCase(resource, { name: 'none-of-one', what: 'no name', query: {}, plain });
  yield lawfulOptionsCase(resource, { name: 'the-only-one', what: 'its only container', query: plain });
  for (const container of [first, secondContainer]) {
    const name = container === first ? 'the-first-of-two' : 'the-second-of-two';
    yield lawfulOptionsCase(resource, {
      name,
      what: name.replaceAll('-', ' '),
      shape: 'two',
      query: { container },
      plain,
    });
  }
  const inits = { shape: 'with-init', plain } as const;
  const query = { container: initContainer };
  yield lawfulOptionsCase(resource, { ...inits, name: 'an-init-container', what: 'an init container', query });
  const others = { shape: 'with-ephemeral', plain } as const;
  const debug = { container: ephemeralContainer };
  yield lawfulOptionsCase(resource, {
    ...others,
    name: 'an-ephemeral-one',
    what: 'an ephemeral container',
    query: debug,
  });
  // Which containers count as the one is not said; kube-apiserver counts neither init nor ephemeral ones.
  const none = { query: {}, tolerated: true, what: 'no name, beside containers of another sort' } as const;
  yield lawfulOptionsCase(resource, { ...inits, ...none, name: 'none-beside-an-init-container' });
  yield lawfulOptionsCase(resource, { ...others, ...none, name: 'none-beside-an-ephemeral-one' });
}
