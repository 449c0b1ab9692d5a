import { type MixedChange, mixedChange } from '../../fixtures/generators/mixed-change.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { type ObservedWrite, otherWriters } from '../../specs/oracles/update-rules.ts';
import { judgeDone, judgeRefused } from '../../specs/oracles/whole-write.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome } from '../../src/outcome.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../src/property.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { canSay, type Way, ways } from '../../src/ways/index.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { type FieldPart, lawfulParts, type Part, together, unlawfulParts, withAnnotation } from './mixed-parts.ts';
import { outcomeOf, ownManager, read } from './observe-write.ts';
import { metadataOf, withLabel, writeStep, written } from './places.ts';
import { sampledWays } from './sampling.ts';

/** Of a namespace that is not there yet only the names of the changes are asked for. */
const anyNamespace = { name: 'any', uid: 'any' };

/** Faults that show where a fixed field of a kind is among what is written, or one that nobody wrote. */
const killed: Readonly<Record<string, readonly FaultId[]>> = {
  pod: ['pod-spec-change-accepted', 'pod-update-changes-another-field'],
  job: ['job-template-change-accepted'],
};

/** Of several changes in one write all are made, or none. */
export function mixedWritesAreAllOrNothing(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'update.*.mixed-write-is-all-or-nothing',
    title: 'A write of {kind} that holds one unlawful change among lawful ones is refused as a whole',
    method:
      'A property, and each unlawful change by itself: in every way puts one to three lawful changes and one unlawful change into one write, which must be refused and change nothing. The lawful ones alone must then be accepted, and come out as written.',
    covers: [],
    derivedFrom: written,
    kills: ({ name }) => ['update-changes-uid', ...(killed[name] ?? [])],
    *cases(subject, plan) {
      const fields = lawfulParts(library, subject);
      const smallest = objectFor(subject.resource);
      const generated = sampledWays(plan, subject.resource.name, ways);
      for (const [turn, way] of ways.entries()) {
        const isSaid = ({ change }: Part) => canSay(way, smallest, change, subject.schemas);
        const lawful = fields.filter(isSaid);
        const unlawful = unlawfulParts(subject, anyNamespace).filter(isSaid);
        for (const [index, { name }] of unlawful.entries()) {
          // With quick effort a fixed field is tried in one way, each in another: the property tries them all by and by.
          const isTurn = (index + turn) % ways.length === 0;
          if (plan.effort !== 'quick' || name.startsWith('metadata.') || isTurn)
            yield exampleCase(subject, way, lawful.slice(0, 1), name);
        }
        if (generated.includes(way)) yield propertyCase(subject, way, lawful, unlawful);
      }
    },
  });
}

/** A label, an annotation and the first listed field, beside one unlawful change. */
function exampleCase(subject: Subject, way: Way, fields: readonly FieldPart[], unlawful: string): Case {
  const lawful = ['label', 'annotation', ...fields.map(({ name }) => name)];
  const change = { lawful, unlawful, label: ['covenant', 'mixed'], annotation: ['covenant', 'any text'] } as const;
  return defineCase<Outcome>({
    name: `${unlawful}/${way.name}`,
    gather: (world) => tryMixed(world, subject, way, fields, change),
    judge: (outcome) => outcome,
  });
}

function propertyCase(subject: Subject, way: Way, fields: readonly FieldPart[], unlawful: readonly Part[]): Case {
  const names = (parts: readonly Part[]) => parts.map(({ name }) => name);
  return defineCase<PropertyResult>({
    name: `any/${way.name}`,
    gather: (world) =>
      checkProperty(world, mixedChange(names(fields), names(unlawful)), async (change) => {
        const outcome = await tryMixed(world, subject, way, fields, change);
        return wrongIn(outcome);
      }),
    judge: (result) => propertyOutcome(result, 'refused as a whole, and accepted without the unlawful change'),
  });
}

/** Times that the lawful part is written anew because another client wrote in between. */
const attempts = 4;

async function tryMixed(
  { client, sandbox }: World,
  subject: Subject,
  way: Way,
  fields: readonly FieldPart[],
  { lawful, unlawful, label, annotation }: MixedChange,
): Promise<Outcome> {
  const { resource, schemas } = subject;
  const parts: readonly Part[] = [
    { name: 'label', change: (object) => withLabel(object, ...label) },
    { name: 'annotation', change: (object) => withAnnotation(object, ...annotation) },
    ...fields,
  ];
  const chosen = lawful.flatMap((name) => parts.find((part) => part.name === name) ?? []);
  const forbidden = unlawfulParts(subject, await sandbox.namespace()).find(({ name }) => name === unlawful);
  if (!forbidden) throw new Error(`there is no unlawful change ${unlawful}`);
  const allowed = together(chosen);
  const stored = await sandbox.create(client, resource, objectFor(resource, { name: 'labelled', ...aLabel }));

  const observe = async (before: JsonObject, wanted: JsonObject): Promise<ObservedWrite> => {
    const answer = await writeStep(client, way, stored.path, way.body(before, wanted, schemas), 'mixed');
    const after = await read(client, stored.path);
    return { field: unlawful, before, wanted, status: answer.status, answer: answer.body, after };
  };

  const mixed = await observe(stored.object, forbidden.change(allowed(stored.object)));
  const what = `a change of ${unlawful} among lawful ones (${lawful.join(', ')})`;
  let outcome = outcomeOf((seen) => judgeRefused(seen, ownManager, what), mixed);
  if (outcome.kind === 'pass') {
    let control = await observe(mixed.after, allowed(mixed.after));
    for (let attempt = 1; attempt < attempts && raced(control); attempt++)
      control = await observe(control.after, allowed(control.after));
    outcome =
      control.status >= 400
        ? inconclusive(`even the lawful changes alone are refused: answer ${control.status}`)
        : outcomeOf((seen) => judgeDone(seen, `a change of ${lawful.join(', ')}`), control);
    await sandbox.remove(client, stored);
    return outcome;
  }
  // Deleted by the uid that it now has: the one that it was made with may be lost.
  await sandbox.remove(client, { ...stored, uid: String(metadataOf(mixed.after)['uid'] ?? stored.uid) });
  return outcome;
}

/** A label that is there already, so that every way of writing writes into a map. */
const aLabel = { given: { metadata: { labels: { 'covenant-kept': 'yes' } } }, to: { absent: true } } as const;

function raced({ status, before, after }: ObservedWrite): boolean {
  return status === 409 && otherWriters(before, after, ownManager).length > 0;
}
