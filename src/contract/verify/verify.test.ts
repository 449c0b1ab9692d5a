import { describe, expect, it } from 'vitest';
import { parseContractSource } from './contract-source.ts';
import { bookContract, bookText, pageContract, pageText } from './invented-documents.test-data.ts';
import { verifyDocuments } from './verify.ts';

const texts = new Map([
  ['page.txt', pageText],
  ['book.txt', bookText],
]);

function verify(page: string = pageContract, book: string = bookContract, given: ReadonlyMap<string, string> = texts) {
  const contracts = [parseContractSource('page.yaml', page), parseContractSource('book.yaml', book)];
  const { missing, absent } = verifyDocuments(contracts, given);
  const inWords = (findings: typeof missing) =>
    findings.map(({ file, locator, fact }) => {
      return `${file} [${[locator.section, locator.row].filter((part) => part !== undefined).join(', ')}] ${fact}`;
    });
  return { missing: inWords(missing), absent: inWords(absent) };
}

/** The contract with one text in it replaced, which must be there. */
function changed(contract: string, from: string, to: string): string {
  expect(contract).toContain(from);
  return contract.replace(from, to);
}

describe('a contract that says what its document says', () => {
  it('gives no findings', () => {
    expect(verify()).toEqual({ missing: [], absent: [] });
  });
});

describe('a finding', () => {
  it('names the line of the contract or of the document', () => {
    const contract = changed(pageContract, '- name: colour', '- name: color');
    const { missing, absent } = verifyDocuments(
      [parseContractSource('page.yaml', contract)],
      new Map([['page.txt', pageText]]),
    );
    expect(pageText.split('\n')[(missing[0]?.line ?? 0) - 1]).toBe('colour |');
    expect(contract.split('\n')[(absent[0]?.line ?? 0) - 1]).toContain('- name: color');
    expect(missing[0]).toMatchObject({ document: 'page', file: 'page.txt' });
    expect(absent[0]).toMatchObject({ document: 'page', file: 'page.yaml' });
  });
});

describe('a page about one operation', () => {
  it('finds a dropped status code', () => {
    const found = verify(
      changed(
        pageContract,
        "'404': { description: Gone., x-reason: NotFound, x-locator: { section: Status Code, row: '404' } }",
        '',
      ),
    );
    expect(found.absent).toEqual([]);
    expect(found.missing).toEqual([
      'page.txt [Status Code, 404] answers 404',
      'page.txt [Status Code, 404] answers 404 as NotFound',
    ]);
  });

  it('finds a status code that the page does not have', () => {
    const found = verify(
      changed(
        pageContract,
        "'404': { description: Gone., x-reason: NotFound",
        "'410': { description: Gone., x-reason: NotFound",
      ),
    );
    expect(found.absent).toEqual([
      'page.yaml [Status Code, 404] PUT /shelves/{shelf}/books/{name}: answers 410',
      'page.yaml [Status Code, 404] PUT /shelves/{shelf}/books/{name}: answers 410 as NotFound',
    ]);
    expect(found.missing).toHaveLength(2);
  });

  it('finds a renamed parameter both ways', () => {
    const found = verify(changed(pageContract, '- name: colour', '- name: color'));
    expect(found.absent[0]).toBe('page.yaml [URI, colour] PUT /shelves/{shelf}/books/{name}: query parameter color');
    expect(found.missing[0]).toBe('page.txt [URI, colour] query parameter colour');
  });

  it('finds another type, another value, another limit', () => {
    expect(verify(changed(pageContract, 'type: boolean', 'type: integer')).absent).toHaveLength(1);
    expect(verify(changed(pageContract, 'enum: [Red, Blue]', 'enum: [Red, Green]'))).toEqual({
      missing: ['page.txt [URI, colour] query parameter colour allows Blue'],
      absent: ['page.yaml [URI, colour] PUT /shelves/{shelf}/books/{name}: query parameter colour allows Green'],
    });
    expect(verify(changed(pageContract, 'maxLength: 12', 'maxLength: 13')).missing).toEqual([
      'page.txt [URI, colour] query parameter colour has at most 12 characters',
    ]);
  });

  it('finds a parameter that is said to be optional and is not', () => {
    expect(verify(changed(pageContract, 'required: false', 'required: true')).missing).toEqual([
      'page.txt [URI, loud] query parameter loud is optional',
    ]);
  });

  it('finds bogus locators', () => {
    expect(
      verify(changed(pageContract, 'section: Function, row: spec.title', 'section: Nowhere, row: spec.title')).absent,
    ).toEqual(['page.yaml [Nowhere, spec.title] there is no section Nowhere']);
    expect(verify(changed(pageContract, 'row: spec.title', 'row: spec.tit')).absent).toEqual([
      'page.yaml [Function, spec.tit] there is no row spec.tit in section Function',
    ]);
    expect(verify(changed(pageContract, 'row: spec.title', 'row: metadata.labels')).absent).toEqual([
      'page.yaml [Function, metadata.labels] field spec.title can be updated: stands elsewhere',
    ]);
  });

  it('finds a field too many and a field too few', () => {
    const extra = verify(changed(pageContract, 'field: spec.title', 'field: spec.author'));
    expect(extra.absent).toEqual(['page.yaml [Function, spec.title] field spec.author can be updated']);
    expect(extra.missing).toEqual(['page.txt [Function, spec.title] field spec.title can be updated']);
  });

  it('finds that a field of an answer stands in another table', () => {
    const found = verify(changed(pageContract, 'table: 2, row: name', 'table: 1, row: name'));
    expect(found.missing).toContain('page.txt [Response parameters, name] field name');
  });

  it('finds an example that shows something else', () => {
    const found = verify(changed(pageContract, 'title: New', 'title: Newer'));
    expect(found.missing).toEqual(['page.txt [Example request] a request is shown']);
    expect(found.absent).toEqual(['page.yaml [Example request] PUT /shelves/{shelf}/books/{name}: a request is shown']);
  });

  it('finds a word that the place does not have', () => {
    expect(verify(changed(pageContract, "words: ['409']", "words: ['408']"))).toEqual({
      missing: ['page.txt [URI, colour] query parameter colour mentions 409'],
      absent: [
        'page.yaml [URI, colour] PUT /shelves/{shelf}/books/{name}: query parameter colour mentions 408',
        'page.yaml [URI, colour] speaks of 408',
      ],
    });
  });

  it('finds a claim without a locator', () => {
    const found = verify(changed(pageContract, 'x-locator: { section: URI, row: shelf }', 'description: A shelf.'));
    expect(found.absent[0]).toMatch(/^page.yaml \[\] .*path parameter shelf: has no locator$/);
  });

  it('asks nothing of what is derived', () => {
    const derived = changed(
      pageContract,
      '      responses:',
      "      responses:\n        '418': { description: A teapot., x-basis: derived }",
    );
    expect(verify(derived)).toEqual({ missing: [], absent: [] });
  });
});

