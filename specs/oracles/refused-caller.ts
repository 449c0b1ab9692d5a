import { isObject, type JsonObject, memberOf } from '../json.ts';

/** An answer, with all of it that a reader sees. */
export interface ReadAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * What of an object an answer to somebody who may not see it gives away: any of these texts, wherever it stands. Each must be
 * long and made up, so that it is nowhere by chance. Undefined where there is none.
 */
export function leakIn({ headers, text }: ReadAnswer, secrets: readonly string[]): string | undefined {
  for (const secret of secrets) {
    if (text.includes(secret)) return `the body has ${secret}`;
    const header = Object.entries(headers).find(([, value]) => String(value).includes(secret));
    if (header) return `the header ${header[0]} has ${secret}`;
  }
  return undefined;
}

/** An answer to a caller that may not have one, about an object of a name. */
export interface RefusalAbout {
  readonly status: number;
  readonly body: unknown;
  readonly name: string;
}

/**
 * In what the refusals differ of which one is about an object that is there, the other about one that is not; undefined where
 * they do not. Each names its own object, which is left out.
 */
export function tellsApart(there: RefusalAbout, absent: RefusalAbout): string | undefined {
  if (there.status !== absent.status)
    return `${there.status} where the object is there, ${absent.status} where it is not`;
  const [one, other] = [spoken(there), spoken(absent)];
  return one === other ? undefined : `${one} where the object is there, ${other} where it is not`;
}

/** What a Status says, the name aside. */
function spoken({ body, name }: RefusalAbout): string {
  const said: JsonObject = isObject(body) ? body : {};
  const parts = ['reason', 'message', 'details'].map((member) => JSON.stringify(memberOf(said, member) ?? null));
  return parts.join(' ').replaceAll(name, 'NAME');
}
