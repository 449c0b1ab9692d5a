import type { Plan, World } from '../../../src/requirement.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Subject } from '../../promises/for-each-kind.ts';
import { runTraffic, type Traffic } from './traffic.ts';

const running = new WeakMap<Sandbox, Map<string, Promise<Traffic>>>();

/** The one traffic of a kind in a run: whoever asks first lets it begin, and all judge the same history. */
export function trafficOf(world: World, subject: Subject, plan: Pick<Plan, 'seed'>): Promise<Traffic> {
  const ofRun = running.get(world.sandbox) ?? new Map<string, Promise<Traffic>>();
  running.set(world.sandbox, ofRun);
  const { apiVersion, kind } = subject.resource;
  const key = `${apiVersion}/${kind}`;
  const traffic = ofRun.get(key) ?? runTraffic(world, subject, plan);
  ofRun.set(key, traffic);
  return traffic;
}
