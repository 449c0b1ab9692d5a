import { stringify } from 'yaml';
import { writableParts } from '../../fixtures/generators/writable-parts.ts';
import type { JsonObject } from '../../specs/json.ts';
import type { Library } from '../../src/contract/library.ts';
import { listsAreFree } from '../patch-semantics/free-lists.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { applied, type Step } from './scenario.ts';
import { condition, hasStatus } from './status.ts';

/** Writes one after the other, each judged by what the model makes of the object that it meets. */
export interface Scenario {
  readonly name: string;
  readonly steps: readonly Step[];
}

const labels = (map: Readonly<Record<string, string | null>>): JsonObject => ({ metadata: { labels: map } });
const finalizers = (...names: string[]): JsonObject => ({
  metadata: { finalizers: names.map((name) => `kube-covenant.example/${name}`) },
});
const apply = (as: string, body: Step['body'], more: Partial<Step> = {}): Step => ({ as, by: 'apply', body, ...more });
const update = (as: string, body: Step['body'], more: Partial<Step> = {}): Step => ({
  as,
  by: 'update',
  body,
  ...more,
});
const forced = { force: true };

/** The scenarios that any kind has, those of the fields of this one, and those of its status. */
export function scenariosOf(library: Library, subject: Subject): Scenario[] {
  return [
    ...ofAnyKind(subject),
    ...(listsAreFree(subject.resource) ? [ofItems] : []),
    ...ofParts(subject),
    ...(hasStatus(library, subject.resource.name) ? ofStatus(subject) : []),
  ];
}

function ofAnyKind({ resource }: Subject): Scenario[] {
  // Where a document has it that such a member may be written, it is for that promise to say what comes of it.
  const other = (member: string, value: string): Step[] =>
    resource.updatableFields?.some(({ field }) => field === `metadata.${member}`)
      ? []
      : [apply('a', { metadata: { [member]: value, labels: { x: '2' } } })];
  return [
    {
      name: 'sets-and-owns',
      steps: [apply('a', { metadata: { labels: { x: '1', y: '2' }, annotations: { x: 'any text' } } })],
    },
    {
      name: 'gives-up-what-it-leaves-out',
      steps: [apply('a', labels({ x: '1', y: '2' })), apply('a', labels({ y: '2' })), apply('a', {})],
    },
    {
      name: 'leaves-what-another-owns-too',
      steps: [apply('a', labels({ x: '1', y: '2' })), apply('b', labels({ x: '1' })), apply('a', {}), apply('b', {})],
    },
    {
      name: 'changes-its-own-value',
      steps: [apply('a', labels({ x: '1', y: '1' })), apply('a', labels({ x: '2', y: '1' }))],
    },
    {
      name: 'conflicts-name-fields-and-managers',
      steps: [
        apply('a', labels({ x: '1', y: '1' })),
        apply('b', labels({ z: '1' })),
        apply('c', labels({ x: '2', y: '2' })),
        apply('c', labels({ x: '2', z: '2' })),
        apply('c', labels({ x: '2', y: '2', z: '2' }), forced),
      ],
    },
    {
      name: 'the-same-again-changes-nothing',
      steps: [
        apply('a', labels({ x: '1' })),
        apply('a', labels({ x: '1' })),
        apply('b', labels({ x: '1' })),
        apply('b', labels({ x: '1' }), forced),
      ],
    },
    {
      name: 'an-update-takes-over',
      steps: [
        apply('a', labels({ x: '1', y: '1' })),
        update('b', labels({ x: '2' })),
        apply('a', labels({ x: '1', y: '1' })),
        apply('a', labels({ x: '1', y: '1' }), forced),
      ],
    },
    {
      name: 'an-update-takes-away',
      steps: [
        update('b', labels({ x: '1', y: '1' })),
        apply('a', labels({ x: '1', z: '1' })),
        update('b', labels({ x: null })),
        update('b', labels({ z: null })),
        apply('a', labels({ x: '2' })),
      ],
    },
    {
      name: 'what-the-server-keeps-stays',
      steps: [
        apply('a', labels({ x: '1' })),
        apply('a', ({ uid }) => ({ metadata: { creationTimestamp: null, uid, labels: { x: '2' } } })),
        apply('a', { metadata: { creationTimestamp: null, labels: { x: '2' } } }),
      ],
    },
    {
      name: 'true-yaml',
      steps: [
        apply('a', ({ name }) => {
          const text = stringify(applied(resource, name, labels({ x: 'yes', z: '0o7' })), {
            defaultStringType: 'QUOTE_SINGLE',
          });
          return `# A comment.\n---\n${text}  annotations: # Folded and literal.\n    x: >-\n      one\n      line\n    z: |\n      two\n      lines\n`;
        }),
      ],
    },
    {
      name: 'refuses-what-cannot-be-applied',
      steps: [
        apply('a', labels({ x: '1' })),
        ...other('name', 'another'),
        ...other('namespace', 'kube-covenant-none'),
        apply('a', { kind: 'Nothing', ...labels({ x: '2' }) }),
        ...other('resourceVersion', '1'),
        apply('a', { metadata: { managedFields: [{}], labels: { x: '2' } } }),
        apply('a', () => ': no YAML'),
        apply('a', () => '[]'),
        apply('a', labels({ x: '2' })),
      ],
    },
  ];
}

/** Of finalizers: a list of values that are owned one by one. */
const ofItems: Scenario = {
  name: 'items-are-owned-one-by-one',
  steps: [
    apply('a', finalizers('x', 'y')),
    apply('b', finalizers('y', 'z')),
    apply('a', finalizers('x')),
    apply('b', {}),
    apply('a', {}),
  ],
};

/** Of each field that an update may change and that can be said alone. */
function ofParts({ resource, schemas }: Subject): Scenario[] {
  return writableParts(resource, schemas).map(({ field, values: [now = {}, other = {}] }) => ({
    name: `${field}/changes-hands`,
    steps: [
      apply('a', now),
      apply('a', other),
      apply('a', other, forced),
      apply('a', now),
      update('b', labels({ x: '1' })),
      apply('c', other),
      apply('c', other, forced),
      apply('c', other),
    ],
  }));
}

/** The status is not for the object's own path to write, and has owners of its own. */
function ofStatus({ schemas }: Subject): Scenario[] {
  const [yes, no, another] = [
    condition(schemas, 'x', 'True'),
    condition(schemas, 'x', 'False'),
    condition(schemas, 'y', 'True'),
  ];
  if (!yes || !no || !another) return [];
  const through = { subresource: 'status' };
  return [
    {
      name: 'status/ignored-and-not-owned',
      steps: [apply('a', { ...labels({ x: '1' }), status: yes }), apply('a', { ...labels({ x: '2' }), status: no })],
    },
    {
      name: 'status/owned-through-its-own-path',
      steps: [
        update('b', { status: another }, through),
        apply('a', { status: yes }, through),
        apply('a', { status: no }, through),
        apply('b', { status: yes }, through),
        apply('b', { status: yes }, { ...through, ...forced }),
        apply('a', {}, through),
      ],
    },
  ];
}
