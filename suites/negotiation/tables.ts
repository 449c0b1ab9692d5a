import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import { type Included, wrongInTable } from '../../specs/oracles/negotiated.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { read } from '../update-rules/observe-write.ts';
import { besidePlain, tableForm } from './forms.ts';
import { judgeProjected, labelled } from './metadata-alone.ts';

/** What a table is asked of: one object, or those that a selector chooses. */
interface TableOf {
  readonly name: string;
  /** Behind the path; `{name}` is that of the object. */
  readonly query: string;
  readonly ofList: boolean;
  readonly included?: Included;
}

const tables: readonly TableOf[] = [
  { name: 'object', query: '', ofList: false },
  { name: 'list/labelSelector', query: '?labelSelector=covenant-of%3D{name}', ofList: true },
  { name: 'list/fieldSelector', query: '?fieldSelector=metadata.name%3D{name}', ofList: true },
  { name: 'object/includeObject=None', query: '?includeObject=None', ofList: false, included: 'None' },
  { name: 'object/includeObject=Metadata', query: '?includeObject=Metadata', ofList: false },
  { name: 'object/includeObject=Object', query: '?includeObject=Object', ofList: false, included: 'Object' },
];

/** Who asks for a table gets one row for each object, and one cell in it for each column. */
export function tablesShowTheObjects(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'negotiation.*.tables-show-the-objects',
    title: 'Asked for as a Table, {kind} is answered as rows and columns that agree and name the objects',
    method:
      'Reads an object and lists with selectors with that form in Accept, and with each value of includeObject: a row for each object that a plain read has and no other, a cell for each column, the name in its column, and as much of the object as was asked for. A server that has not the form answers 406.',
    covers: [],
    derivedFrom: [{ actions: ['get', 'list', 'put', 'patch'], parts: [''] }],
    kills: () => ['table-ignores-selectors', 'table-rows-without-objects', 'table-rows-lack-a-cell'],
    *cases(subject, { effort }) {
      for (const one of effort === 'quick' ? tables.slice(0, 2) : tables) yield tableCase(subject, one);
    },
  });
}

interface SeenTable {
  readonly answer: Answer;
  readonly objects: readonly JsonObject[];
}

function tableCase(subject: Subject, { name, query, ofList, included }: TableOf): Case {
  return defineCase<SeenTable>({
    name,
    async gather(world) {
      const { client, sandbox } = world;
      const stored = await labelled(world, subject);
      // Another of the kind, which no selector chooses.
      const other = ofList ? await sandbox.create(client, subject.resource, objectFor(subject.resource)) : undefined;
      const collection = stored.path.slice(0, stored.path.lastIndexOf('/'));
      const path = `${ofList ? collection : stored.path}${query.replace('{name}', stored.name)}`;
      const { answer, plain } = await besidePlain(
        () => client.send({ method: 'GET', path, headers: { accept: tableForm } }),
        () => read(client, path),
      );
      await sandbox.remove(client, stored);
      if (other) await sandbox.remove(client, other);
      const items = Array.isArray(plain['items']) ? plain['items'].filter(isObject) : [];
      return { answer, objects: ofList ? items : [plain] };
    },
    judge: ({ answer, objects }) =>
      judgeProjected('Table', answer, { items: objects }, () => wrongInTable(answer.body, objects, included)),
  });
}
