import { type PageScript, pageScripts, type ScriptedWrite } from '../../fixtures/generators/page-scripts.ts';
import type { Listing } from '../../specs/oracles/history/listing.ts';
import { wrongSelection } from '../../specs/oracles/paging/selection.ts';
import { type PagingGuarantee, pagingJudges } from '../../specs/oracles/paging.ts';
import type { Library } from '../../src/contract/library.ts';
import type { TimeLine } from '../../src/outcome.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../src/property.ts';
import type { Effort } from '../../src/record.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { rulesOf, served } from './covers.ts';
import { Recorder } from './recorder.ts';
import { judgeTokens } from './tokens.ts';
import { walk } from './walk.ts';

/** All parts of a list together are one state of it. */
export function partsAreOneSnapshot(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'paging.*.parts-are-one-snapshot',
    title: 'All parts of a list of the objects of {kind} together are the list as it was when the first was asked for',
    method:
      'Creates, changes and deletes objects between the parts, before and behind what was shown, written out and at random, and compares all parts with what was stored when the first was made; each token is followed again when all is over.',
    covers: rulesOf('limit', 'consistent-snapshot'),
    derivedFrom: served,
    kills: () => [
      'paging-is-no-snapshot',
      'page-boundary-loses-item',
      'page-boundary-repeats-item',
      'later-pages-show-newest-version',
    ],
    *cases(subject) {
      for (const form of ['object', 'metadata', 'table'] as const) yield writtenCase(subject, form);
      yield generatedCase(subject);
    },
  });
}

/** That pages are of several versions says more than what follows from it. */
const guarantees: readonly PagingGuarantee[] = [
  'constantVersion',
  ...(Object.keys(pagingJudges) as PagingGuarantee[]).filter(
    (name) => !['constantVersion', 'remaining'].includes(name),
  ),
];

const expected =
  'all pages are of one version, and show what was stored then: what was created since is on none, what was deleted or changed since is there as it was';

/** Between the pages what is still to come is deleted, changed and joined by others. */
function writtenCase({ resource }: Subject, form: PageScript['form']): Case {
  return defineCase({
    name: form,
    async gather({ client, sandbox }) {
      const play = new Play(new Recorder(client, sandbox.another(), resource));
      const turns: readonly (readonly ScriptedWrite[])[] = [
        [
          { does: 'delete', which: 4 },
          { does: 'label', which: 3 },
          { does: 'create', which: 0 },
        ],
        [
          { does: 'label', which: 0 },
          { does: 'delete', which: 3 },
          { does: 'create', which: 0 },
        ],
      ];
      const name = form === 'object' ? 'list' : `${form} list`;
      const listings = await play.play({ objects: 6, limit: 2, form, selects: false, writes: turns }, name);
      return play.recorder.history(listings);
    },
    judge: (history) => judgeTokens(history, guarantees, expected),
  });
}

/** Objects that a generated list has at most. */
const most: Readonly<Record<Effort, number>> = { quick: 6, standard: 10, deep: 40 };

/** How the property came out, with what was written and shown where it broke. */
interface Generated {
  readonly result: PropertyResult;
  readonly timeLine: TimeLine | undefined;
}

function generatedCase({ resource }: Subject): Case {
  return defineCase<Generated>({
    name: 'generated',
    async gather(world) {
      const play = new Play(new Recorder(world.client, world.sandbox.another(), resource));
      let turn = 0;
      let timeLine: TimeLine | undefined;
      const result = await checkProperty(world, pageScripts(most[world.effort]), async (script) => {
        const listings = await play.play(script, `list ${++turn}`);
        const outcome = judgeTokens(play.recorder.history(listings), guarantees, expected);
        const wrong = wrongIn(outcome, ({ actual }) => actual) ?? play.wrongChoice;
        // The last that breaks it is the smallest.
        if (wrong !== undefined) timeLine = outcome.kind === 'violation' ? outcome.timeLine : undefined;
        return wrong;
      });
      return { result, timeLine };
    },
    judge: ({ result, timeLine }) => {
      const outcome = propertyOutcome(result, expected);
      return outcome.kind === 'violation' && timeLine ? { ...outcome, timeLine } : outcome;
    },
  });
}

/** Plays scripts on one collection, one after another. */
class Play {
  readonly recorder: Recorder;
  #objects: StoredObject[] = [];
  #turn = 0;
  /** What was wrong with the last list that chose. */
  wrongChoice: string | undefined;

  constructor(recorder: Recorder) {
    this.recorder = recorder;
  }

  /** Reads the script's list while its writes are made. */
  async play({ objects, limit, form, selects, writes }: PageScript, name: string): Promise<Listing[]> {
    while (this.#objects.length > objects) await this.#delete(0);
    while (this.#objects.length < objects) await this.#create();
    const labelSelector = 'covenant.example/side=even';
    const listings = await walk(this.recorder, {
      name,
      query: { limit: String(limit), ...(selects && { labelSelector }) },
      form,
      again: true,
      between: async (page) => {
        for (const write of writes[(page - 1) % writes.length] ?? []) await this.#write(write);
      },
    });
    this.wrongChoice = selects ? await this.#wrongIn(listings[0], labelSelector) : undefined;
    return listings;
  }

  /** A list that chooses, held against the whole list of its version. */
  async #wrongIn({ name, pages }: Listing, labelSelector: string): Promise<string | undefined> {
    const { resourceVersion } = pages[0] ?? {};
    if (pages.some(({ status }) => status !== 200) || resourceVersion === undefined) return undefined;
    const { page } = await this.recorder.page({ query: { resourceVersion, resourceVersionMatch: 'Exact' } });
    if (page.status !== 200 || page.resourceVersion !== resourceVersion) return undefined;
    const wrong = wrongSelection(
      page.items,
      pages.flatMap(({ items }) => items),
      { labelSelector },
    );
    return wrong && `${name} by ${labelSelector}: ${wrong}`;
  }

  async #write({ does, which }: ScriptedWrite): Promise<void> {
    const index = which % Math.max(1, this.#objects.length);
    const object = this.#objects[index];
    if (does === 'create' || !object) await this.#create();
    else if (does === 'delete') await this.#delete(index);
    else await this.recorder.label(object, this.#labels());
  }

  async #create(): Promise<void> {
    this.#objects.push(await this.recorder.create(this.#labels()));
  }

  async #delete(index: number): Promise<void> {
    const [object] = this.#objects.splice(index, 1);
    if (object) await this.recorder.remove(object);
  }

  /** Never twice the same: a write that changes nothing has no version of its own. */
  #labels(): Readonly<Record<string, string>> {
    this.#turn++;
    return {
      'covenant.example/side': this.#turn % 3 === 0 ? 'odd' : 'even',
      'covenant.example/turn': String(this.#turn),
    };
  }
}
