import { type RegisterProgram, type RegisterStep, registerNames } from '../../fixtures/generators/register-programs.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import type { Operation } from '../../specs/oracles/linearizability.ts';
import { otherWriters } from '../../specs/oracles/update-rules.ts';
import type { RegisterCall, ShownRegister } from '../../specs/oracles/versioned-register.ts';
import type { Answer, Client, Request } from '../../src/client/client.ts';
import { InconclusiveError } from '../../src/errors.ts';
import type { World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { ownManager } from '../update-rules/observe-write.ts';
import { withMetadata } from '../update-rules/places.ts';
import { annotationOf, type RegisterWrite, shownIn, writeOf } from './register-writes.ts';

/** What the clients of a program saw, and what there was before. */
export interface RegisterHistory {
  readonly initial: ShownRegister;
  readonly operations: readonly Operation<RegisterCall>[];
  /** Whether an answer shows that others wrote to the object as well: there is more than what is written down. */
  readonly hasOthers: boolean;
}

/**
 * Runs a program against an object of its own, all clients at once. @param first what is to happen before to the new object; the
 * program begins with what comes of it. @throws InconclusiveError where that cannot be said
 */
export async function runProgram(
  { client, sandbox }: World,
  subject: Subject,
  program: RegisterProgram,
  first: (stored: StoredObject) => Promise<JsonObject | undefined> = async ({ object }) => object,
): Promise<RegisterHistory> {
  const annotations = Object.fromEntries(registerNames.map((name) => [annotationOf(name), '0']));
  const object = withMetadata(objectFor(subject.resource), { annotations });
  const made = await sandbox.create(client, subject.resource, object);
  const initial = await first(made);
  if (!initial) {
    await sandbox.remove(client, made);
    throw new InconclusiveError('it cannot be told when others are done with a new object');
  }
  const recorder = new Recorder(client, { ...made, object: initial });
  await Promise.all(program.map((steps, index) => runClient(recorder, subject, steps, index + 1)));
  const last = await recorder.read('the observer');
  await sandbox.remove(client, made);
  if (!last) throw new InconclusiveError('the object cannot be read back');
  return { initial: shownIn(initial), operations: recorder.operations, hasOthers: recorder.hasOthers };
}

async function runClient(recorder: Recorder, subject: Subject, steps: readonly RegisterStep[], number: number) {
  let seen = recorder.stored.object;
  const name = `client ${number}`;
  for (const [turn, step] of steps.entries()) {
    const shown =
      step.does === 'read'
        ? await recorder.read(name)
        : await recorder.write(name, writeOf(subject, recorder.stored.path, seen, step, `${number}.${turn + 1}`));
    // Whoever is refused looks again.
    seen = shown ?? (await recorder.read(name)) ?? seen;
  }
}

/** Sends what the clients ask for, and writes down when, and what was answered. */
class Recorder {
  readonly operations: Operation<RegisterCall>[] = [];
  readonly stored: StoredObject;
  hasOthers = false;
  readonly #client: Client;
  readonly #began = performance.now();

  constructor(client: Client, stored: StoredObject) {
    this.#client = client;
    this.stored = stored;
  }

  async read(by: string): Promise<JsonObject | undefined> {
    const { called, returned, answer } = await this.#send({ method: 'GET', path: this.stored.path });
    const body = answer?.status === 200 && isObject(answer.body) ? answer.body : undefined;
    // A read without an answer says nothing.
    if (body)
      this.operations.push({
        called,
        returned,
        call: { name: `${by}, GET`, kind: 'read', answer: { kind: 'shown', shown: shownIn(body) } },
      });
    return body && this.#see(body);
  }

  async write(by: string, write: RegisterWrite): Promise<JsonObject | undefined> {
    const { called, returned, answer } = await this.#send(write.request);
    const call = writtenCall(by, write, answer);
    this.operations.push({ called, returned: call.answer.kind === 'lost' ? undefined : returned, call });
    return call.answer.kind === 'shown' && isObject(answer?.body) ? this.#see(answer.body) : undefined;
  }

  /** An object that was shown: another client may be listed in it now that is not any more at the end. */
  #see(object: JsonObject): JsonObject {
    this.hasOthers ||= otherWriters(this.stored.object, object, ownManager).length > 0;
    return object;
  }

  async #send(request: Request): Promise<{ called: number; returned: number; answer: Answer | undefined }> {
    const called = performance.now() - this.#began;
    const answer = await this.#client.send(request).catch((thrown: unknown) => {
      if (!(thrown instanceof InconclusiveError)) throw thrown;
    });
    return { called, returned: performance.now() - this.#began, answer: answer ?? undefined };
  }
}

/** What a write and its answer are to the register. Of an answer that blames the server nobody knows what became of the write. */
export function writtenCall(
  by: string,
  { name, call, refusal }: RegisterWrite,
  answer: Pick<Answer, 'status' | 'body'> | undefined,
): RegisterCall {
  const common = { name: `${by}, ${name}`, kind: 'write' } as const;
  if (answer === undefined || answer.status >= 500) return { ...common, ...call, answer: { kind: 'lost' } };
  if (answer.status < 300 && isObject(answer.body))
    return { ...common, ...call, answer: { kind: 'shown', shown: shownIn(answer.body) } };
  // Refused for another reason than its condition: that says nothing of the condition.
  const { ofVersion: _version, ofValue: _value, ...unconditional } = call;
  return { ...common, ...(answer.status === refusal ? call : unconditional), answer: { kind: 'refused' } };
}
