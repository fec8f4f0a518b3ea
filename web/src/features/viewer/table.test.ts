import { describe, expect, it } from 'vitest';
import { fieldsOf, hitsInFields, letters, numberOf, orderBy, rowSpanOf, rowsWithin, tableOf, tableRowAt } from './table';

const rows = (text: string, type = 'text/csv') => {
  const table = tableOf(text, type);
  return Array.from(table.starts, (_, row) => fieldsOf(table, rowSpanOf(table, row)));
};

describe('a table', () => {
  it('reads quotes, delimiters and line ends inside of fields', () => {
    expect(rows('name,note\nA,"one, two"\nB,"say ""hi"""\nC,"two\nlines"\n')).toEqual([['A', 'one, two'], ['B', 'say "hi"'], ['C', 'two\nlines']]);
  });

  it('knows its delimiter', () => {
    expect(tableOf('a;b;c\n1,5;2;3\n2,5;3;4', 'text/csv').delimiter).toBe(';');
    expect(tableOf('a\tb\n1\t2', 'text/tab-separated-values').delimiter).toBe('\t');
    expect(tableOf('one\ntwo', 'text/csv').delimiter).toBe(',');
  });

  it('has a header if its first record names things', () => {
    expect(tableOf('id,name\n1,A', 'text/csv').header).toEqual({ start: 0, end: 7 });
    expect(tableOf('1,2.5\n3,4', 'text/csv').header).toBeNull();
  });

  it('loses one row to a stray quote, not the rest', () => {
    expect(rows('a,b\n1,"open\n2,x\n3,y').map((row) => row[0])).toEqual(['1', '2', '3']);
    // More than a field can be long after it.
    expect(rows(`a,b\n1,"open\n${'2,x\n'.repeat(40_000)}`)).toHaveLength(40_001);
  });

  it('finds the rows of a passage', () => {
    const text = 'id,name\n1,A\n2,B\n\n3,C\n';
    const table = tableOf(text, 'text/csv');
    const at = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
    expect(rowsWithin(table, at('2,B\n\n3,C'))).toEqual({ first: 1, last: 2 });
    expect(rowsWithin(table, at('name\n1'))).toEqual({ first: 0, last: 0 });
    expect(rowsWithin(table, at('id'))).toBeNull();
    expect(rowsWithin(table, { start: 9, end: 9 })).toBeNull();
    expect([0, 8, 16, text.length].map((index) => tableRowAt(table, index))).toEqual([-1, 0, 2, 2]);
  });

  it('sorts numbers by their size, words by the language, nothing last', () => {
    const table = tableOf('n,w\n10,b\n9,ä\n,\n"1,000",c', 'text/csv');
    expect([...orderBy(table, 0, false, 'en')]).toEqual([1, 0, 3, 2]);
    expect([...orderBy(table, 0, true, 'en')]).toEqual([3, 0, 1, 2]);
    expect([...orderBy(table, 1, false, 'de')]).toEqual([1, 0, 3, 2]);
  });

  it('counts hits field after field', () => {
    expect(hitsInFields(['pump', 'x', 'Pump pump'], 'pump').map(({ hits, before }) => [hits.length, before])).toEqual([[1, 0], [0, 1], [2, 1]]);
  });

  it('names columns and gives them room', () => {
    expect([0, 25, 26, 27, 701, 702].map(letters)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']);
    expect(tableOf(`a,b\n1,${'x'.repeat(500)}`, 'text/csv').widths).toEqual([6, 40]);
  });
});

it('reads numbers as people write them', () => {
  expect(['12', '-3.5', '1,000', '1.234,5', '1,234.5', '3,5', '12 %', '€ 4.20', '1,234,567', '1e3'].map(numberOf)).toEqual([12, -3.5, 1000, 1234.5, 1234.5, 3.5, 12, 4.2, 1234567, 1000]);
  expect([numberOf('A4'), numberOf('')]).toEqual([Number.NaN, Number.NaN]);
});
