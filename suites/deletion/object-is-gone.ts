import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, valueAt } from '../../specs/json.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { subjectOf } from '../refusals/refused-case.ts';
import { written } from '../update-rules/places.ts';
import { type AskedDeletion, ask } from './ask.ts';
import { judgeDeletion } from './judge-deletion.ts';
import { observeDeletion, release, type SeenDeletion, untilGone } from './observe-deletion.ts';

/** Deletions of an object that nothing holds. */
const deletions: readonly (AskedDeletion & { readonly name: string })[] = [
  { name: 'no-options', ...ask({}) },
  { name: 'in-the-background', ...ask({ propagationPolicy: 'Background' }) },
  { name: 'at-once', ...ask({ gracePeriodSeconds: 0, propagationPolicy: 'Background' }, 'body') },
];

/** What was deleted is gone: for a GET, for a list, for another deletion; and its name is free for an object of its own. */
export function objectIsGone(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete.*.object-is-gone',
    title: 'Deleting {kind} answers with the object or a Status, and afterwards it is gone',
    method:
      'Deletes with and without options, and compares the answer with the object. Then a GET and another DELETE answer 404 and a list does not have it; an object made anew under its name has another uid.',
    covers: [{ actions: ['delete'], parts: ['', 'status/200', 'status/200/body/*'] }],
    derivedFrom: written,
    kills: () => ['delete-leaves-object', 'deleted-object-still-listed', 'name-reused-with-its-uid'],
    *cases(subject) {
      for (const deletion of deletions) yield goneCase(subject, deletion.name, deletion);
      yield anewCase(subject);
    },
  });
}

export interface Gone {
  readonly seen: SeenDeletion;
  /** When it was given time, what a GET answers at last. */
  readonly last: Answer;
  /** The list of the collection, by the object's name. */
  readonly listed: Answer;
  readonly again: Answer;
}

function goneCase({ resource }: Subject, name: string, deletion: AskedDeletion): Case {
  return defineCase<Gone>({
    name,
    async gather(world) {
      const { client, sandbox } = world;
      const began = performance.now();
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const seen = await observeDeletion(client, stored.path, stored.object, deletion, began);
      // Where the kind leaves its dependents behind, a collector that may not be there has to let go of it.
      if (seen.found.status === 200) await release(world, stored);
      const last = seen.found.status === 404 ? seen.found : await untilGone(client, stored.path);
      const collection = stored.path.slice(0, stored.path.lastIndexOf('/'));
      const listed = await client.send({ method: 'GET', path: collection });
      const again = await client.send({ method: 'DELETE', path: stored.path });
      await release(world, stored, last.status === 404);
      return { seen, last, listed, again };
    },
    judge: (gone) => {
      const outcome = judgeDeletion(resource, gone.seen);
      return outcome.kind === 'pass' ? judgeGone(subjectOf(resource, nameIn(gone.seen)), gone) : outcome;
    },
  });
}

function nameIn({ before }: SeenDeletion): string {
  return String(valueAt(before, ['metadata', 'name']));
}

/** What a deletion left is gone for everybody. */
export function judgeGone(about: ReturnType<typeof subjectOf>, { seen, last, listed, again }: Gone): Outcome {
  const expected = 'after a deletion GET and DELETE answer 404 and a list does not have it';
  const broken = (reason: string, answer: Answer) =>
    violation({ reason, expected, actual: `answer ${answer.status}: ${explain(answer.body)}` });
  if (last.status === 200) return inconclusive('it is given more time to end than can be waited for');
  const items = valueAt(listed.body, ['items']);
  if (listed.status !== 200 || !Array.isArray(items))
    return inconclusive(`the collection cannot be listed: answer ${listed.status}`);
  const uid = valueAt(seen.before, ['metadata', 'uid']);
  if (items.some((item) => valueAt(item, ['metadata', 'uid']) === uid)) {
    const reason = 'a list still has an object that is gone';
    return violation({ reason, expected, actual: `GET answers 404, and a list has it, of ${items.length} objects` });
  }
  if (again.status >= 500) return inconclusive(`another deletion is answered ${again.status}`);
  const wrong = wrongInRefusal(again, { statuses: [404], about });
  return wrong === undefined ? pass : broken(`a deletion of what is gone: ${wrong}`, again);
}

export interface Anew {
  readonly first: unknown;
  /** The object that was made under the same name. */
  readonly second: Answer;
  readonly found: Answer;
}

/** Times that an object is made anew where somebody else deletes it at once. */
const attempts = 4;

function anewCase({ resource }: Subject): Case {
  return defineCase<Anew>({
    name: 'made-anew',
    async gather({ client, sandbox }) {
      let first: unknown;
      let found: Answer | undefined;
      const { answer, stored } = await sandbox.createBy(resource, async ({ path, collection, name, namespace }) => {
        const body = { ...objectFor(resource), metadata: { name, namespace } };
        const create = () => client.send({ method: 'POST', path: collection, body });
        const made = await create();
        first = valueAt(made.body, ['metadata', 'uid']);
        if (made.status !== 201 || typeof first !== 'string') return made;
        await client.send(ask({ gracePeriodSeconds: 0, propagationPolicy: 'Background' }, 'body').request(path));
        const gone = await untilGone(client, path);
        if (gone.status !== 404) return gone;
        for (let attempt = 1; ; attempt++) {
          const again = await create();
          found = await client.send({ method: 'GET', path });
          // A controller may delete by name what it sees deleted (that of Endpoints does, where there is no Service), and be late.
          if (again.status !== 201 || found.status !== 404 || attempt === attempts) return again;
        }
      });
      if (typeof first !== 'string') throw new InconclusiveError(`it cannot be made: answer ${answer.status}`);
      if (stored) await sandbox.remove(client, stored);
      return { first, second: answer, found: found ?? answer };
    },
    judge: judgeAnew,
  });
}

/** An object under the name of one that is gone is another one. */
export function judgeAnew({ first, second, found }: Anew): Outcome {
  const expected = 'the name is free: 201, and an object with a uid of its own';
  if (second.status >= 500) return inconclusive(`the creation is answered ${second.status}`);
  if (second.status === 200) return inconclusive('the first object is still there');
  const actual = `answer ${second.status}${second.status < 400 ? '' : `: ${explain(second.body)}`}`;
  if (second.status !== 201)
    return violation({ reason: 'the name of an object that is gone is not free', expected, actual });
  const uids = [second, found].map(({ body }) => valueAt(body, ['metadata', 'uid']));
  if (uids.includes(first)) {
    const reason = 'an object that is made anew has the uid of the one that is gone';
    return violation({ reason, expected, actual: `${actual}; metadata.uid is ${String(first)} again` });
  }
  if (found.status === 404) return inconclusive('what is made anew is deleted by somebody, again and again');
  const isNew = found.status === 200 && isObject(found.body) && uids[0] === uids[1];
  if (isNew && valueAt(found.body, ['metadata', 'deletionTimestamp']) === undefined) return pass;
  const reason = 'an object that is made anew is another one, or is being deleted';
  return violation({ reason, expected, actual: `${actual}; a GET then answers ${found.status}` });
}
