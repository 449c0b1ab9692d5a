import type { Resource } from '../../src/contract/contract.ts';
import type { World } from '../../src/requirement.ts';
import type { Sandbox, StoredObject } from '../../src/sandbox/sandbox.ts';
import { versionOf } from '../events.ts';
import { Recorder } from './recorder.ts';

/** Objects with a past in a namespace of their own, which nobody writes to any more. */
export interface Scene {
  readonly recorder: Recorder;
  /** What is there now, in no order. */
  readonly objects: readonly StoredObject[];
  /** The version of the last write before the others: not all that is there was there then, and something was that is gone. */
  readonly past: string;
  /** The version of the last write. */
  readonly present: string;
  /** Another namespace, with objects of its own. */
  readonly elsewhere: { readonly namespace: string; readonly object: StoredObject };
}

/** The labels that the objects of a scene are told apart by; some have the same. */
export const shades: readonly Readonly<Record<string, string>>[] = [
  { shade: 'dark' },
  { shade: 'light' },
  {},
  { shade: 'dark', 'covenant.example/mark': '' },
  { shade: 'light' },
];

const scenes = new WeakMap<Sandbox, Map<string, Promise<Scene>>>();

/** One scene for all checks of a kind that only read, made by the first that needs it. */
export async function sceneOf({ client, sandbox }: World, resource: Resource): Promise<Scene> {
  const ofSandbox = scenes.get(sandbox) ?? new Map<string, Promise<Scene>>();
  scenes.set(sandbox, ofSandbox);
  let scene = ofSandbox.get(resource.path);
  if (!scene) {
    scene = makeScene(
      new Recorder(client, sandbox.another(), resource),
      new Recorder(client, sandbox.another(), resource),
    );
    ofSandbox.set(resource.path, scene);
    // One that could not be made is of no use to the next check.
    scene.catch(() => ofSandbox.delete(resource.path));
  }
  const made = await scene;
  return { ...made, recorder: made.recorder.with(client) };
}

async function makeScene(recorder: Recorder, other: Recorder): Promise<Scene> {
  const foreign = await other.create({ shade: 'dark' });
  const objects: StoredObject[] = [];
  for (const labels of shades) objects.push(await recorder.create(labels));
  const [first, gone] = objects as [StoredObject, StoredObject];
  const past = versionOf(objects.at(-1)?.object) ?? '';
  await recorder.label(first, { shade: 'changed' });
  await recorder.remove(gone);
  const late = [await recorder.create({ shade: 'dark' }), await recorder.create()];
  return {
    recorder,
    objects: [...objects.filter((one) => one !== gone), ...late],
    past,
    present: versionOf(late.at(-1)?.object) ?? '',
    elsewhere: { namespace: await other.namespace(), object: foreign },
  };
}
