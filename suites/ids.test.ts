import { describe, expect, test } from 'vitest';
import { resourcesOf } from '../src/contract/library.ts';
import type { Effort } from '../src/record.ts';
import { buildRegistry } from '../src/registry.ts';
import type { Plan } from '../src/requirement.ts';
import { contractSchemas } from '../src/target/contract-schemas.ts';
import { chapters } from './index.ts';

const registry = buildRegistry(chapters);

/** The contracts' own schemas, as for a server that publishes none. */
const schemas = contractSchemas(resourcesOf(registry.library));

function plan(seed: number, effort: Effort): Plan {
  return { target: { reachable: true, schemas, schemaSource: 'contract', absent: {}, lacks: {} }, seed, effort };
}

/** The names of all cases, by requirement. */
function names(seed: number, effort: Effort = 'standard'): Map<string, string[]> {
  const planned = plan(seed, effort);
  return new Map(registry.requirements.map(({ id, cases }) => [id, [...cases(planned)].map(({ name }) => name)]));
}

// A requirement's id is permanent: people filter by it, cite it and compare runs by it. A new one is a new line here; a line
// that goes or changes breaks them, and is to be said in the CHANGELOG.
test('the ids of the requirements are these', () => {
  expect(registry.requirements.map(({ id }) => id)).toMatchInlineSnapshot(`
    [
      "example.job.update-is-as-shown",
      "example.pod.update-is-as-shown",
      "example.endpoints.update-is-as-shown",
      "update.job.listed-fields-are-updated",
      "update.pod.listed-fields-are-updated",
      "update.pod.other-fields-are-immutable",
      "update.endpoints.listed-fields-are-updated",
      "update.job.unlisted-fields-follow-the-api",
      "update.endpoints.unlisted-fields-follow-the-api",
      "transition.pod.active-deadline-only-goes-down",
      "transition.pod.tolerations-are-only-added",
      "transition.pod.images-may-change",
      "transition.job.parallelism-may-change",
      "transition.job.completions-follow-parallelism",
      "transition.job.completion-mode-never-changes",
      "transition.job.selector-never-changes",
      "transition.job.suspend-may-change",
      "transition.job.template-of-a-suspended-job-may-change",
      "update.job.mixed-write-is-all-or-nothing",
      "update.pod.mixed-write-is-all-or-nothing",
      "update.endpoints.mixed-write-is-all-or-nothing",
      "update.job.no-op-changes-nothing",
      "update.pod.no-op-changes-nothing",
      "update.endpoints.no-op-changes-nothing",
      "metadata.job.server-kept-survives",
      "metadata.pod.server-kept-survives",
      "metadata.endpoints.server-kept-survives",
      "metadata.job.generation-follows-spec",
      "metadata.pod.generation-follows-spec",
      "metadata.endpoints.generation-follows-spec",
      "update.endpoints.put-creates-what-is-absent",
      "update.job.is-shown-once",
      "update.pod.is-shown-once",
      "update.endpoints.is-shown-once",
      "metadata.pod.maps-round-trip",
      "metadata.endpoints.maps-round-trip",
      "passive.status-is-documented",
      "passive.content-type-is-documented",
      "passive.body-fits-its-schema",
      "passive.kind-is-right",
      "passive.error-is-a-status",
      "passive.resource-version-is-decimal",
      "passive.identity-is-constant",
      "passive.times-are-rfc3339",
      "apply.job.owns-what-it-sets",
      "apply.pod.owns-what-it-sets",
      "apply.endpoints.owns-what-it-sets",
      "apply.job.creates-what-is-absent",
      "apply.pod.creates-what-is-absent",
      "apply.endpoints.creates-what-is-absent",
      "apply.job.needs-a-field-manager",
      "apply.pod.needs-a-field-manager",
      "apply.endpoints.needs-a-field-manager",
      "apply.job.force-takes-over-conflicts",
      "apply.pod.force-takes-over-conflicts",
      "apply.endpoints.force-takes-over-conflicts",
      "apply.job.managed-fields-are-as-listed",
      "apply.pod.managed-fields-are-as-listed",
      "apply.endpoints.managed-fields-are-as-listed",
      "apply.endpoints.entries-of-apply-have-no-time",
      "patch.job.json-patch-follows-rfc-6902",
      "patch.pod.json-patch-follows-rfc-6902",
      "patch.endpoints.json-patch-follows-rfc-6902",
      "patch.job.json-patch-takes-no-latitude",
      "patch.pod.json-patch-takes-no-latitude",
      "patch.endpoints.json-patch-takes-no-latitude",
      "patch.job.merge-patch-follows-rfc-7386",
      "patch.pod.merge-patch-follows-rfc-7386",
      "patch.endpoints.merge-patch-follows-rfc-7386",
      "patch.job.strategic-merge-patch-merges-by-key",
      "patch.pod.strategic-merge-patch-merges-by-key",
      "patch.endpoints.strategic-merge-patch-merges-by-key",
      "patch.job.media-type-alone-decides",
      "patch.pod.media-type-alone-decides",
      "patch.endpoints.media-type-alone-decides",
      "update.job.put-writes-the-whole-object",
      "update.pod.put-writes-the-whole-object",
      "update.endpoints.put-writes-the-whole-object",
      "answer.endpoints.fields-are-as-listed",
      "status.job.put-replaces-it",
      "status.pod.put-replaces-it",
      "status.job.patch-changes-it",
      "status.pod.patch-changes-it",
      "status.job.create-ignores-it",
      "status.pod.create-ignores-it",
      "status.job.write-keeps-sent-metadata",
      "status.pod.write-keeps-sent-metadata",
      "example.pod.status-replace-is-as-shown",
      "status.job.nothing-else-changes",
      "status.pod.nothing-else-changes",
      "ephemeral-containers.pod.nothing-else-changes",
      "ephemeral-containers.pod.put-appends",
      "ephemeral-containers.pod.patch-appends",
      "ephemeral-containers.pod.not-on-create",
      "concurrency.job.patches-of-different-keys-all-land",
      "concurrency.pod.patches-of-different-keys-all-land",
      "concurrency.endpoints.patches-of-different-keys-all-land",
      "concurrency.job.patch-with-stale-version-is-409",
      "concurrency.pod.patch-with-stale-version-is-409",
      "concurrency.endpoints.patch-with-stale-version-is-409",
      "concurrency.job.stale-version-is-409",
      "concurrency.pod.stale-version-is-409",
      "concurrency.endpoints.stale-version-is-409",
      "concurrency.job.malformed-version-is-refused",
      "concurrency.pod.malformed-version-is-refused",
      "concurrency.endpoints.malformed-version-is-refused",
      "concurrency.job.delete-preconditions-are-kept",
      "concurrency.pod.delete-preconditions-are-kept",
      "concurrency.endpoints.delete-preconditions-are-kept",
      "concurrency.job.raced-counters-lose-nothing",
      "concurrency.pod.raced-counters-lose-nothing",
      "concurrency.endpoints.raced-counters-lose-nothing",
      "concurrency.job.history-is-linearizable",
      "concurrency.pod.history-is-linearizable",
      "concurrency.endpoints.history-is-linearizable",
      "concurrency.job.raced-creates-make-one",
      "concurrency.pod.raced-creates-make-one",
      "concurrency.endpoints.raced-creates-make-one",
      "concurrency.job.raced-deletes-have-one-effect",
      "concurrency.pod.raced-deletes-have-one-effect",
      "concurrency.endpoints.raced-deletes-have-one-effect",
      "errors.job.absent-object-is-404",
      "errors.pod.absent-object-is-404",
      "errors.endpoints.absent-object-is-404",
      "errors.job.unserved-method-is-405",
      "errors.pod.unserved-method-is-405",
      "errors.endpoints.unserved-method-is-405",
      "paths.job.refused-method-names-others",
      "paths.pod.refused-method-names-others",
      "paths.endpoints.refused-method-names-others",
      "paths.job.unknown-path-is-404",
      "paths.pod.unknown-path-is-404",
      "paths.endpoints.unknown-path-is-404",
      "paths.job.odd-request-breaks-nothing",
      "paths.pod.odd-request-breaks-nothing",
      "paths.endpoints.odd-request-breaks-nothing",
      "paths.job.encoded-path-is-the-same",
      "paths.pod.encoded-path-is-the-same",
      "paths.endpoints.encoded-path-is-the-same",
      "path.job.names-the-object",
      "path.pod.names-the-object",
      "path.endpoints.names-the-object",
      "paths.job.discovery-tells-what-is-served",
      "paths.pod.discovery-tells-what-is-served",
      "paths.endpoints.discovery-tells-what-is-served",
      "paths.job.openapi-tells-what-is-served",
      "paths.pod.openapi-tells-what-is-served",
      "paths.endpoints.openapi-tells-what-is-served",
      "access.job.unknown-caller-is-401",
      "access.pod.unknown-caller-is-401",
      "access.endpoints.unknown-caller-is-401",
      "access.job.forbidden-caller-is-403",
      "access.pod.forbidden-caller-is-403",
      "access.endpoints.forbidden-caller-is-403",
      "access.endpoints.token-header-is-taken",
      "access.job.refusal-hides-existence",
      "access.pod.refusal-hides-existence",
      "access.endpoints.refusal-hides-existence",
      "access.job.unknown-caller-finds-no-way-around",
      "access.pod.unknown-caller-finds-no-way-around",
      "access.endpoints.unknown-caller-finds-no-way-around",
      "access.job.forbidden-caller-finds-no-way-around",
      "access.pod.forbidden-caller-finds-no-way-around",
      "access.endpoints.forbidden-caller-finds-no-way-around",
      "create.job.answers-201",
      "create.pod.answers-201",
      "create.endpoints.answers-201",
      "create.job.defaults-are-filled-in",
      "create.pod.defaults-are-filled-in",
      "create.endpoints.defaults-are-filled-in",
      "create.job.server-set-metadata-is-not-taken",
      "create.pod.server-set-metadata-is-not-taken",
      "create.endpoints.server-set-metadata-is-not-taken",
      "create.job.name-is-a-dns-subdomain",
      "create.pod.name-is-a-dns-subdomain",
      "create.endpoints.name-is-a-dns-subdomain",
      "create.job.generate-name-makes-a-name",
      "create.pod.generate-name-makes-a-name",
      "create.endpoints.generate-name-makes-a-name",
      "create.job.generated-names-are-distinct",
      "create.pod.generated-names-are-distinct",
      "create.endpoints.generated-names-are-distinct",
      "create.job.duplicate-is-409",
      "create.pod.duplicate-is-409",
      "create.endpoints.duplicate-is-409",
      "create.job.identity-fits-the-address",
      "create.pod.identity-fits-the-address",
      "create.endpoints.identity-fits-the-address",
      "create.job.absent-namespace-is-404",
      "create.pod.absent-namespace-is-404",
      "create.endpoints.absent-namespace-is-404",
      "create.job.terminating-namespace-is-403",
      "create.pod.terminating-namespace-is-403",
      "create.endpoints.terminating-namespace-is-403",
      "create.job.put-of-absent-name-is-404",
      "create.pod.put-of-absent-name-is-404",
      "create.job.is-shown-once",
      "create.pod.is-shown-once",
      "create.endpoints.is-shown-once",
      "create.job.wrong-type-is-refused",
      "create.pod.wrong-type-is-refused",
      "create.endpoints.wrong-type-is-refused",
      "errors.job.invalid-object-is-422",
      "errors.pod.invalid-object-is-422",
      "errors.endpoints.invalid-object-is-422",
      "validation.endpoints.special-addresses-are-refused",
      "validation.endpoints.ipv6-addresses-are-accepted",
      "validation.endpoints.app-protocol-has-label-syntax",
      "validation.endpoints.port-names-are-dns-labels",
      "validation.endpoints.single-port-may-be-nameless",
      "delete.job.object-is-gone",
      "delete.pod.object-is-gone",
      "delete.endpoints.object-is-gone",
      "delete.job.unfinished-is-202",
      "delete.pod.unfinished-is-202",
      "delete.endpoints.unfinished-is-202",
      "delete.job.finalizers-hold-it",
      "delete.pod.finalizers-hold-it",
      "delete.endpoints.finalizers-hold-it",
      "delete.job.options-come-in-the-body",
      "delete.pod.options-come-in-the-body",
      "delete.endpoints.options-come-in-the-body",
      "delete.job.grace-period-is-kept",
      "delete.pod.grace-period-is-kept",
      "delete.endpoints.grace-period-is-kept",
      "delete.job.grace-period-is-not-negative",
      "delete.pod.grace-period-is-not-negative",
      "delete.endpoints.grace-period-is-not-negative",
      "delete.job.propagation-policy-is-followed",
      "delete.pod.propagation-policy-is-followed",
      "delete.endpoints.propagation-policy-is-followed",
      "delete.job.orphan-dependents-sets-the-finalizer",
      "delete.pod.orphan-dependents-sets-the-finalizer",
      "delete.endpoints.orphan-dependents-sets-the-finalizer",
      "delete.job.one-way-to-say-what-becomes-of-dependents",
      "delete.pod.one-way-to-say-what-becomes-of-dependents",
      "delete.endpoints.one-way-to-say-what-becomes-of-dependents",
      "delete.job.is-shown-once",
      "delete.pod.is-shown-once",
      "delete.endpoints.is-shown-once",
      "delete-collection.job.deletes-what-matches",
      "delete-collection.pod.deletes-what-matches",
      "delete-collection.endpoints.deletes-what-matches",
      "delete-collection.job.bad-selector-deletes-nothing",
      "delete-collection.pod.bad-selector-deletes-nothing",
      "delete-collection.endpoints.bad-selector-deletes-nothing",
      "delete-collection.job.dry-run-deletes-nothing",
      "delete-collection.pod.dry-run-deletes-nothing",
      "delete-collection.endpoints.dry-run-deletes-nothing",
      "delete-collection.job.goes-in-parts",
      "delete-collection.pod.goes-in-parts",
      "delete-collection.endpoints.goes-in-parts",
      "delete-collection.job.takes-the-options-of-a-list",
      "delete-collection.pod.takes-the-options-of-a-list",
      "delete-collection.endpoints.takes-the-options-of-a-list",
      "log.pod.is-text",
      "log.pod.absent-is-not-found",
      "log.pod.container-is-chosen",
      "log.pod.follow-keeps-it-open",
      "log.pod.bytes-are-limited",
      "log.pod.previous-run-is-chosen",
      "log.pod.since-seconds-cuts-the-past",
      "log.pod.tail-lines-cuts-the-past",
      "log.pod.timestamps-are-rfc-3339",
      "log.pod.options-work-together",
      "dry-run.job.keeps-nothing",
      "dry-run.pod.keeps-nothing",
      "dry-run.endpoints.keeps-nothing",
      "dry-run.job.refuses-what-is-refused",
      "dry-run.pod.refuses-what-is-refused",
      "dry-run.endpoints.refuses-what-is-refused",
      "dry-run.job.unknown-value-is-refused",
      "dry-run.pod.unknown-value-is-refused",
      "dry-run.endpoints.unknown-value-is-refused",
      "field-manager.job.is-recorded",
      "field-manager.pod.is-recorded",
      "field-manager.endpoints.is-recorded",
      "field-manager.job.limits-are-held",
      "field-manager.pod.limits-are-held",
      "field-manager.endpoints.limits-are-held",
      "field-validation.job.ignore-drops-in-silence",
      "field-validation.pod.ignore-drops-in-silence",
      "field-validation.endpoints.ignore-drops-in-silence",
      "field-validation.job.warn-drops-with-a-warning",
      "field-validation.pod.warn-drops-with-a-warning",
      "field-validation.endpoints.warn-drops-with-a-warning",
      "field-validation.job.strict-refuses",
      "field-validation.pod.strict-refuses",
      "field-validation.endpoints.strict-refuses",
      "field-validation.job.default-is-warn",
      "field-validation.pod.default-is-warn",
      "field-validation.endpoints.default-is-warn",
      "field-validation.job.apply-refuses-unknown-fields",
      "field-validation.pod.apply-refuses-unknown-fields",
      "field-validation.endpoints.apply-refuses-unknown-fields",
      "field-validation.job.unknown-value-is-refused",
      "field-validation.pod.unknown-value-is-refused",
      "field-validation.endpoints.unknown-value-is-refused",
      "options.job.unknown-parameters-are-ignored",
      "options.pod.unknown-parameters-are-ignored",
      "options.endpoints.unknown-parameters-are-ignored",
      "bodies.job.never-break-the-server",
      "bodies.pod.never-break-the-server",
      "bodies.endpoints.never-break-the-server",
      "errors.job.bad-request-is-400",
      "errors.pod.bad-request-is-400",
      "errors.endpoints.bad-request-is-400",
      "bodies.job.unknown-content-type-is-415",
      "bodies.pod.unknown-content-type-is-415",
      "bodies.endpoints.unknown-content-type-is-415",
      "bodies.job.too-large-is-413",
      "bodies.pod.too-large-is-413",
      "bodies.endpoints.too-large-is-413",
      "bodies.job.lawful-spellings-are-read",
      "bodies.pod.lawful-spellings-are-read",
      "bodies.endpoints.lawful-spellings-are-read",
      "bodies.job.one-wrong-byte-does-no-harm",
      "bodies.pod.one-wrong-byte-does-no-harm",
      "bodies.endpoints.one-wrong-byte-does-no-harm",
      "errors.job.unacceptable-media-type-is-406",
      "errors.pod.unacceptable-media-type-is-406",
      "errors.endpoints.unacceptable-media-type-is-406",
      "negotiation.job.accept-is-weighed",
      "negotiation.pod.accept-is-weighed",
      "negotiation.endpoints.accept-is-weighed",
      "negotiation.job.metadata-alone-is-answered",
      "negotiation.pod.metadata-alone-is-answered",
      "negotiation.endpoints.metadata-alone-is-answered",
      "negotiation.job.tables-show-the-objects",
      "negotiation.pod.tables-show-the-objects",
      "negotiation.endpoints.tables-show-the-objects",
      "negotiation.job.yaml-says-the-same",
      "negotiation.pod.yaml-says-the-same",
      "negotiation.endpoints.yaml-says-the-same",
      "pretty.job.answer-is-indented",
      "pretty.pod.answer-is-indented",
      "pretty.endpoints.answer-is-indented",
      "read.job.answers-what-is-stored",
      "read.pod.answers-what-is-stored",
      "read.endpoints.answers-what-is-stored",
      "list.pod.holds-every-object",
      "list.pod.selectors-choose",
      "list.pod.resource-version-is-honoured",
      "list.pod.timeout-is-taken",
      "list.pod.bookmarks-mean-nothing-without-watch",
      "paging.pod.parts-hold-at-most-limit",
      "paging.pod.token-means-more",
      "paging.pod.parts-are-one-snapshot",
      "paging.pod.token-goes-on",
      "paging.pod.token-is-for-its-query",
      "paging.pod.expired-token-is-410",
      "watch.pod.streams-every-change",
      "watch.pod.old-paths-stream-too",
      "watch.pod.begins-at-its-version",
      "watch.pod.selectors-filter",
      "watch.pod.bookmarks-are-true",
      "watch.pod.timeout-ends-it",
      "watch.pod.takes-no-limit-and-no-token",
    ]
  `);
});

