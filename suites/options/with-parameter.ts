/** A parameter with its value, or with several where it is given more than once. */
export interface Parameter {
  readonly name: string;
  readonly values: readonly string[];
}

export function parameter(name: string, ...values: string[]): Parameter {
  return { name, values };
}

/** A query with a parameter in it instead of whatever it had of the name; `%20` for a space, which everybody reads alike. */
export function withParameter(query: string | undefined, { name, values }: Parameter): string {
  const kept = (query ?? '').split('&').filter((part) => part !== '' && part.split('=')[0] !== name);
  return [...kept, ...values.map((value) => `${name}=${encodeURIComponent(value)}`)].join('&');
}

/** A parameter for people, in one short line. */
export function shown({ name, values }: Parameter): string {
  const short = (value: string) => {
    const characters = [...value];
    const printable = value.replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, codeOf);
    return characters.length <= 40
      ? printable
      : `${characters.slice(0, 12).join('')}… (${characters.length} characters)`;
  };
  return values.map((value) => `${name}=${short(value)}`).join('&');
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
