import fc from 'fast-check';
import { ipv6Address, specialAddresses, specialIpv6Addresses } from '../../fixtures/generators/addresses.ts';
import { labelKey } from '../../fixtures/generators/label-maps.ts';
import { dnsLabel } from '../../fixtures/generators/object-names.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import { type FieldPath, pathOf, tokensOf } from '../../specs/field-path.ts';
import { isObject, valueAt } from '../../specs/json.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Case, Plan, Requirement } from '../../src/requirement.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { quickly } from '../update-rules/sampling.ts';
import { acceptedCases, acceptedProperty, refusedCases, refusedProperty, ruledFields } from './ruled-values.ts';

/** A rule about the value of a field, which a document states of some fields. */
interface ValueRule {
  readonly id: string;
  readonly title: string;
  readonly rule: string;
  readonly kills: readonly FaultId[];
  cases(subject: Subject, plan: Plan, field: FieldPath): Iterable<Case>;
}

const rules: readonly ValueRule[] = [
  {
    id: 'special-addresses-are-refused',
    title: 'No address of {kind} is of a range for special use',
    rule: 'no-special-range',
    kills: ['endpoints-accept-loopback-addresses', 'endpoints-accept-any-address'],
    *cases(subject, plan, field) {
      for (const [name, addresses] of quickly(plan, 'special ranges', Object.entries(specialAddresses), 1))
        yield refusedProperty(subject, name, field, addresses);
      const known = ['127.0.0.1', '169.254.169.254', '224.0.0.1', '0.0.0.0', ...specialIpv6Addresses];
      yield* refusedEach(subject, plan, field, known);
    },
  },
  {
    id: 'ipv6-addresses-are-accepted',
    title: 'An address of {kind} may be an IPv6 address',
    rule: 'ipv6-accepted',
    kills: ['endpoints-refuse-ipv6'],
    *cases(subject, plan, field) {
      yield acceptedProperty(subject, field, ipv6Address());
      yield* acceptedCases(subject, plan, { name: field, field, value: '2001:db8::1' });
    },
  },
  {
    id: 'app-protocol-has-label-syntax',
    title: 'A protocol name of {kind} has the syntax of a label',
    rule: 'label-syntax',
    kills: ['endpoints-accept-any-app-protocol'],
    *cases(subject, plan, field) {
      yield acceptedProperty(subject, field, labelKey());
      yield* acceptedEach(subject, plan, field, ['http', 'kubernetes.io/h2c', 'mycompany.com/my-custom-protocol']);
      const wrong = [
        'bad protocol',
        '-http',
        'http-',
        'a/b/c',
        '/http',
        'covenant.example/',
        'h'.repeat(64),
        'Bad_/http',
      ];
      yield* refusedEach(subject, plan, field, wrong);
    },
  },
  {
    id: 'port-names-are-dns-labels',
    title: 'The name of a port of {kind} is a DNS label',
    rule: 'dns-label',
    kills: ['endpoints-port-name-limited-to-15', 'endpoints-accept-any-port-name'],
    *cases(subject, plan, field) {
      yield acceptedProperty(subject, field, fc.oneof(dnsLabel(), fc.constant('p'.repeat(63))));
      yield* acceptedEach(subject, plan, field, ['0', 'a-port-with-a-long-name', 'p'.repeat(63)]);
      yield* refusedEach(subject, plan, field, ['Main', 'bad_name', 'a.b', '-main', 'main-', 'm n', 'p'.repeat(64)]);
    },
  },
  {
    id: 'single-port-may-be-nameless',
    title: 'The only port of {kind} may be without a name',
    rule: 'one-may-be-nameless',
    kills: ['endpoints-refuse-nameless-port', 'endpoints-accept-nameless-ports'],
    *cases(subject, plan, field) {
      const list = pathOf(tokensOf(field).slice(0, -2));
      const item = valueAt(objectFor(subject.resource), tokensOf(list).concat(0));
      const { name: _name, ...nameless } = isObject(item) ? item : {};
      yield* acceptedCases(subject, plan, { name: 'only-one', field: list, value: [nameless] });
      const other = { ...nameless, port: 8080 };
      for (const [name, value] of Object.entries({
        'two-without': [nameless, other],
        'one-of-two': [{ ...nameless, name: 'main' }, other],
      }))
        yield* refusedCases(subject, plan, { name, field: list, value });
    },
  },
];

/** Rules about values, tried with values on both sides of each. */
export function valuesFollowTheirRules(library: Library): Requirement[] {
  return rules.flatMap(({ id, title, rule, kills, cases }) =>
    forEachKind(library, {
      id: `validation.*.${id}`,
      title,
      method:
        'Creates objects with values on both sides of the rule, generated ones and those next to its limits, and writes them to one that is there in every way: what the rule allows is taken and read back, what it does not is refused with 422 that names the field and changes nothing.',
      covers: [{ parts: [`status/*/field/*/rule/${rule}`] }],
      kills: () => kills,
      *cases(subject, plan) {
        const fields = ruledFields(library, subject.resource.name, rule);
        for (const field of quickly(plan, rule, fields, 1)) yield* cases(subject, plan, field);
      },
    }),
  );
}

function* acceptedEach(subject: Subject, plan: Plan, field: FieldPath, values: readonly string[]): Iterable<Case> {
  for (const value of quickly(plan, `accepted ${field}`, values, 1))
    yield* acceptedCases(subject, plan, { name: `${field}/${nameOf(value)}`, field, value });
}

function* refusedEach(subject: Subject, plan: Plan, field: FieldPath, values: readonly string[]): Iterable<Case> {
  for (const value of quickly(plan, `refused ${field}`, values, 2))
    yield* refusedCases(subject, plan, { name: `${field}/${nameOf(value)}`, field, value });
}

function nameOf(value: string): string {
  return value.length > 40 ? `${value.length}-characters` : value;
}
