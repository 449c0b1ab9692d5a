import { describe, expect, it } from 'vitest';
import { readDocumentText } from './document-text.ts';

const facts = (text: string) => readDocumentText('page.txt', text).facts.map(({ what }) => what);

describe('a page in Chinese', () => {
  const page = `功能介绍
改书。
URI
PATCH /books/{name}
请求参数
参数 |
是否必选 |
参数类型 |
描述 |
---|---|---|---|
X-Token |
是 |
String |
令牌
|
参数 |
是否必选 |
参数类型 |
描述 |
---|---|---|---|
- |
是 |
Object |
内容 |
响应参数
状态码: 200
参数 |
参数类型 |
描述 |
---|---|---|
title |
String |
题目 |
响应示例
状态码: 200
{ "title": "x" }
状态码
状态码 |
描述 |
---|---|
200 |
OK |
`;

  it('is read with its headers, body, fields, example and codes', () => {
    expect(facts(page)).toEqual([
      'operation',
      'path parameter name',
      'header parameter X-Token',
      'header parameter X-Token is required',
      'header parameter X-Token is of type string',
      'a body',
      'a body is required',
      'a body is of type object',
      'field title',
      'field title is of type string',
      'a response is shown',
      'answers 200',
      'answers 200 as OK',
    ]);
  });

  it('knows what stands where', () => {
    const text = readDocumentText('page.txt', page);
    expect(text.hasSection('请求参数')).toBe(true);
    expect(text.hasSection('请求')).toBe(false);
    expect(text.textAt({ section: '请求参数', row: 'X-Token' })).toContain('令牌');
    expect(text.textAt({ section: '请求参数', table: 2, row: 'X-Token' })).toBeUndefined();
    expect(text.textAt({ section: '请求参数', row: 'Token' })).toBeUndefined();
    expect(text.textAt({ section: '功能介绍' })).toContain('改书');
  });
});

describe('a chapter of a book', () => {
  it('is read though its spaces are of another width', () => {
    const chapter =
      '3.1.1.\u00a0/books\n\nHTTP 方法\nGET\n描述\n列出。已弃用。\n表\u00a03.1. HTTP 响应\n\n200 - OK\n\nBookList 模式\n';
    const text = readDocumentText('book.txt', chapter);
    expect(text.hasSection('3.1.1. /books')).toBe(true);
    expect(text.facts.map(({ scope, what }) => `${scope}: ${what}`)).toEqual([
      'GET /books: operation',
      'GET /books: is deprecated',
      'GET /books: answers 200',
      'GET /books: answers 200 with BookList',
    ]);
  });
});
