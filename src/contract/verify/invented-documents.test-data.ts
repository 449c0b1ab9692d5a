/**
 * Documents of a library that does not exist, one in each layout that is read, with contracts that say the same. They
 * are what the tests change, to see that every change is found.
 */
export const pageText = `Updating a Book
Function
This changes a book.
- spec.title
- metadata.labels
Other parts cannot be updated.
URI
PUT /shelves/{shelf}/books/{name}
Parameter |
Mandatory |
Type |
Description |
---|---|---|---|
shelf |
Yes |
String |
Where the book stands |
colour |
No |
String |
The cover. At most 12 characters. Valid values are 'Red' and 'Blue'. Taken already: 409. |
loud |
No |
Boolean |
Defaults to false. |
Example request:
Content-Type: application/json
{
"spec": { "title": "New" }
}
Response parameters:
Parameter |
Type |
Description |
---|---|---|
name |
String |
What it is called |
spec |
All the rest.
|
|
Parameter |
Type |
Description |
---|---|---|
name |
String |
Of the author |
Status Code
Table 2 has them.
|
Status Code |
Description |
|---|---|
|
200 |
The JSON of a Book object is returned. |
|
404 |
NotFound |
For more see elsewhere.
`;

export const pageContract = `openapi: 3.1.0
info:
  x-document: { id: page, file: page.txt }
paths:
  /shelves/{shelf}/books/{name}:
    x-resource:
      otherFields:
        locator: { section: Function, row: Other parts }
      updatableFields:
        - field: metadata.labels
          locator: { section: Function, row: metadata.labels }
        - field: metadata.annotations
          x-basis: derived
          locator: { section: Function }
        - field: spec.title
          locator: { section: Function, row: spec.title }
    parameters:
      - name: shelf
        in: path
        required: true
        schema: { type: string }
        x-locator: { section: URI, row: shelf }
      - { name: name, in: path, required: true, schema: { type: string, x-basis: derived }, x-locator: { section: URI, row: name } }
    put:
      operationId: put
      x-locator: { section: URI, row: 'PUT /shelves/{shelf}/books/{name}' }
      parameters:
        - name: loud
          in: query
          required: false
          schema: { type: boolean, default: false }
          x-locator: { section: URI, row: loud }
        - name: colour
          in: query
          required: false
          schema:
            type: string
            enum: [Red, Blue]
            maxLength: 12
            x-rules: [{ name: taken, words: ['409'] }]
          x-locator: { section: URI, row: colour }
      requestBody:
        content:
          application/json:
            x-locator: { section: Example request, row: Content-Type }
            examples:
              new:
                x-locator: { section: Example request }
                value: { spec: { title: New } }
      responses:
        '200':
          x-locator: { section: Status Code, row: '200' }
          content: { application/json: { schema: { $ref: 'book.yaml#/Book' } } }
          x-fields:
            - { field: name, schema: { type: string }, x-locator: { section: Response parameters, table: 1, row: name } }
            - { field: spec, x-locator: { section: Response parameters, table: 1, row: spec } }
            - { field: 'spec.author.name', schema: { type: string }, x-locator: { section: Response parameters, table: 2, row: name } }
        '404': { description: Gone., x-reason: NotFound, x-locator: { section: Status Code, row: '404' } }
`;

export const bookText = `3.1. Endpoints

These are there:

  • /shelves/{shelf}

    • GET: read a shelf
    • DELETE :empty a shelf
    • POST: shake a shelf. Deprecated: do not.

3.1.1. /shelves/{shelf}

Table 3.1. Global path parameters
ParameterTypeDescription

shelf

string

Which one

Table 3.2. Global query parameters
ParameterTypeDescription

继续

字符串

从 continue 处继续。

It may be 410 by then.

HTTP method
GET
Description
read a shelf
Table 3.3. HTTP responses
HTTP codeResponse body

200 - OK

Shelf schema

401 - Unauthorized

HTTP method
DELETE
Description
empty a shelf
Table 3.4. Query parameters
ParameterTypeDescription

force

布尔值

弃用: whether to. Default is false.

wait

integer

A non-negative number.

Table 3.5. Body parameters
ParameterTypeDescription

body

Options 模式

Table 3.6. HTTP responses
HTTP codeResponse body

202 - Accepted

string

HTTP method
POST
Description
shake a shelf. Deprecated: do not.
`;

export const bookContract = `openapi: 3.1.0
info:
  x-document: { id: book, file: book.txt }
paths:
  /shelves/{shelf}:
    parameters:
      - { name: shelf, in: path, schema: { type: string }, x-locator: { section: Table 3.1. Global path parameters, row: shelf } }
      - name: continue
        in: query
        schema: { $ref: '#/components/schemas/continue' }
        x-locator: { section: Table 3.2. Global query parameters, row: 继续 }
    get:
      x-locator: { section: '3.1.1. /shelves/{shelf}', row: GET }
      operationId: get
      responses:
        '200':
          x-locator: { section: Table 3.3. HTTP responses, row: '200' }
          content: { application/json: { schema: { $ref: 'shelf.yaml#/Shelf' } } }
        '401': { x-locator: { section: Table 3.3. HTTP responses, row: '401' } }
    delete:
      x-locator: { section: '3.1.1. /shelves/{shelf}', row: DELETE }
      parameters:
        - name: force
          in: query
          deprecated: true
          schema: { type: boolean, default: false }
          x-locator: { section: Table 3.4. Query parameters, row: force }
        - { name: wait, in: query, schema: { type: integer, minimum: 0 }, x-locator: { section: Table 3.4. Query parameters, row: wait } }
      requestBody:
        x-locator: { section: Table 3.5. Body parameters, row: body }
        content: { application/json: { schema: { $ref: 'meta.yaml#/Options' } } }
      responses:
        '202':
          x-locator: { section: Table 3.6. HTTP responses, row: '202' }
          content: { text/plain: { schema: { type: string } } }
    post:
      deprecated: true
      x-locator: { section: '3.1.1. /shelves/{shelf}', row: POST }
components:
  schemas:
    continue:
      type: string
      x-rules: [{ name: gone, words: ['410'] }]
`;
