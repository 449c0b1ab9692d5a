import { createHash } from 'node:crypto';
import type { CaseRecord, RequirementFacts } from '../src/record.ts';

/** One character less than where readers begin to cut names. */
const longest = 199;

/**
 * The name of a testcase: `<requirement id> [MUST] <case>`, printable ASCII. Readers keep history by it, so the same case gets
 * the same name in every run. A name that had to be changed to fit ends in a hash of the whole, so that it stays unique.
 */
export function testcaseName(one: CaseRecord, requirement: RequirementFacts): string {
  return fitted(`${one.requirement} [${requirement.level}] ${one.name}`);
}

/** `<profile>.<chapter>`: readers make folders of the dots, so neither part keeps one of its own. */
export function className(profile: string, chapter: string): string {
  return `${fitted(profile).replaceAll('.', '-')}.${fitted(chapter).replaceAll('.', '-')}`;
}

/** Gives names out once only: a second testcase of the same name and class is numbered, for readers drop duplicates. */
export function uniqueNames(): (classname: string, name: string) => string {
  const taken = new Set<string>();
  return (classname, name) => {
    let unique = name;
    for (let count = 2; taken.has(`${classname}\n${unique}`); count++) {
      const suffix = ` (${count})`;
      unique = `${name.slice(0, longest - suffix.length)}${suffix}`;
    }
    taken.add(`${classname}\n${unique}`);
    return unique;
  };
}

function fitted(name: string): string {
  const plain = name
    .replace(/[^\x20-\x7e]/gu, '?')
    .replace(/ +/g, ' ')
    .trim();
  if (plain === name && name.length <= longest && name !== '') return name;
  const suffix = ` #${createHash('sha256').update(name).digest('hex').slice(0, 10)}`;
  return `${plain.slice(0, longest - suffix.length)}${suffix}`.trim();
}
