import { differences, isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import type { ObservedPatch, PatchJudgement } from '../../specs/oracles/patch-judge.ts';
import { explain, isServerKept, list } from '../../specs/oracles/update-rules.ts';
import { type Case, defineCase } from '../../src/requirement.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { controlPatch, observePatch, outcomeOfPatch } from './observe-patch.ts';
import { objectWith, validBody } from './try-patch.ts';

/** Members to which the API of a kind gives a value where they have none. */
const defaulted: Readonly<Record<string, readonly string[]>> = {
  Pod: ['restartPolicy', 'terminationGracePeriodSeconds', 'dnsPolicy'],
  Job: ['parallelism', 'backoffLimit', 'completionMode'],
};

/** A field with a default that a patch takes away is there again, so that nothing changes. */
export function defaultsCase(subject: Subject): Case | undefined {
  const members = defaulted[subject.resource.kind];
  if (!members) return undefined;
  const spec = Object.fromEntries(members.map((name) => [name, null]));
  return defineCase<ObservedPatch>({
    name: 'maps/a null for what has a default',
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, subject.resource, objectWith(subject));
      // The first write may make another version of the object for reasons of the server's own.
      const before = await controlPatch(
        client,
        stored,
        stored.object,
        { type: 'strategic' },
        validBody('strategic', stored.object),
      );
      const observed = await observePatch(client, stored, before, { type: 'strategic', body: { spec } });
      await sandbox.remove(client, stored);
      return observed;
    },
    judge: (observed) => outcomeOfPatch((seen) => judgeDefaulted(seen, members), observed),
  });
}

function judgeDefaulted({ before, after, status, answer }: ObservedPatch, members: readonly string[]): PatchJudgement {
  const absent = members.filter((name) => valueAt(before, ['spec', name]) === undefined);
  if (absent.length > 0) return { kept: 'unknown', why: `the object has no ${absent.join(', ')} to begin with` };
  const changed = differences(spec(before), spec(after)).filter(({ path }) => !isServerKept(path));
  if (status === 200 && changed.length === 0) return { kept: true };
  const said = status < 400 ? '' : `: ${explain(answer)}`;
  return {
    kept: false,
    effect: changed.length > 0 ? 'other' : 'refused',
    reason: 'a patch that takes away what has a default does not leave the default',
    expected: `answer 200, ${members.join(', ')} of the spec are as they were`,
    actual: `answer ${status}${said}; ${changed.length > 0 ? `changed: ${list(changed)}` : 'nothing changed'}`,
  };
}

function spec(object: JsonObject): JsonObject {
  return isObject(object['spec']) ? { spec: object['spec'] } : {};
}
