/** What documents call the JSON types, in the languages that there are documents in. */
const types: Readonly<Record<string, string>> = {
  string: 'string',
  boolean: 'boolean',
  bool: 'boolean',
  integer: 'integer',
  int: 'integer',
  object: 'object',
  array: 'array',
  字符串: 'string',
  布尔值: 'boolean',
  整数: 'integer',
  对象: 'object',
  数组: 'array',
};

/** The JSON type that a table's cell names. */
export function typeNamed(cell: string): string | undefined {
  const word = cell.trim().toLowerCase();
  return Object.hasOwn(types, word) ? types[word] : undefined;
}

/** Whether a table's cell says that something must be there; undefined where it says nothing of the kind. */
export function mandatory(cell: string): boolean | undefined {
  const word = cell.trim().toLowerCase();
  if (['是', 'yes', 'mandatory', 'required', 'true'].includes(word)) return true;
  return ['否', 'no', 'optional', 'false'].includes(word) ? false : undefined;
}

const listBegins =
  /valid values|acceptable values|allowed values|possible values?|有效值|可接受的值|must be (?=[A-Z]{2,}\b)/i;
const quoted = /['"‘“]([A-Za-z][\w.-]*)['"’”]/g;
const dashed = /-\s*([A-Za-z]\w*)\s*[::]/gu;
const spelled = /^((?:[A-Z]{2,}, )+(?:or|and) [A-Z]{2,})/;

/** The allowed values that a description lists; empty where it lists none. */
export function valuesListed(description: string): string[] {
  const begin = listBegins.exec(description);
  if (!begin) return [];
  const rest = description.slice(begin.index + begin[0].length);
  const inWords = spelled.exec(rest)?.[1]?.match(/[A-Z]{2,}/g);
  if (inWords) return inWords;
  const found = [...rest.matchAll(dashed), ...rest.matchAll(quoted)].map((match) => match[1] ?? '');
  return [...new Set(found)];
}

/**
 * What a description says of a value that can be compared: what it allows, its default, how long or small it may be, that
 * it is deprecated, and the numbers of three digits in it, which are status codes as a rule.
 */
export function valueFacts(description: string): string[] {
  const facts = valuesListed(description).map((value) => `allows ${value}`);
  const byDefault = /(?:Default is|Defaults? to|默认为)\s*["']?(true|false|[A-Z]{2,}|\d+)\b/.exec(description)?.[1];
  if (byDefault !== undefined) facts.push(`is ${byDefault} by default`);
  const length = /(\d+)\s*(?:characters|个字符)/.exec(description)?.[1];
  if (length !== undefined) facts.push(`has at most ${length} characters`);
  if (/non-?negative|非负/.test(description)) facts.push('is at least 0');
  if (/^(?:已?弃用|deprecated)/i.test(description.trim())) facts.push('is deprecated');
  for (const [number] of description.matchAll(/(?<![\w./-])[1-9]\d\d(?![\w/-]|\.\d)/g)) {
    if (number !== length) facts.push(`mentions ${number}`);
  }
  return [...new Set(facts)];
}
