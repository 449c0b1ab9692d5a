import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { patchTypes } from '../../specs/oracles/patch-answer-request.ts';
import type { ObservedPatch } from '../../specs/oracles/patch-judge.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { judgeStored } from '../patch-semantics/judge-stored.ts';
import { observePatch, outcomeOfPatch, type Patch } from '../patch-semantics/observe-patch.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { coveredBy } from '../promises/selection.ts';
import { judgeRefused } from './judge-refused.ts';
import { applied, managerNamed, targetOf } from './scenario.ts';

const rule = { actions: ['patch'], parts: ['parameter/query/fieldManager/rule/needed-for-apply'] };
const promised = coveredBy([{ ...rule, subresource: '*' }]);

/** Whoever applies must say who it is: what it leaves out next time is what it gives up. */
export const needsAFieldManager = (library: Library): Requirement[] =>
  forEachKind(library, {
    id: 'apply.*.needs-a-field-manager',
    title: 'An apply patch of {kind} without a field manager is refused, any other patch is not',
    method:
      'Sends each patch type without the parameter, to the object, to its subresources and to a name that nothing has; the same with it must succeed.',
    covers: [{ ...rule, subresource: '*' }],
    derivedFrom: [{ actions: ['patch'], parts: [''] }],
    *cases(subject) {
      const paths = promised(library, subject.resource.name).map(({ subject: { subresource } }) => subresource);
      for (const subresource of new Set([undefined, ...paths])) {
        yield refusedCase(subject, subresource, undefined);
        if (subresource === undefined) yield refusedCase(subject, subresource, '');
      }
      yield absentCase(subject);
      for (const [type, body] of Object.entries(labelPatches))
        yield takenCase(subject, { type: type as Patch['type'], body });
    },
  });

/** A label, as each of the other patch types writes it. */
export const labelPatches = {
  json: [{ op: 'add', path: '/metadata/labels', value: { x: '2' } }],
  merge: { metadata: { labels: { x: '2' } } },
  strategic: { metadata: { labels: { x: '2' } } },
} as const;

interface Refused {
  readonly observed: ObservedPatch;
  readonly control: ObservedPatch;
}

function refusedCase(subject: Subject, subresource: string | undefined, fieldManager: '' | undefined): Case {
  const { resource } = subject;
  const where = subresource === undefined ? '' : `${subresource}/`;
  return defineCase<Refused>({
    name: `${where}apply${fieldManager === undefined ? '' : '-with-an-empty-one'}`,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const body = applied(resource, stored.name, subresource === undefined ? labels : {});
      const patch = { type: 'apply', body, ...(subresource !== undefined && { subresource }) } as const;
      const nameless = { ...patch, ...(fieldManager !== undefined && { fieldManager }) };
      const observed = await observePatch(client, stored, stored.object, nameless);
      const control = await observePatch(client, stored, observed.after, { ...patch, fieldManager: managerNamed('a') });
      await sandbox.remove(client, stored);
      return { observed, control };
    },
    judge: ({ observed, control }) => {
      const outcome = outcomeOfPatch(
        (seen) => judgeRefused(seen, statuses, 'it applies and names no manager'),
        observed,
      );
      if (outcome.kind !== 'pass' || control.status === 200) return outcome;
      return inconclusive(`even with a manager it is refused: answer ${control.status}`);
    },
  });
}

const labels: JsonObject = { metadata: { labels: { x: '2' } } };

/** Of the parameters that are wrong; a server that calls the whole request bad is understood as well. */
const statuses = [422, 400];

/** Without a manager nothing is made, either. */
function absentCase({ resource }: Subject): Case {
  return defineCase<{ status: number; answer: unknown; found: number }>({
    name: 'apply-to-nothing',
    async gather({ client, sandbox }) {
      const { place, answer, stored } = await sandbox.createBy(resource, ({ path, name }) =>
        client.send({
          method: 'PATCH',
          path,
          contentType: patchTypes.apply,
          body: applied(resource, name, objectFor(resource)),
        }),
      );
      const found = await client.send({ method: 'GET', path: place.path });
      if (stored) await sandbox.remove(client, stored);
      return { status: answer.status, answer: answer.body, found: found.status };
    },
    judge: ({ status, answer, found }): Outcome => {
      // A server that looks for the object first may say that it is not there.
      if ([...statuses, 404].includes(status) && found === 404) return pass;
      if (found !== 200 && found !== 404)
        return inconclusive(`it cannot be seen whether it is there: GET answers ${found}`);
      return violation({
        reason: 'an apply patch that names no manager is not refused where there is nothing yet',
        expected: `refused with ${statuses.join(' or ')}, and nothing is there then`,
        actual: `answer ${status}${status < 400 ? '' : `: ${explain(answer)}`}, then GET answers ${found}`,
        observed: { effect: status < 400 ? 'other' : 'refused', status },
      });
    },
  });
}

function takenCase(subject: Subject, patch: Patch): Case {
  return defineCase<ObservedPatch>({
    name: `${patch.type}-does-without`,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, subject.resource, objectFor(subject.resource));
      const observed = await observePatch(client, stored, stored.object, patch);
      await sandbox.remove(client, stored);
      return observed;
    },
    judge: (observed) => outcomeOfPatch((seen) => judgeStored(seen, targetOf(subject)), observed),
  });
}
