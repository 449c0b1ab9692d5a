import { nameOf, namespaceOf } from './state.ts';

/** What a selector is held against: an object's place, its labels and the fields that are known of it. */
export interface Selectable {
  readonly labels: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>> | undefined;
}

/** Whether an object is chosen; undefined where that cannot be said. */
export type Selects = (key: string, state: Selectable | undefined) => boolean | undefined;

type Requirement = (key: string, state: Selectable | undefined) => boolean | undefined;

/** What a request is about: a namespace or all, and selectors as they were sent. */
export interface Choice {
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
}

/**
 * What a request chooses (Labels and Selectors; Field Selectors). A selector that cannot be read here chooses nobody knows what.
 * An object without a state is one of which only the place is known.
 */
export function selects({ namespace, labelSelector, fieldSelector }: Choice): Selects {
  const requirements = [...labelRequirements(labelSelector ?? ''), ...fieldRequirements(fieldSelector ?? '')];
  const prefix = namespace === undefined ? undefined : `${namespace}/`;
  return (key, state) => {
    if (prefix !== undefined && !key.startsWith(prefix)) return false;
    let chosen: boolean | undefined = true;
    for (const requirement of requirements) {
      const holds = requirement(key, state);
      if (holds === false) return false;
      if (holds === undefined) chosen = undefined;
    }
    return chosen;
  };
}

/** Whether a request chooses by anything but the namespace. */
export function hasSelector({ labelSelector, fieldSelector }: Choice): boolean {
  return Boolean(labelSelector?.trim()) || Boolean(fieldSelector);
}

const term =
  /^(?:(!)\s*([^\s!=(),<>]+)|([^\s!=(),<>]+)(?:\s*(==|=|!=)\s*([^\s!=(),<>]*)|\s+(in|notin)\s*\(([^()]*)\))?)$/;

function labelRequirements(text: string): Requirement[] {
  if (text.trim() === '') return [];
  // Commas within parentheses part values, the others requirements.
  return text.split(/,(?![^(]*\))/).map((one): Requirement => {
    const match = term.exec(one.trim());
    if (!match) return () => undefined;
    const [, not, absent = '', name = '', sign, value = '', word, list = ''] = match;
    const label = (state: Selectable | undefined, key: string) =>
      state && (Object.hasOwn(state.labels, key) ? { value: state.labels[key] } : {});
    const where = (key: string, holds: (value: string | undefined) => boolean): Requirement => {
      return (_key, state) => {
        const found = label(state, key);
        return found && holds(found.value);
      };
    };
    if (not) return where(absent, (found) => found === undefined);
    if (sign) return where(name, (found) => (found === value) === (sign !== '!='));
    if (word) {
      const values = list.split(',').map((each) => each.trim());
      return where(name, (found) => (found !== undefined && values.includes(found)) === (word === 'in'));
    }
    return where(name, (found) => found !== undefined);
  });
}

function fieldRequirements(text: string): Requirement[] {
  return text.split(',').flatMap((one): Requirement[] => {
    const match = /^(.*?)(!=|==|=)(.*)$/.exec(one);
    if (!match) return one === '' ? [] : [() => undefined];
    const [, name = '', sign, value = ''] = match;
    if (name === '' && value === '') return [];
    return [
      (key, state) => {
        const found =
          name === 'metadata.name'
            ? nameOf(key)
            : name === 'metadata.namespace'
              ? namespaceOf(key)
              : state?.fields?.[name];
        return found === undefined ? undefined : (found === value) === (sign !== '!=');
      },
    ];
  });
}
