import { valueAt } from '../../specs/json.ts';
import type { History } from '../../specs/oracles/history/history.ts';
import type { ListQuery } from '../../specs/oracles/history/listing.ts';
import { isDecimal } from '../../specs/oracles/history/versions.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { advisory, inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase } from '../../src/requirement.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { judgeHistory } from './judge-history.ts';
import { sceneOf } from './scene.ts';

/** A list at a version that the server has not come to, and what it was answered. */
export interface Unavailable {
  readonly history: History;
  readonly answer: Pick<Answer, 'status' | 'body'>;
}

/** A list at a version that is not there yet: after a while 504, which says so. */
export function futureCase({ resource }: Subject, query: ListQuery): Case {
  const given = Object.values(query);
  return defineCase<Unavailable>({
    name: ['future', ...given].join('/'),
    async gather(world) {
      const { recorder, present } = await sceneOf(world, resource);
      if (!isDecimal(present)) throw new InconclusiveError('resourceVersions are no numbers: none is to come');
      // A thousand times as many changes as there ever were: nobody makes them meanwhile.
      const asked = { ...query, resourceVersion: `${present}000` };
      const { page, answer } = await recorder.page({ query: asked });
      const name = `list with ${Object.entries(asked)
        .map(([key, value]) => `${key}=${value}`)
        .join(' ')}`;
      return { history: recorder.history([{ name, namespace: await recorder.namespace(), pages: [page] }]), answer };
    },
    judge: judgeFuture,
  });
}

/** What a server may answer where a version is not there yet (API concepts, "Unavailable resource versions"). */
export function judgeFuture({ history, answer }: Unavailable): Outcome {
  const expected = 'a list at a version that is not there yet is answered 504, and says that it is too large';
  const outcome = judgeHistory(history, ['honoured'], expected);
  if (outcome.kind !== 'pass' || answer.status !== 504) return outcome;
  const said = `answer ${answer.status}: ${explain(answer.body)}`;
  const wrong = wrongInRefusal(answer, { statuses: [504] });
  if (wrong !== undefined)
    return violation({ reason: `a list at a version to come: ${wrong}`, expected, actual: said });
  // Clients tell it from other time-outs by the cause (kubernetes/kubernetes#94315); no document promises it.
  const causes = valueAt(answer.body, ['details', 'causes']);
  const isTold =
    Array.isArray(causes) && causes.some((cause) => valueAt(cause, ['reason']) === 'ResourceVersionTooLarge');
  if (isTold) return pass;
  return advisory({
    reason: 'the 504 does not say with its cause that the version is too large',
    expected,
    actual: said,
  });
}

/** A list at the very first version, which servers have long forgotten: 410, or what there was. */
export function compactedCase({ resource }: Subject): Case {
  return defineCase<Unavailable & { readonly control: number }>({
    name: 'gone',
    async gather(world) {
      const { recorder, present } = await sceneOf(world, resource);
      const namespace = await recorder.namespace();
      const exact = { resourceVersionMatch: 'Exact' };
      const { page, answer } = await recorder.page({ query: { ...exact, resourceVersion: '1' } });
      const { page: control } = await recorder.page({ query: { ...exact, resourceVersion: present } });
      const name = 'list with resourceVersion=1 resourceVersionMatch=Exact';
      return { history: recorder.history([{ name, namespace, pages: [page] }]), answer, control: control.status };
    },
    judge: judgeCompacted,
  });
}

/** A version that is forgotten is answered 410 (API concepts, "410 Gone responses"): a failure of the server's own is none. */
export function judgeCompacted({ history, answer, control }: Unavailable & { readonly control: number }): Outcome {
  const expected = 'a list at a version that is forgotten is answered 410 with the reason Expired';
  if (control !== 200 && control !== 410) return inconclusive(`a list at the newest version is answered ${control}`);
  if (answer.status === 200) return judgeHistory(history, ['honoured', 'snapshot'], expected);
  const wrong = wrongInRefusal(answer, { statuses: [410] });
  if (wrong === undefined) return pass;
  const actual = `answer ${answer.status}: ${explain(answer.body)}`;
  return violation({ reason: `a list at version 1: ${wrong}`, expected, actual });
}
