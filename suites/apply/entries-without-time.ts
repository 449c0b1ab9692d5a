import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { entriesOf } from './judge-entries.ts';
import { managerNamed, takeSteps } from './scenario.ts';

/** One document says of the time that it is left out of what an apply patch leaves. Real servers write it: a dispute. */
export const entriesWithoutTime = (library: Library): Requirement[] =>
  forEachKind(library, {
    id: 'apply.*.entries-of-apply-have-no-time',
    title: 'An entry of managedFields that an apply patch of {kind} made has no time',
    method: 'Applies and looks at the entry that this leaves.',
    covers: [{ parts: ['status/*/field/metadata.managedFields*/rule/empty-for-apply'] }],
    *cases(subject) {
      yield timeCase(subject);
    },
  });

interface Seen {
  readonly status: number;
  readonly answer: unknown;
  readonly entry: JsonObject | undefined;
}

function timeCase(subject: Subject): Case {
  return defineCase<Seen>({
    name: 'apply',
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, subject.resource, objectFor(subject.resource));
      const body = { metadata: { labels: { x: '1' } } };
      const [seen] = await takeSteps(client, subject, stored, [{ as: 'a', by: 'apply', body }]);
      await sandbox.remove(client, stored);
      const entry = entriesOf(seen?.observed.after).find(({ manager }) => manager === managerNamed('a'));
      return { status: seen?.observed.status ?? 0, answer: seen?.observed.answer, entry };
    },
    judge: judgeTime,
  });
}

function judgeTime({ status, answer, entry }: Seen): Outcome {
  if (status !== 200) return inconclusive(`the apply patch is answered ${status}: ${explain(answer)}`);
  if (!entry) return inconclusive('the apply patch leaves no entry');
  const { time } = entry;
  if (time === undefined || time === null || time === '') return pass;
  return violation({
    reason: 'the entry of an apply patch in metadata.managedFields has a time',
    expected: 'no time in the entry',
    actual: `time is ${JSON.stringify(time)}`,
    observed: { effect: 'other', status },
  });
}
