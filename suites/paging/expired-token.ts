import type { History } from '../../specs/oracles/history/history.ts';
import type { Page } from '../../specs/oracles/history/listing.ts';
import { agedToken } from '../../specs/oracles/paging/aged-token.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError, UnsupportedError } from '../../src/errors.ts';
import { inconclusive, type Outcome, unsupported, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { rulesOf, served } from './covers.ts';
import { judgeHistory, lacksTokens } from './judge-history.ts';
import { Recorder, type SentQuery } from './recorder.ts';

/** A token that is no longer good says so, and leads on all the same. */
export function expiredTokenIs410(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'paging.*.expired-token-is-410',
    title:
      'A token of a list of the objects of {kind} that is no longer good is answered 410 with another to go on from',
    method:
      'Takes a token of the first page and makes it one of the first version, where it is in the format of kube-apiserver; writes, sends it, and follows the token in its refusal to the end.',
    covers: rulesOf('continue', 'expired-token-is-gone'),
    derivedFrom: served,
    kills: () => ['expired-continue-without-token', 'compacted-version-answers-500'],
    *cases(subject) {
      for (const limit of ['2', undefined]) yield expiredCase(subject, limit);
    },
  });
}

/** A list that was gone on with when its token was no longer good. */
export interface SeenExpired {
  readonly history: History;
  /** To the token that is too old. */
  readonly answer: Pick<Answer, 'status' | 'body'>;
  /** To the token as it was given. */
  readonly control: number;
}

/** Pages that are read from a fresh token on, at most. */
const mostPages = 20;

function expiredCase({ resource }: Subject, limit: string | undefined): Case {
  return defineCase<SeenExpired>({
    name: limit === undefined ? 'goes on whole' : 'goes on in parts',
    async gather({ client, sandbox }) {
      const recorder = new Recorder(client, sandbox.another(), resource);
      const objects: StoredObject[] = [];
      for (let count = 0; count < 6; count++) objects.push(await recorder.create());
      const { page: first } = await recorder.page({ query: { limit: '2' } });
      if (first.status !== 200) throw new InconclusiveError(`a list with limit=2 is answered ${first.status}`);
      const lacking = lacksTokens(recorder.history([{ name: 'list', pages: [first] }]));
      if (lacking !== undefined) throw new UnsupportedError(lacking);
      const old = agedToken(first.continue ?? '');
      if (old === undefined)
        throw new UnsupportedError(
          'the target writes tokens in a format of its own: none can be made old, only waited for',
        );
      // What is shown from the fresh token on is what there is then.
      const [, , , third, fourth] = objects as [StoredObject, StoredObject, StoredObject, StoredObject, StoredObject];
      await recorder.remove(third);
      await recorder.label(fourth, { covenant: 'changed' });
      await recorder.create();
      const { page: control } = await recorder.page({ query: { limit: '2', continue: first.continue } });
      const rest: SentQuery = limit === undefined ? {} : { limit };
      const { page: expired, answer } = await recorder.page({ query: { ...rest, continue: old } });
      const pages: Page[] = [first, expired];
      for (let fresh = expired.status === 410 ? expired.continue : undefined; fresh !== undefined; ) {
        const { page } = await recorder.page({ query: { ...rest, continue: fresh } });
        pages.push(page);
        fresh = page.status === 200 && pages.length < mostPages ? page.continue : undefined;
      }
      const listing = { name: 'list', namespace: await recorder.namespace(), pages };
      return { history: recorder.history([listing]), answer, control: control.status };
    },
    judge: judgeExpired,
  });
}

/** What an old token is answered, and what it leads to. */
export function judgeExpired({ history, answer, control }: SeenExpired): Outcome {
  const expected = 'the old token is answered 410 with the reason Expired and a token that goes on with what there is';
  if (control !== 200) return inconclusive(`the token as it was given is answered ${control}`);
  const { status } = answer;
  if (status === 200)
    return unsupported(
      'the target still knows its first version, or takes no heed of it in a token: none can be made old',
    );
  if (status === 400) return unsupported('the target takes no token but those that it wrote: none can be made old');
  const wrong = wrongInRefusal(answer, { statuses: [410] });
  if (wrong !== undefined)
    return violation({
      reason: `an old token: ${wrong}`,
      expected,
      actual: `answer ${status}: ${explain(answer.body)}`,
    });
  return judgeHistory(
    history,
    ['expiredToken', 'snapshot', 'complete', 'once', 'withinLimit', 'constantVersion'],
    expected,
  );
}
