/** How much of a prefix is kept at least: 63 characters of a label less a suffix, of which servers may have longer ones. */
const surelyKept = 40;

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * What is wrong with a name that a server made of a prefix; undefined where nothing is. The prefix may be cut by the length of
 * the suffix that makes the name unique, and follows the rules of names (ObjectMeta, generateName).
 */
export function wrongInGeneratedName(name: unknown, prefix: string, longest: number): string | undefined {
  if (typeof name !== 'string' || name === '') return 'there is no name';
  if (!name.startsWith(prefix.slice(0, surelyKept))) return 'the name does not begin with the prefix';
  if (name === prefix) return 'nothing is put behind the prefix';
  if (name.length > longest) return `the name has more than ${longest} characters`;
  return subdomain.test(name) ? undefined : 'the name is not a lawful one';
}

/** How the creations of one prefix came out. */
export interface GeneratedNames {
  /** Names that were given. */
  readonly names: readonly string[];
  /** How many creations were refused because the generated name was taken. */
  readonly collisions: number;
}

/**
 * What is wrong with names that were made of one prefix; undefined where nothing is. None is given twice. One that is taken may
 * be answered 409 (kubernetes/kubernetes#107790): once can be chance, but among so few a second time cannot, if there are
 * enough names to choose from.
 */
export function wrongInGeneratedNames({ names, collisions }: GeneratedNames): string | undefined {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) return `the name ${twice} is given twice`;
  if (collisions < 2) return undefined;
  return `${collisions} of ${names.length + collisions} names were taken already: there are too few to choose from`;
}
