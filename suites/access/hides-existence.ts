import { type RefusalAbout, tellsApart } from '../../specs/oracles/refused-caller.ts';
import type { Caller } from '../../src/client/caller.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { advisory, inconclusive, type Outcome, pass } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { type Operation, objectOperations } from '../operations.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { withMetadata, written } from '../update-rules/places.ts';
import { markedObject, sendAs } from './asked-by.ts';

/** A name that no object has, as long as it likes. */
const absentName = 'covenant-absent';

/**
 * Who may not ask is not told what there is. Real servers decide who may before they look anything up; others answer 404 first,
 * which is no lie but tells more than it should.
 * @see kubernetes/kubernetes#31798
 */
export function refusalHidesExistence(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'access.*.refusal-hides-existence',
    title: 'Whoever may not ask about {kind} is answered the same whether it is there or not',
    method:
      'Sends every operation on an object with the second credential, once about one that is there and once about one that is not, and compares the refusals, their names aside.',
    level: 'SHOULD',
    covers: [],
    derivedFrom: written,
    needs: ['second-credential'],
    kills: () => ['forbidden-tells-what-is-absent'],
    *cases(subject, plan) {
      for (const operation of objectOperations(subject, library, plan)) {
        const isFirst = operation.subresource === undefined && operation.verb !== 'update';
        if (plan.effort !== 'quick' || isFirst) yield bothCase(subject, operation, 'other');
      }
    },
  });
}

interface Both {
  readonly there: Answer;
  readonly absent: Answer;
  readonly name: string;
}

function bothCase({ resource }: Subject, operation: Operation, caller: Caller): Case {
  return defineCase<Both>({
    name: operation.name,
    async gather({ client, sandbox }) {
      const loan = await sandbox.borrow(client, resource, markedObject(resource));
      const { path, name } = loan;
      const { object } = loan;
      const there = await sendAs(client, operation.request({ path, name, object }), { caller });
      const elsewhere = {
        path: path.replace(/[^/]+$/, absentName),
        name: absentName,
        object: withMetadata(object, { name: absentName }),
      };
      const absent = await sendAs(client, operation.request(elsewhere), { caller });
      if (there.status < 400) await loan.drop();
      else loan.giveBack(object);
      return { there, absent, name };
    },
    judge: ({ there, absent, name }) => judge(operation.name, there, absent, name),
  });
}

function judge(what: string, there: Answer, absent: Answer, name: string): Outcome {
  // That it is let through is the affair of another requirement.
  if (there.status < 400) return inconclusive(`${what} is let through: answer ${there.status}`);
  if (there.status >= 500 || absent.status >= 500)
    return inconclusive(`${what} is answered ${there.status} and ${absent.status}`);
  const about = ({ status, body }: Answer, of: string): RefusalAbout => ({ status, body, name: of });
  const told = tellsApart(about(there, name), about(absent, absentName));
  if (told === undefined) return pass;
  return advisory({
    reason: `the refusal of ${what} tells whether the object is there`,
    expected: 'the same answer for an object that is there and one that is not',
    actual: told,
  });
}
