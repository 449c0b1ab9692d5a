import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { type Way, ways } from '../../src/ways/index.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import type { Selection } from '../promises/selection.ts';
import { read } from '../update-rules/observe-write.ts';
import { withLabel, writeStep } from '../update-rules/places.ts';
import { quickly } from '../update-rules/sampling.ts';

/** That a kind can be patched at all. */
export const patched: readonly Selection[] = [{ actions: ['patch'], parts: [''] }];

/** The ways that say no more than what differs; a PUT writes the whole object and must conflict. */
export const patchWays: readonly Way[] = ways.filter(({ name }) => name !== 'put');

/** How many patches are sent at once. */
const patches = 8;

/** Patches of different keys, sent at once and without a version, do not disturb one another. */
export function patchesOfDifferentKeysAllLand(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'concurrency.*.patches-of-different-keys-all-land',
    title: 'Patches of {kind} that write different keys at the same time, without a version, all succeed and all land',
    method: `Sends ${patches} patches of one type at once, each with a label of its own and no resourceVersion: each is answered 200, and every label is there afterwards.`,
    covers: [],
    derivedFrom: patched,
    kills: () => ['parallel-patches-conflict', 'patch-made-of-old-copy'],
    *cases(subject, plan) {
      for (const way of quickly(plan, `keys ${subject.resource.name}`, patchWays, 1))
        yield togetherCase(subject, [way], way.name);
      yield togetherCase(subject, patchWays, 'mixed-types');
    },
  });
}

interface Together {
  readonly answers: readonly { readonly way: string; readonly answer: Answer }[];
  readonly after: JsonObject;
}

function togetherCase({ resource, schemas }: Subject, sent: readonly Way[], name: string): Case {
  return defineCase<Together>({
    name,
    async gather({ client, sandbox }) {
      const labelled = {
        name: 'labelled',
        given: { metadata: { labels: { covenant: 'kept' } } },
        to: { absent: true },
      } as const;
      const stored = await sandbox.create(client, resource, objectFor(resource, labelled));
      const writes = Array.from({ length: patches }, async (_, index) => {
        const way = sent[index % sent.length] as Way;
        const wanted = withLabel(stored.object, `covenant-${index}`, String(index));
        const body = way.body(stored.object, wanted, schemas);
        return { way: way.name, answer: await writeStep(client, way, stored.path, body, `patch-${index}`) };
      });
      const answers = await Promise.all(writes);
      const after = await read(client, stored.path);
      await sandbox.remove(client, stored);
      return { answers, after };
    },
    judge,
  });
}

function judge({ answers, after }: Together): Outcome {
  const expected = `${patches} answers of 200, and every label there`;
  const labels = valueAt(after, ['metadata', 'labels']);
  const has = (index: number) => isObject(labels) && labels[`covenant-${index}`] === String(index);
  const lost = answers.flatMap(({ way, answer }, index) => (answer.status === 200 && !has(index) ? [way] : []));
  if (lost.length > 0) {
    const reason = 'a patch is answered 200, and what it wrote is lost to another';
    return violation({ reason, expected, actual: `${lost.length} of ${patches} labels are lost: ${lost.join(', ')}` });
  }
  if (!isObject(labels) || labels['covenant'] !== 'kept') {
    const reason = 'patches that write other keys take away one that was there';
    return violation({ reason, expected, actual: `metadata.labels is ${JSON.stringify(labels)}` });
  }
  const refused = answers.filter(({ answer }) => answer.status >= 400 && answer.status < 500);
  const [first] = refused;
  if (first) {
    const reason = 'a patch without a version is refused because another one came at the same time';
    const said = `${first.way} is answered ${first.answer.status}: ${explain(first.answer.body)}`;
    return violation({ reason, expected, actual: `${refused.length} of ${patches} are refused; ${said}` });
  }
  const failed = answers.find(({ answer }) => answer.status !== 200);
  return failed ? inconclusive(`a patch is answered ${failed.answer.status}`) : pass;
}
