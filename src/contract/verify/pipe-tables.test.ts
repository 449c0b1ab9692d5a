import { describe, expect, it } from 'vitest';
import { pipeTables } from './pipe-tables.ts';

const tables = (text: string) =>
  pipeTables(text.split('\n')).map(({ header, rows }) => ({ header, rows: rows.map(({ cells }) => cells) }));

describe('tables drawn with pipes', () => {
  it('are read with a cell a line', () => {
    expect(tables('Name |\nType |\n---|---|\na |\nString |\nb |\nInteger |\nand text after')).toEqual([
      {
        header: ['Name', 'Type'],
        rows: [
          ['a', 'String'],
          ['b', 'Integer'],
        ],
      },
    ]);
  });

  it('are read with a pipe before each row', () => {
    expect(tables('|\nCode |\nMeaning |\n|---|---|\n|\n200 |\nfine |\n|\n404 |\ngone |')).toEqual([
      {
        header: ['Code', 'Meaning'],
        rows: [
          ['200', 'fine'],
          ['404', 'gone'],
        ],
      },
    ]);
  });

  it('are read on one line each', () => {
    expect(tables('| Code | Meaning |\n|---|---|\n| 200 | fine |')).toEqual([
      { header: ['Code', 'Meaning'], rows: [['200', 'fine']] },
    ]);
  });

  it('may follow one another, and may end with a row that lacks its empty cells', () => {
    expect(tables('A |\nB |\nC |\n---|---|---|\na |\nb |\nD |\nE |\n---|---|\nd |\ne |')).toEqual([
      { header: ['A', 'B', 'C'], rows: [['a', 'b']] },
      { header: ['D', 'E'], rows: [['d', 'e']] },
    ]);
  });

  it('may have cells of several lines, and empty ones', () => {
    expect(tables('A |\nB |\n---|---|\na\nand more |\n|\n')).toEqual([
      { header: ['A', 'B'], rows: [['a\nand more', '']] },
    ]);
  });
});
