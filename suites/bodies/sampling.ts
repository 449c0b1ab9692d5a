import type { HostileBody, HostileGroup } from '../../fixtures/hostile-bodies.ts';
import type { Plan } from '../../src/requirement.ts';
import type { BodyPlace } from './places.ts';
import { groupsAt } from './send-body.ts';

/** The groups that are tried with quick effort everywhere: what decoders meet first. */
const first = ['syntax', 'types'];

/** The groups of bodies that are sent to a place: all, or with quick effort those that tell most and one more. */
export function groupsOf(plan: Plan, place: BodyPlace): readonly HostileGroup[] {
  const all = groupsAt(place);
  if (plan.effort !== 'quick') return all;
  // What an application says that the schema does not have is known to be told as an error of the server: nothing new is learned.
  const groups = all.filter(({ name }) => place.name !== 'apply' || !known.includes(name));
  const others = groups.filter(({ name }) => !first.includes(name));
  const chosen = turn(plan, place, others);
  return groups.filter((group) => first.includes(group.name) || group === chosen);
}

const known = ['types', 'numbers', 'nesting'];

/** How many bodies of a group are sent. */
const many = { quick: 1, standard: 5, deep: Number.POSITIVE_INFINITY } as const;

/** The bodies of a group that are sent to a place; with less effort others for each seed, but for the first of what tells most. */
export function bodiesOf(plan: Plan, place: BodyPlace, { name, bodies }: HostileGroup): readonly HostileBody[] {
  const count = Math.min(many[plan.effort], bodies.length);
  if (count === bodies.length) return bodies;
  const always = bodies.slice(0, first.includes(name) ? 1 : 0);
  const others = bodies.slice(always.length);
  const begin = hash(plan, `${place.name} ${name}`) % others.length;
  const chosen = [...others.slice(begin), ...others.slice(0, begin)];
  return [...always, ...chosen.slice(0, count - always.length)];
}

function turn<T>(plan: Plan, place: BodyPlace, all: readonly T[]): T {
  return all[hash(plan, place.name) % all.length] as T;
}

function hash({ seed }: Plan, text: string): number {
  let value = seed >>> 0;
  for (const character of text) value = (Math.imul(value, 31) + character.charCodeAt(0)) >>> 0;
  return value;
}
