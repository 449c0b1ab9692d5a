import type { Selection } from '../promises/selection.ts';
import { plannedChapter } from './planned.ts';

/** A patch of one type: the operation takes it, answers 200 with the object, and does what the type says. */
function patchOf(type: string): Selection[] {
  return [{ actions: ['patch'], parts: ['', 'body', `body/${type}`, 'status/200', 'status/200/body/*'] }];
}

/** What a patch of each type means, and what a PUT does. */
export const plannedPatchSemantics = plannedChapter('patch-semantics', 'What a write means', [
  {
    id: 'patch.*.json-patch-follows-rfc-6902',
    title: 'A JSON Patch of {kind} does what RFC 6902 says, as a whole or not at all',
    method: 'Sends generated patches, lawful and not, and compares what is stored with what the RFC makes of them.',
    covers: patchOf('application/json-patch+json'),
  },
  {
    id: 'patch.*.merge-patch-follows-rfc-7386',
    title: 'A merge patch of {kind} does what RFC 7386 says',
    method: 'Sends generated patches and compares what is stored with what the RFC makes of them.',
    covers: patchOf('application/merge-patch+json'),
  },
  {
    id: 'patch.*.strategic-merge-patch-merges-by-key',
    title: 'A strategic merge patch of {kind} merges lists by the published keys and follows its directives',
    method: 'Sends generated patches with and without directives and compares with a model of strategic merge.',
    covers: patchOf('application/strategic-merge-patch+json'),
  },
  {
    id: 'patch.*.media-type-alone-decides',
    title: 'The Content-Type alone says which kind of patch a body of {kind} is, and an unknown one is answered 415',
    method: 'Sends the same body under every patch type, under none, and under unknown ones.',
    covers: [
      {
        actions: ['patch'],
        parts: ['parameter/header/Content-Type*', 'status/415', 'status/415/body/*'],
      },
    ],
  },
  {
    id: 'update.*.put-writes-the-whole-object',
    title: 'A PUT of {kind} makes the object what was sent, as far as it may change',
    method: 'Writes generated objects and compares the whole of what is read back.',
    covers: [{ actions: ['put'], parts: ['', 'body', 'body/application/json', 'status/200', 'status/200/body/*'] }],
  },
  {
    id: 'answer.*.fields-are-as-listed',
    title: 'Every field that the document lists in an answer about {kind} comes back as it was written',
    method:
      'Writes every listed field in every listed value, and looks for it, its type and its default in the answer.',
    covers: [{ parts: ['status/*/field/*'], except: ['*/rule/*', '*/field/metadata.managedFields*'] }],
  },
]);
