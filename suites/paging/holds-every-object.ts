import type { Library } from '../../src/contract/library.ts';
import { UnsupportedError } from '../../src/errors.ts';
import { type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { ofLists, served } from './covers.ts';
import { judgeHistory } from './judge-history.ts';
import { wrongInList } from './list-shape.ts';
import { Recorder } from './recorder.ts';
import { walk } from './walk.ts';

/** A list without a version shows all there is, as it is now. */
export function holdsEveryObject(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'list.*.holds-every-object',
    title: 'A list of the objects of {kind} holds all that are stored, each once, of one namespace or of all',
    method:
      'Lists after every creation, change and deletion, of one namespace and of all, while another namespace has objects as well, and compares with what is stored.',
    covers: ofLists('', 'status/200', 'status/200/body/application/json'),
    derivedFrom: served,
    kills: () => ['list-is-stale', 'list-crosses-namespaces', 'list-without-version', 'list-order-changes'],
    *cases(subject) {
      yield oneNamespaceCase(subject);
      yield shapeCase(subject);
      yield allNamespacesCase(subject);
    },
  });
}

const guarantees = ['honoured', 'snapshot', 'constantVersion', 'once', 'inOrder', 'selected', 'complete'] as const;

/** Every write is in the list that is asked for after it. */
function oneNamespaceCase({ resource }: Subject): Case {
  return defineCase({
    name: 'one-namespace',
    async gather({ client, sandbox }) {
      const recorder = new Recorder(client, sandbox.another(), resource);
      const other = new Recorder(client, sandbox.another(), resource);
      await other.create();
      const listings = [];
      const list = async (name: string) => {
        const [listing] = await walk(recorder, { name, query: {} });
        listings.push(listing);
        return listing;
      };
      await list('list of nothing');
      const first = await recorder.create();
      await list('list after the first creation');
      const second = await recorder.create();
      await list('list after the second creation');
      await recorder.label(first, { covenant: 'changed' });
      await list('list after a change');
      await recorder.remove(second);
      await list('list after a deletion');
      await recorder.create();
      await recorder.create();
      const { pages } = await list('list after two more');
      // The same state once more, whatever others write meanwhile: in the same order.
      const query = { resourceVersion: pages[0]?.resourceVersion, resourceVersionMatch: 'Exact' };
      if (query.resourceVersion !== undefined)
        for (const turn of ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh']) {
          const [same] = await walk(recorder, { name: `the same list a ${turn} time`, query });
          listings.push(same);
        }
      return recorder.history(listings);
    },
    judge: (history) => {
      const outcome = judgeHistory(
        history,
        guarantees,
        'each list shows what is stored when it is asked for, each object once',
      );
      if (outcome.kind !== 'pass' && outcome.kind !== 'inconclusive') return outcome;
      const bare = history.listings.find(({ pages: [page] }) => page?.status === 200 && !page.resourceVersion);
      if (!bare) return outcome;
      return violation({
        reason: `${bare.name} has no resourceVersion`,
        expected: 'the metadata of a list has a resourceVersion, from which a watch goes on',
        actual: 'metadata.resourceVersion is absent',
      });
    },
  });
}

/** A list is of its kind, and so are its items. */
function shapeCase({ resource }: Subject): Case {
  return defineCase({
    name: 'list-and-items',
    async gather({ client, sandbox }) {
      const recorder = new Recorder(client, sandbox.another(), resource);
      const empty = await recorder.page({ query: {} });
      await recorder.create();
      const filled = await recorder.page({ query: {} });
      return [empty.answer, filled.answer];
    },
    judge: (answers): Outcome => {
      for (const { status, body } of answers) {
        const wrong = status === 200 ? wrongInList(body, resource) : `it is answered ${status}`;
        const expected = `200 and a ${resource.kind}List of ${resource.apiVersion}`;
        if (wrong !== undefined) return violation({ reason: `a list: ${wrong}`, expected, actual: wrong });
      }
      return pass;
    },
  });
}

/** Objects that are listed at once across all namespaces; of a whole cluster only so many pages are read. */
const perPage = '500';
const most = 5;

/** A list of all namespaces holds those of each; by a label of the run alone no others. */
function allNamespacesCase({ resource }: Subject): Case {
  return defineCase({
    name: 'all-namespaces',
    async gather({ client, sandbox }) {
      const recorder = new Recorder(client, sandbox.another(), resource);
      const other = new Recorder(client, sandbox.another(), resource);
      const own = await recorder.namespace();
      const labels = { 'covenant.example/list': own };
      const first = await recorder.create(labels);
      await recorder.create(labels);
      await recorder.create();
      await other.create(labels);
      const foreign = other.history([]).writes;
      const ask = (name: string, query: object) => walk(recorder, { name, query, scope: 'all', most });
      const [chosen] = await ask('list of all namespaces by a label', {
        labelSelector: `covenant.example/list=${own}`,
      });
      if (chosen.pages[0]?.status === 403)
        throw new UnsupportedError('the credentials may not list the objects of all namespaces');
      await recorder.label(first, { ...labels, covenant: 'changed' });
      const [narrowed] = await ask('list of all namespaces by a namespace', {
        fieldSelector: `metadata.namespace=${own}`,
      });
      const [all] = await ask('list of all namespaces', { limit: perPage });
      const { writes, ...history } = recorder.history([chosen, narrowed, all]);
      return { history: { ...history, writes: [...writes, ...foreign] }, own, other: await other.namespace() };
    },
    judge: ({ history, own, other }) => {
      const outcome = judgeHistory(
        history,
        ['honoured', 'snapshot', 'once', 'selected', 'complete'],
        'it shows the objects of all namespaces, each once',
      );
      if (outcome.kind !== 'pass') return outcome;
      const [chosen] = history.listings;
      const shown = chosen?.pages.flatMap(({ items }) => items.map(({ key }) => key.split('/')[0])) ?? [];
      const counts = [own, other].map((name) => shown.filter((one) => one === name).length);
      if (counts.join() === '2,1') return pass;
      return violation({
        reason: 'a list of all namespaces by a label does not hold what has it in each of them',
        expected: `two objects of ${own} and one of ${other}`,
        actual: `${counts[0]} and ${counts[1]}`,
      });
    },
  });
}
