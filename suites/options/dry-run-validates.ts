import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { wrongInDryRefusal } from '../../specs/oracles/dry-run.ts';
import { explain, list } from '../../specs/oracles/update-rules.ts';
import { changesSince } from '../../specs/oracles/whole-write.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { unraced } from '../unraced.ts';
import { ownManager, read } from '../update-rules/observe-write.ts';
import { written } from '../update-rules/places.ts';
import { type RefusableRequest, refusableRequests } from './refusable-requests.ts';

/** What a dry run is for: to hear of everything that is wrong before it is done. */
export function dryRunStillValidates(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'dry-run.*.refuses-what-is-refused',
    title: 'A dry run of a request about {kind} that would be refused is refused alike',
    method:
      'Sends requests that are refused (a name that is taken, an object that is not there, a bad label, a stale resourceVersion, a wrong uid, another name than that of the URL) dry and real: the same status, reason and fields, and nothing changes. The nearest lawful one is taken in a dry run.',
    covers: [{ subresource: '*', parts: ['parameter/query/dryRun'] }],
    derivedFrom: written,
    kills: () => ['dry-run-skips-validation'],
    *cases(subject, plan) {
      for (const [turn, request] of [...refusableRequests(subject, plan)].entries()) {
        // Quick effort tries a third of them, others with each seed, and always a patch.
        const isSampled = (turn + plan.seed) % 3 === 0 || request.name === 'stale/merge-patch';
        if (plan.effort !== 'quick' || isSampled) yield refusalCase(subject, request);
      }
    },
  });
}

/** What was seen of a request that is refused, dry and real. */
export interface SeenRefusals {
  readonly before: JsonObject;
  readonly dry: Answer;
  readonly between: JsonObject;
  readonly real: Answer;
  readonly control: Answer;
}

function refusalCase({ resource }: Subject, { name, refused, lawful }: RefusableRequest): Case {
  return defineCase<SeenRefusals>({
    name,
    async gather({ client, sandbox }) {
      const created = await sandbox.create(client, resource, objectFor(resource));
      const attempt = async () => {
        const before = await read(client, created.path);
        const stored = { ...created, object: before };
        let between = before;
        const seen: Answer[] = [];
        // The free name is the sandbox's, so that it knows of what a server makes there after all.
        const { stored: stray } = await sandbox.createBy(resource, async (place) => {
          seen.length = 0;
          seen.push(await client.send(refused(stored, true, place.name)));
          between = await read(client, stored.path);
          seen.push(await client.send(lawful(stored, true, place.name)));
          seen.push(await client.send(refused(stored, false, place.name)));
          return client.send({ method: 'GET', path: place.path });
        });
        if (stray) await sandbox.remove(client, stray);
        const [dry, controlled, real] = seen as [Answer, Answer, Answer];
        return { before, dry, between, real, control: controlled };
      };
      // A conflict with somebody else's write comes before what is wrong with ours: of the two alone it says nothing.
      const isRaced = ({ dry, real, control }: SeenRefusals) =>
        control.status === 409 || (dry.status === 409) !== (real.status === 409);
      const seen = await unraced(attempt, isRaced);
      await sandbox.remove(client, created);
      return seen;
    },
    judge: judgeRefusals,
  });
}

/** A dry run is refused as the request itself is, and changes nothing. */
export function judgeRefusals({ before, dry, between, real, control }: SeenRefusals): Outcome {
  const expected = 'a dry run is refused with the status, reason and fields of the request itself, nothing changes';
  const changed = changesSince(before, between, ownManager);
  const said = `answer ${dry.status}${dry.status < 400 ? '' : `: ${explain(dry.body)}`}`;
  if (changed.length > 0)
    return violation({ reason: 'a dry run changes the object', expected, actual: `${said}; ${list(changed)}` });
  if (dry.status >= 500 || real.status >= 500)
    return inconclusive(`the request is answered ${dry.status} dry, ${real.status} for real`);
  if (real.status < 400) return inconclusive(`the request is not refused: answer ${real.status}`);
  if (control.status >= 300)
    return inconclusive(
      `what is nearest to it and lawful is refused as well: ${control.status} ${explain(control.body)}`,
    );
  const wrong = wrongInDryRefusal(dry, real);
  if (wrong === undefined) return pass;
  const observed = { effect: dry.status < 400 ? 'ignored' : 'refused', status: dry.status } as const;
  return violation({ reason: wrong, expected, actual: `${said}; for real: ${explain(real.body)}`, observed });
}
