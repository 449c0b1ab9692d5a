import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Library, loadLibrary } from './library.ts';

/** The smallest contract that a library takes: one kind, one field, one operation with an example. */
export const contract = `openapi: 3.1.0
info:
  title: Update of a Thing
  version: "1"
  x-document:
    id: thing-update
    title: Updating a Thing
paths:
  /apis/x/v1/namespaces/{namespace}/things/{name}:
    x-resource:
      name: thing
      apiVersion: x/v1
      kind: Thing
      plural: things
      collection: /apis/x/v1/namespaces/{namespace}/things
      minimal: { apiVersion: x/v1, kind: Thing }
      updatableFields:
        - field: spec.size
          locator: { section: Function, row: size }
          transitions: []
    patch:
      operationId: patchThing
      x-locator: { section: Function }
      responses:
        "200":
          description: It is updated.
          x-locator: { section: Status Code, row: "200" }
          content:
            application/json:
              examples:
                bigger: { x-locator: { section: Example }, value: { spec: { size: 2 } } }
        "404": { description: There is none. }
`;

export const profile = `name: things
title: Things
summary: All about things.
contracts:
  - thing-update
`;

export const dispute = `- id: size-is-dropped
  promises:
    - { document: thing-update, resource: thing, field: spec.size }
  requirement: update.thing.size
  cases: ["spec.size/*"]
  documentReading: It can be updated.
  kubernetesReading: It is dropped.
  observed: [{ effect: ignored, status: 200 }]
  evidence:
    - { servers: ["1.36"], scenario: thing, steps: [1], answer: "200" }
`;

/** Loads a specs folder with these files, by their paths in it, in place of the small ones or beside them. */
export function loadSpecs(files: Readonly<Record<string, string>> = {}): Library {
  const folder = mkdtempSync(join(tmpdir(), 'covenant-'));
  const all = {
    'documents/thing.openapi.yaml': contract,
    'profiles/things.yaml': profile,
    'disputes.yaml': '[]',
    ...files,
  };
  try {
    for (const name of ['documents', 'profiles']) mkdirSync(join(folder, name));
    for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
    return loadLibrary(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
