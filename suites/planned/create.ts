import { type PlannedRequirement, plannedChapter } from './planned.ts';

/** A rule about the value of a field, tried with values on both sides of it. */
function validation(id: string, title: string, rule: string): PlannedRequirement {
  return {
    id: `validation.*.${id}`,
    title,
    method: 'Writes values on both sides of the rule, and reads back that a refused one changed nothing.',
    covers: [{ parts: [`status/*/field/*/rule/${rule}`] }],
  };
}

/** Creation, and the values that a field may have. */
export const plannedCreate = plannedChapter('create', 'Creation and valid values', [
  {
    id: 'create.*.answers-201',
    title: 'Creating {kind} answers 201 with the object as it is stored',
    method: 'Creates generated objects, reads them back and compares with what was sent and defaulted.',
    covers: [{ actions: ['post'], parts: ['', 'body', 'body/application/json', 'status/201', 'status/201/body/*'] }],
  },
  validation('special-addresses-are-refused', 'No address of {kind} is of a range for special use', 'no-special-range'),
  validation('ipv6-addresses-are-accepted', 'An address of {kind} may be an IPv6 address', 'ipv6-accepted'),
  validation('app-protocol-has-label-syntax', 'A protocol name of {kind} has the syntax of a label', 'label-syntax'),
  validation('port-names-are-dns-labels', 'The name of a port of {kind} is a DNS label', 'dns-label'),
  validation('single-port-may-be-nameless', 'The only port of {kind} may be without a name', 'one-may-be-nameless'),
]);
