import type { FieldValidation } from '../../specs/oracles/field-validation.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Outcome } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan, type Requirement, type World } from '../../src/requirement.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { type Way, ways } from '../../src/ways/index.ts';
import { forEachKind, type KindRequirement, type Subject } from '../promises/for-each-kind.ts';
import { type Place, written } from '../update-rules/places.ts';
import { sampledWays } from '../update-rules/sampling.ts';
import { judgeDefault, judgeIgnored, judgeStrict, judgeWarned } from './judge-odd.ts';
import type { Oddity } from './odd-body.ts';
import { type Asked, type SeenOdd, tryCreation, tryWrite } from './odd-request.ts';
import { sampledPlaces } from './sampled-places.ts';

const parameter = 'parameter/query/fieldValidation';

/** What one value of the parameter does. */
function declared(value: FieldValidation, rule: string): Pick<KindRequirement, 'covers' | 'derivedFrom'> {
  const parts = [parameter, `${parameter}/value/${value}`, `${parameter}/rule/${rule}`];
  return { covers: [{ subresource: '*', parts }], derivedFrom: written };
}

/** Under Ignore. */
export function ignoreDropsInSilence(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'field-validation.*.ignore-drops-in-silence',
    title: 'With fieldValidation=Ignore a write of {kind} drops unknown fields without a word',
    method:
      'Sends unknown and repeated fields in every way of writing, and looks at the answer, its warnings and the object: all else of the write is done, of a repeated field the last counts, and no warning names one.',
    ...declared('Ignore', 'ignore-drops-in-silence'),
    kills: () => ['ignored-fields-warned-of'],
    cases: (subject, plan) => oddCases(plan, subject, { validation: 'Ignore' }, judgeIgnored, 'few'),
  });
}

/** Under Warn. */
export function warnDropsWithAWarning(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'field-validation.*.warn-drops-with-a-warning',
    title: 'With fieldValidation=Warn a write of {kind} drops unknown fields and warns of each',
    method:
      'Sends unknown and repeated fields in every way of writing, several at once, and looks at the answer, its warnings and the object: the write is done, and the Warning headers, read by their grammar, name each field under code 299.',
    ...declared('Warn', 'warn-drops-with-a-warning'),
    kills: () => [
      'unknown-field-warning-missing',
      'put-skips-field-validation',
      'unknown-metadata-field-not-reported',
      'duplicate-field-not-reported',
      'warning-names-no-field',
      'warnings-not-quoted',
    ],
    cases: (subject, plan) => oddCases(plan, subject, { validation: 'Warn' }, judgeWarned),
  });
}

const killedByStrict: readonly FaultId[] = [
  'strict-unknown-field-answers-422',
  'strict-names-only-first-field',
  'strict-treated-as-warn',
  'put-skips-field-validation',
  'unknown-metadata-field-not-reported',
  'duplicate-field-not-reported',
];

/** Under Strict. */
export function strictRefuses(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'field-validation.*.strict-refuses',
    title: 'With fieldValidation=Strict a write of {kind} with unknown fields is refused, and each is named',
    method:
      'Sends unknown and repeated fields in every way of writing, several at once, and looks at the refusal and the object: a creation and a PUT are answered 400, a patch 400 or 422, each field is named, nothing changes. The same without them must be taken.',
    ...declared('Strict', 'strict-refuses'),
    kills: () => killedByStrict,
    cases: (subject, plan) =>
      oddCases(plan, subject, { validation: 'Strict', control: true }, (what, seen, how) =>
        judgeStrict(what, seen, statusesOf(how)),
      ),
  });
}

/** Without the parameter. */
export function defaultIsWarn(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'field-validation.*.default-is-warn',
    title: 'Without fieldValidation a write of {kind} is treated as with Warn',
    method: 'Sends unknown and repeated fields without the parameter, and compares with Warn.',
    covers: [{ subresource: '*', parts: [`${parameter}/rule/warn-by-default`] }],
    derivedFrom: written,
    kills: () => ['default-treated-as-strict', 'default-treated-as-ignore'],
    *cases(subject, plan) {
      for (const { name, how, tryAs } of oddRequests(plan, subject, 'few')) {
        if (isRefusedAnyway(how)) continue;
        yield defineCase<readonly [without: SeenOdd, warn: SeenOdd]>({
          name,
          gather: async (world) => [
            await tryAs(world, { validation: undefined }),
            await tryAs(world, { validation: 'Warn' }),
          ],
          judge: ([without, warn]) => judgeDefault(`a write (${name})`, without, warn),
        });
      }
    },
  });
}

/** How a request is made: by POST, or in one of the ways. */
interface How {
  readonly way: Way['name'] | 'post';
  readonly oddity: Oddity;
}

/** A request with something odd in it. */
interface OddRequest {
  readonly name: string;
  readonly how: How;
  tryAs(world: World, asked: Asked): Promise<SeenOdd>;
}

function* oddCases(
  plan: Plan,
  subject: Subject,
  asked: Asked,
  judge: (what: string, seen: SeenOdd, how: How) => Outcome,
  few?: 'few',
): Iterable<Case> {
  for (const { name, how, tryAs } of oddRequests(plan, subject, few)) {
    if (isRefusedAnyway(how)) continue;
    yield defineCase<SeenOdd>({
      name,
      gather: (world) => tryAs(world, asked),
      judge: (seen) =>
        judge(`${how.way === 'post' ? 'a POST' : `a write by ${how.way}`} with ${how.oddity} fields`, seen, how),
    });
  }
}

/** An application with unknown fields is refused whatever the parameter says: that has a requirement of its own. */
function isRefusedAnyway({ way, oddity }: How): boolean {
  return way === 'apply' && oddity === 'unknown';
}

/** Each oddity in a creation, and in every way of writing at every path; with quick effort fewer where few will do. */
function* oddRequests(plan: Plan, subject: Subject, few?: 'few'): Iterable<OddRequest> {
  const isFew = plan.effort === 'quick' && few !== undefined;
  for (const oddity of ['unknown', 'repeated'] as const) {
    yield {
      name: `create/post/${oddity}`,
      how: { way: 'post', oddity },
      tryAs: (world, asked) => tryCreation(world, subject, oddity, asked),
    };
    for (const place of sampledPlaces(plan, subject.resource)) {
      if (oddity === 'repeated' && (isFew || !canRepeat(place))) continue;
      for (const way of waysTried(plan, place, oddity))
        yield {
          name: `${place.name}/${way.name}/${oddity}`,
          how: { way: way.name, oddity },
          tryAs: (world, asked) => tryWrite(world, subject, place, way, oddity, asked),
        };
    }
  }
}

/** Labels may be said twice, and of a subresource what has a lawful value. */
function canRepeat({ subresource }: Place): boolean {
  return subresource === undefined || (subresource.values ?? []).length > 0;
}

/** With quick effort a PUT, which decodes an object, and one of the patches, of which what they make is decoded. */
function waysTried(plan: Plan, place: Place, oddity: Oddity): readonly Way[] {
  const [put, ...patches] = ways;
  if (place.subresource !== undefined || put === undefined)
    return sampledWays(plan, `field-validation ${place.name} ${oddity}`, ways);
  return [put, ...sampledWays(plan, `field-validation ${oddity}`, patches)];
}

/**
 * The statuses of a refusal: of an object that cannot be decoded 400, of a patch whose result cannot 422 in kube-apiserver.
 * @see recordings, `request-options` steps 27 to 29
 */
function statusesOf({ way }: How): readonly number[] {
  return way === 'post' || way === 'put' ? [400] : [400, 422];
}
