import type { FieldPath } from '../../specs/field-path.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import { explain, type Judgement, judgeKept, type ObservedWrite } from '../../specs/oracles/update-rules.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { inconclusive, type Outcome, unsupported } from '../../src/outcome.ts';
import { type Case, defineCase, type World } from '../../src/requirement.ts';
import type { Namespace } from '../../src/sandbox/sandbox.ts';
import type { SchemaSet } from '../../src/schema/schema.ts';
import type { Way } from '../../src/ways/index.ts';
import { controlWrite, observeWrite, outcomeOf } from './observe-write.ts';

/** A write that must not take effect, or that may not do anything else, with its paired control. */
export interface ControlledWrite {
  readonly resource: Resource;
  readonly schemas: SchemaSet;
  readonly field: FieldPath;
  readonly way: Way;
  readonly subresource?: string;
  /** What the case is called behind the field, where there are several about it. */
  readonly name?: string;
  /** The object that it is tried on. */
  readonly object: JsonObject;
  readonly change: (stored: JsonObject, namespace: Namespace) => JsonObject;
  /** What the write owes; that the field is kept without. */
  readonly judge?: (observed: ObservedWrite) => Judgement;
}

interface Observation {
  readonly observed: ObservedWrite;
  /** The status of the control's answer; undefined where the object changed, and none is needed. */
  readonly control?: number;
}

/** A case of one controlled write: what it owes is judged, and a label written in the same way must succeed. */
export function controlledWriteCase(write: ControlledWrite): Case {
  const { resource, field, way, subresource, name, judge = judgeKept } = write;
  return defineCase<Observation>({
    name: [field, ...(name === undefined ? [] : [name]), way.name].join('/'),
    cell: { kind: resource.kind, field, way: way.name, ...(subresource !== undefined && { subresource }) },
    gather: (world) => gather(world, write),
    judge: ({ observed, control }): Outcome => {
      if (control !== undefined && control !== 200)
        return inconclusive(`even a label cannot be written in this way: answer ${control}`);
      if (way.name === 'apply' && isUnknown(observed)) return unsupported(`the target has no field ${field}`);
      return outcomeOf(judge, observed);
    },
  });
}

/**
 * Whether an application is refused because the target does not have the field: where it publishes no schemas, those of the
 * contract may be of another version. The other ways drop such a field.
 */
function isUnknown({ status, answer }: ObservedWrite): boolean {
  return status >= 400 && /not declared in schema/.test(explain(answer));
}

async function gather({ client, sandbox }: World, write: ControlledWrite): Promise<Observation> {
  const { resource, schemas, field, way, subresource, object, change } = write;
  const loan = await sandbox.borrow(client, resource, object);
  const namespace = await sandbox.namespace();
  const at = subresource === undefined ? {} : { subresource };
  const observed = await observeWrite(client, way, loan, field, (stored) => change(stored, namespace), schemas, at);
  // An object that is not as it was is of no use to the next check.
  if (judgeKept(observed).kept !== true) {
    await loan.drop();
    return { observed };
  }
  const control = await controlWrite(client, way, loan, observed.after, schemas, subresource);
  if (control.status === 200 && isObject(control.body)) loan.giveBack(control.body);
  else await loan.drop();
  return { observed, control: control.status };
}
