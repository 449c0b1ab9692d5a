import { followedLines, followedPod } from '../../fixtures/running-pods.ts';
import type { JsonObject } from '../../specs/json.ts';
import { linesOf } from '../../specs/oracles/log-lines.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Case, defineCase, type Plan, type Requirement, type World } from '../../src/requirement.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { read } from '../update-rules/observe-write.ts';
import { switchCases } from './boolean-options.ts';
import { whereThereAreNodes } from './content-cases.ts';
import { option } from './covers.ts';
import { judgeFollowed, type SeenFollowed } from './judge-followed.ts';
import { logPath, readLog, textOf } from './read-log.ts';
import { startPod, stateOf, untilPod } from './running-pods.ts';

/** A log that goes on. */
export function followKeepsItOpen(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'log.*.follow-keeps-it-open',
    title: 'With follow the log of {kind} goes on as it grows, without it ends',
    method:
      'Asks with several spellings of yes and no where nothing runs: the log ends. Where Pods run, follows a container that pauses between its lines: the log goes on until the container has ended, and lines come while it still runs.',
    covers: option('follow'),
    kills: () => ['log-follow-returns-at-once', 'log-follow-is-cut', 'log-follow-is-held-back'],
    *cases({ resource }, plan) {
      yield* switchCases(resource, 'follow');
      yield* whereThereAreNodes(plan, [followedCase(resource, plan)]);
    },
  });
}

const container = 'slow';

/** The seconds of each pause, in turn: a longer one where the container ended before it could be followed. */
const pauses: Readonly<Record<Plan['effort'], readonly number[]>> = {
  quick: [2, 5, 10],
  standard: [2, 5, 10],
  // Servers are found that cut a log off after ten seconds (liqotech/liqo#2523).
  deep: [5, 10],
};

function followedCase(resource: Resource, { effort }: Plan): Case {
  return defineCase<SeenFollowed>({
    name: 'shown/until-the-container-ends',
    async gather(world) {
      let seen: SeenFollowed | undefined;
      for (const pause of pauses[effort]) {
        seen = await follow(world, resource, pause);
        if (!cameLate(seen)) break;
      }
      return seen as SeenFollowed;
    },
    judge: judgeFollowed,
  });
}

/** Whether it is not what came that is amiss but when: that may be our own delay, and a longer pause shows it. */
function cameLate({ before, numbers, arrivedWhileRunning }: SeenFollowed): boolean {
  const isWhole = numbers.length === followedLines.length - 1;
  return before.length === followedLines.length || (isWhole && !arrivedWhileRunning);
}

async function follow(world: World, resource: Resource, pause: number): Promise<SeenFollowed> {
  const { client, sandbox } = world;
  const pod = await startPod(world, resource, followedPod(pause));
  await untilPod(client, pod, (now) => hasBegun(now) || isOver(now), 'its container has not begun');
  const before = linesOf(textOf(await readLog(client, pod)));
  const stream = client.watch(logPath(pod, { follow: true }));
  try {
    const opened = await stream.opened;
    // The last but one: a pause later the container ends.
    const late = await stream.until(
      (event) => event.object['number'] === followedLines.length - 2,
      pause * 4000 + 20_000,
    );
    const arrivedWhileRunning = late !== undefined && !isOver(await read(client, pod.path));
    await untilPod(client, pod, isOver, 'its container has not ended');
    const whole = linesOf(textOf(await readLog(client, pod)));
    await stream.until(() => false, patienceMs);
    const end = await Promise.race([stream.ended, Promise.resolve(undefined)]);
    const numbers = stream.events.map((event) => Number(event.object['number']));
    return { before, whole, status: opened?.status, numbers, end, arrivedWhileRunning };
  } finally {
    stream.close();
    await sandbox.remove(client, pod);
  }
}

function hasBegun(pod: JsonObject): boolean {
  return stateOf(pod, container)['running'] !== undefined;
}

function isOver(pod: JsonObject): boolean {
  return stateOf(pod, container)['terminated'] !== undefined;
}

/** Milliseconds in which a log is to end when its container has. */
const patienceMs = 10_000;
