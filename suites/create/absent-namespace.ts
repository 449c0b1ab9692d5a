import { objectFor } from '../../fixtures/transitions.ts';
import { type JsonObject, valueAt } from '../../specs/json.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, unsupported, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { deleteByUid } from '../../src/sandbox/delete.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { type CreatingWay, creatingWays } from './creating-ways.ts';

/** Nothing is created in a namespace that is not there. */
export function absentNamespaceIs404(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'create.*.absent-namespace-is-404',
    title: 'Creating {kind} in a namespace that is not there is answered 404 that names the namespace',
    method:
      'Creates an object in every way in a namespace that is not there: 404 whose details name the namespace, and neither the object nor the namespace is there then. The same in a namespace that is there succeeds.',
    covers: [],
    derivedFrom: written,
    kills: () => ['create-in-absent-namespace'],
    *cases(subject) {
      for (const way of creatingWays(subject.resource)) yield absentCase(subject, way);
    },
  });
}

/** A creation in an absent namespace, and one in the sandbox's own. */
export interface SeenAbsence {
  readonly way: string;
  readonly namespace: string;
  readonly answer: Answer;
  /** What a GET of the namespace answers then. */
  readonly found: Answer;
  readonly control: Answer;
}

function absentCase({ resource }: Subject, way: CreatingWay): Case {
  const object: JsonObject = objectFor(resource);
  return defineCase<SeenAbsence>({
    name: way.name,
    async gather({ client, sandbox }) {
      const { name } = await sandbox.namespace();
      const namespace = `${name.slice(0, 56)}-absent`;
      const path = `/api/v1/namespaces/${namespace}`;
      const { answer, stored } = await sandbox.createBy(resource, (place) => way.send(client, place, object), {
        namespace,
        ...(way.unnamed && { unnamed: true }),
      });
      const found = await client.send({ method: 'GET', path });
      if (stored) await sandbox.remove(client, stored);
      const made = valueAt(found.body, ['metadata', 'uid']);
      // Made by our request, and not known to the sandbox.
      if (stored && found.status === 200) await deleteByUid(client, path, String(made));
      const lawful = await sandbox.createBy(
        resource,
        (place) => way.send(client, place, object),
        way.unnamed ? { unnamed: true } : {},
      );
      if (lawful.stored) await sandbox.remove(client, lawful.stored);
      return { way: way.name, namespace, answer, found, control: lawful.answer };
    },
    judge: judgeAbsent,
  });
}

/** It is refused because the namespace is not there. */
export function judgeAbsent({ way, namespace, answer, found, control }: SeenAbsence): Outcome {
  const expected = `404 that names the namespace ${namespace}, and nothing is made`;
  const said = `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}`;
  // An admission plugin of old (NamespaceAutoProvision) does that where an operator asks for it.
  if (answer.status < 300 && found.status === 200) return unsupported('the target makes namespaces as they are needed');
  if (answer.status < 300)
    return violation({ reason: 'an object is created in a namespace that is not there', expected, actual: said });
  if (answer.status >= 500 || answer.status === 403) return inconclusive(`it is answered ${answer.status}`);
  if (control.status === 404) return unsupported(`the target creates nothing by ${way}`);
  if (control.status >= 300) return inconclusive(`nor can it be created elsewhere: answer ${control.status}`);
  const about = { kinds: ['namespaces', 'Namespace'], group: '', name: namespace };
  const wrong = wrongInRefusal(answer, { statuses: [404], about });
  return wrong === undefined ? pass : violation({ reason: `in an absent namespace: ${wrong}`, expected, actual: said });
}
