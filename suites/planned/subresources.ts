import { plannedChapter } from './planned.ts';

const written = ['', 'rule/status-is-replaced', 'body', 'status/200', 'status/200/body/*'];
const patches = [
  'body/application/json-patch+json',
  'body/application/merge-patch+json',
  'body/application/strategic-merge-patch+json',
];

/** Writes to `status` and `ephemeralcontainers`. */
export const plannedSubresources = plannedChapter('subresources', 'Writes to subresources', [
  {
    id: 'status.*.put-replaces-it',
    title: 'A PUT to the status of {kind} makes the status what was sent, and changes nothing else',
    method: 'Writes a status with changes to spec and metadata beside it, reads back and compares the whole object.',
    covers: [{ actions: ['put'], subresource: 'status', parts: [...written, 'body/application/json'] }],
  },
  {
    id: 'status.*.patch-changes-it',
    title: 'A patch of the status of {kind} changes what it names of the status, and nothing else',
    method: 'Patches the status in every patch type, reads back and compares with what the patch should have made.',
    covers: [{ actions: ['patch'], subresource: 'status', parts: [...written, ...patches] }],
  },
  {
    id: 'example.*.status-replace-is-as-shown',
    title: "The document's own example of replacing the status of {kind} works as it shows",
    method: "Creates the example's object, sends the example's status, and compares the answer with the one shown.",
    covers: [{ actions: ['put'], subresource: 'status', parts: ['body/example/*', 'status/200/example/*'] }],
  },
  {
    id: 'ephemeral-containers.*.put-appends',
    title: 'A PUT to the ephemeral containers of {kind} adds containers, and changes nothing else',
    method: 'Adds a container, then tries to change and to remove it, and compares the whole object each time.',
    covers: [{ actions: ['put'], subresource: 'ephemeralcontainers', parts: [...written, 'body/application/json'] }],
  },
  {
    id: 'ephemeral-containers.*.patch-appends',
    title: 'A patch of the ephemeral containers of {kind} adds containers, and changes nothing else',
    method: 'Adds a container in every patch type, then tries to change and to remove it.',
    covers: [{ actions: ['patch'], subresource: 'ephemeralcontainers', parts: [...written, ...patches] }],
  },
]);