describe('the names of cases', () => {
  const all = names(1, 'deep');

  test('are there: every requirement has at least one, those aside that watch the others or are planned', () => {
    const without = new Set(registry.requirements.filter(({ watch, planned }) => watch || planned).map(({ id }) => id));
    for (const [id, cases] of all) if (!without.has(id)) expect(cases.length, id).toBeGreaterThan(0);
  });

  test('are unique within their requirement', () => {
    for (const [id, cases] of all) {
      const twice = cases.filter((name, i) => cases.indexOf(name) !== i);
      expect(twice, id).toEqual([]);
    }
  });

  test('are printable ASCII, and of a length that a report can show: the longest is a field ten levels deep', () => {
    const odd = [...all.values()].flat().filter((name) => !/^[ -~]{1,180}$/.test(name));
    expect(odd).toEqual([]);
  });

  test.each(['quick', 'standard', 'deep'] as const)('are the same for the same seed, with effort %s', (effort) => {
    expect(names(7, effort)).toEqual(names(7, effort));
  });

  test('are the same for every seed where all is tried, and with quick effort a part of those', () => {
    expect(names(1)).toEqual(names(2));
    for (const [id, quick] of names(3, 'quick')) expect(all.get(id), id).toEqual(expect.arrayContaining(quick));
    const count = (of: Map<string, string[]>) => [...of.values()].flat().length;
    expect(count(names(3, 'quick'))).toBeLessThan(count(all));
  });
});

describe('every requirement', () => {
  test.each(registry.requirements.map((requirement) => [requirement.id, requirement] as const))(
    '%s says in words what is promised, by whom, and how it is checked',
    (_id, { title, method, facts }) => {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(method).toMatch(/^[A-Z].*\.$/s);
      expect(facts.cites.length).toBeGreaterThan(0);
      for (const { where } of facts.cites) expect(where).not.toBe('');
    },
  );

  // The cases of a watcher are what it finds; that disputes match those is tested with the passive chapter.
  test('that a dispute is about has a case that the dispute matches', () => {
    const all = names(1, 'deep');
    const planned = new Set(registry.requirements.filter(({ watch }) => !watch).map(({ id }) => id));
    for (const { id, requirement, cases } of registry.library.disputes) {
      if (!planned.has(requirement)) continue;
      for (const glob of cases) {
        const pattern = new RegExp(`^${glob.split('*').map(literally).join('.*')}$`);
        expect(
          all.get(requirement)?.some((name) => pattern.test(name)),
          `${id}: ${glob}`,
        ).toBe(true);
      }
    }
  });
});

function literally(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
}
