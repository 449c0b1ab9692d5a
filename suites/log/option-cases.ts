import type { OwedStatus } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { advisory, inconclusive, type Outcome } from '../../src/outcome.ts';
import { type Case, defineCase, type World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { judgeRefusal, observeRefusal, type SeenRefusal } from '../refusals/refused-case.ts';
import { judgeLog, type LogQuery, logPath, readLog, type SeenLog, seeLog } from './read-log.ts';
import { type Shape, waitingPod } from './waiting-pods.ts';

type PodMaker = (world: World, resource: Resource) => Promise<StoredObject>;

/** Options that must be refused, whatever runs, with the nearest lawful ones. */
export interface RefusedOptions {
  readonly name: string;
  /** What it is, for people: `a negative tailLines`. */
  readonly what: string;
  /** The object whose log it is: by its containers, where nothing runs, or one that runs. With one container without. */
  readonly on?: Shape | PodMaker;
  readonly query: LogQuery;
  readonly control: LogQuery;
  readonly owed: OwedStatus;
}

/** A case of options that must be refused: with a Status that says why, and the log can be read with the nearest lawful ones. */
export function refusedOptionsCase(resource: Resource, options: RefusedOptions): Case {
  const { name, what, on = 'one', query, control, owed } = options;
  return defineCase<SeenRefusal>({
    name: `refused/${name}`,
    async gather(world) {
      const { client } = world;
      const pod = await (typeof on === 'string' ? waitingPod(world, resource, on) : on(world, resource));
      const request = (of: LogQuery) => ({ method: 'GET', path: logPath(pod, of) }) as const;
      const seen = await observeRefusal(client, pod.path, request(query), owed, request(control));
      // A passing fault: asked once more.
      return seen.answer.status < 500 ? seen : { ...seen, answer: await readLog(client, pod, query) };
    },
    judge: (seen) => judgeOptions(`a log asked for with ${what}`, seen),
  });
}

/** What the caller did wrong is not the server's failure; servers are found that say so, so that it is only advised against. */
export function judgeOptions(what: string, seen: SeenRefusal): Outcome {
  const { answer, control, owed } = seen;
  // Only what is called invalid names the fields.
  if (answer.status < 500)
    return judgeRefusal(what, answer.status === 422 ? seen : { ...seen, owed: { ...owed, fields: [] } });
  if (control && control.status >= 300)
    return inconclusive(`no log can be read at all: ${control.status} ${explain(control.body)}`);
  return advisory({
    reason: `${what} is answered as a failure of the server`,
    expected: `${what} is refused with ${(owed.statuses ?? ['4xx']).join(' or ')}`,
    actual: `answer ${answer.status}: ${explain(answer.body)}`,
    observed: { effect: 'refused', status: answer.status },
  });
}

/** Options that must be taken, whatever runs. */
export interface LawfulOptions {
  readonly name: string;
  readonly what: string;
  readonly shape?: Shape;
  readonly query: LogQuery;
  /** With which the log can be read otherwise; with no options without. */
  readonly plain?: LogQuery;
  /** No document says that servers read them: where they are refused, that is only advised against. */
  readonly tolerated?: true;
}

/** A case of options that must be taken. Nothing ran in the Pod, so that what they do to a log is not seen here. */
export function lawfulOptionsCase(resource: Resource, options: LawfulOptions): Case {
  const { name, what, shape = 'one', query, plain = {}, tolerated } = options;
  return defineCase<SeenLog>({
    name: `taken/${name}`,
    gather: async (world) => seeLog(world.client, await waitingPod(world, resource, shape), query, plain),
    judge: (seen) => {
      const outcome = judgeLog(seen, `a log asked for with ${what}`, 'it is taken: 200, or 204 where nothing ran yet');
      return tolerated && outcome.kind === 'violation' ? { ...outcome, kind: 'advisory' } : outcome;
    },
  });
}
