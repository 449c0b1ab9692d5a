import { type Spelling, spellings } from '../../fixtures/lawful-spellings.ts';
import { valueAt } from '../../specs/json.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { read } from '../update-rules/observe-write.ts';
import { written } from '../update-rules/places.ts';
import { judgeSent, type SentBody } from './judge-sent.ts';
import { worstOf } from './never-break.ts';
import { annotation, type BodyPlace, bodyPlacesOf } from './places.ts';
import { bodyObject, sendNew, sendTo } from './send-body.ts';

/** A body means the same in whatever lawful way it is spelt. */
export function lawfulSpellingsAreRead(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'bodies.*.lawful-spellings-are-read',
    title: 'A body of {kind} means the same in whatever lawful way it is spelt',
    method:
      'On create, PUT and in every patch type sends bodies with white space, escapes, members in another order, a parameter of the type, no type, gzip and YAML: each is read as it was meant and the object read back. A server need not know the last four, and then says so.',
    covers: [],
    derivedFrom: written,
    kills: () => ['white-space-around-bodies-refused', 'escaped-names-unknown'],
    *cases(subject, plan) {
      for (const place of bodyPlacesOf(subject.resource)) {
        // A status need not write metadata; the options of a deletion are read elsewhere.
        if (place.name !== 'put-status' && place.name !== 'delete') yield spellingsCase(subject, place, plan);
      }
    },
  });
}

interface Spelt {
  readonly spelling: Spelling;
  readonly sent: SentBody;
  readonly meant: string;
}

function spellingsAt({ name, method }: BodyPlace, { effort, seed }: Plan): readonly Spelling[] {
  const isYaml = name === 'apply';
  const fitting = spellings.filter(
    ({ inYaml, ofObjects }) => (isYaml ? inYaml !== false : inYaml !== 'alone') && !(ofObjects && method === 'PATCH'),
  );
  if (effort !== 'quick') return fitting;
  const always = fitting.filter((one) => one.name === 'white space' || one.name === 'escapes in names');
  const others = fitting.filter((one) => !always.includes(one));
  return method !== 'PUT' ? always : [...always, others[seed % others.length] as Spelling];
}

/** Times that a body is sent anew because of a conflict. */
const attempts = 5;

function spellingsCase({ resource }: Subject, place: BodyPlace, plan: Plan): Case {
  return defineCase<readonly Spelt[]>({
    name: place.name,
    async gather(world) {
      const { client, sandbox } = world;
      const spelt: Spelt[] = [];
      const stored = place.name === 'create' ? undefined : await sandbox.create(client, resource, bodyObject(resource));
      let now = stored?.object ?? {};
      for (const [index, spelling] of spellingsAt(place, plan).entries()) {
        const { text, means } = spelling.value ?? { text: `"spelt-${index}"`, means: `spelt-${index}` };
        const type = spelling.contentType?.(place.contentType);
        const body = {
          name: spelling.name,
          make: ({ withValue }: { withValue(value: string): string }) => spelling.spell(withValue(text)),
          ...(spelling.headers && { headers: spelling.headers }),
          ...(type !== undefined && { contentType: type }),
        };
        let sent = stored
          ? await sendTo(client, place, stored, now, body)
          : await sendNew(world, place, resource, body);
        // Another client wrote in between: sent once more on top of that.
        for (let attempt = 1; stored && sent.answer?.status === 409 && attempt < attempts; attempt++)
          sent = await sendTo(client, place, stored, await read(client, stored.path), body);
        spelt.push({ spelling, sent, meant: means });
        if (judgeSpelt({ spelling, sent, meant: means }).kind === 'violation') break;
        if (stored) now = sent.after.body as typeof now;
      }
      if (stored) await sandbox.remove(client, stored);
      return spelt;
    },
    judge: (spelt) => worstOf(spelt.map(judgeSpelt)),
  });
}

/** Taken, and the annotation is what was meant; or refused where a server need not know the spelling. */
export function judgeSpelt({ spelling, sent, meant }: Spelt): Outcome {
  const { answer, after, what } = sent;
  const sound = judgeSent(sent);
  if (!answer || answer.status >= 500) return inconclusive(`${what} is answered ${answer?.status ?? 'not at all'}`);
  // Another client wrote in between.
  if (answer.status === 409) return inconclusive(`${what} meets a conflict`);
  if (sound.kind !== 'pass') return sound;
  const unknown = spelling.unknown ?? [];
  const expected = `${what} is read: metadata.annotations has ${JSON.stringify(meant)}${
    unknown.length > 0 ? `; or it is refused with ${unknown.join(' or ')}` : ''
  }`;
  if (answer.status >= 400) {
    if (unknown.includes(answer.status)) return pass;
    const actual = `answer ${answer.status}: ${explain(answer.body)}`;
    return violation({ reason: `${what} is refused, and yet lawful`, expected, actual });
  }
  const found = valueAt(after.body, ['metadata', 'annotations', annotation]);
  if (found === meant) return pass;
  const actual = `answer ${answer.status}; the annotation is ${JSON.stringify(found)}`;
  return violation({ reason: `${what} is taken and read as something else`, expected, actual });
}