describe('a chapter of a book', () => {
  it('finds a dropped operation', () => {
    const found = verify(pageContract, changed(bookContract, 'delete:', 'x-delete:'));
    expect(found.missing).toContain('book.txt [3.1. Endpoints, DELETE] DELETE /shelves/{shelf}: operation');
    expect(found.absent).toEqual([]);
  });

  it('finds an operation that is not deprecated there', () => {
    expect(
      verify(pageContract, changed(bookContract, 'operationId: get', 'deprecated: true\n      operationId: get')),
    ).toEqual({
      missing: [],
      absent: ['book.yaml [3.1.1. /shelves/{shelf}, GET] GET /shelves/{shelf}: is deprecated'],
    });
  });

  it('finds a parameter under the wrong method, and one that it does not have', () => {
    const moved = changed(
      bookContract,
      'Table 3.4. Query parameters, row: force',
      'Table 3.2. Global query parameters, row: force',
    );
    expect(verify(pageContract, moved).absent[0]).toContain('there is no row force');
    const named = changed(bookContract, '- name: continue', '- name: carryOn');
    expect(verify(pageContract, named).missing[0]).toBe(
      'book.txt [Table 3.2. Global query parameters, 继续] /shelves/{shelf}: query parameter continue',
    );
  });

  it('finds another schema of an answer and of a body', () => {
    expect(
      verify(pageContract, changed(bookContract, "$ref: 'shelf.yaml#/Shelf'", "$ref: 'shelf.yaml#/ShelfList'")),
    ).toEqual({
      missing: ['book.txt [Table 3.3. HTTP responses, 200] GET /shelves/{shelf}: answers 200 with Shelf'],
      absent: ['book.yaml [Table 3.3. HTTP responses, 200] GET /shelves/{shelf}: answers 200 with ShelfList'],
    });
    expect(verify(pageContract, changed(bookContract, 'Options', 'Choice')).missing).toHaveLength(1);
  });
});

describe('documents and contracts that lack one another', () => {
  it('names a contract without a text', () => {
    const found = verify(pageContract, bookContract, new Map([['page.txt', pageText]]));
    expect(found).toEqual({ missing: [], absent: ['book.yaml [] there is no text book.txt'] });
  });

  it('names a text without a contract', () => {
    const found = verify(pageContract, bookContract, new Map([...texts, ['other.txt', 'Function']]));
    expect(found).toEqual({ missing: ['other.txt [] no contract is about this document'], absent: [] });
  });
});
