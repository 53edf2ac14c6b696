import { describe, expect, it } from 'vitest';
import { hashChoices, hashToken } from '../../../../src/webview/composer/hash.ts';
import { droppedUris } from '../../../../src/webview/composer/useDrop.ts';

const names = (query: string) => hashChoices(query, []).map(({ name }) => name);

describe('# in the composer', () => {
  it('begins a word that ends at the caret', () => {
    expect(hashToken('Why? #car today', 9)).toEqual({ start: 5, end: 9, query: 'car' });
    expect(hashToken('#', 1)).toEqual({ start: 0, end: 1, query: '' });
    expect(hashToken('#file:src/a', 11)?.query).toBe('file:src/a');
  });

  it('is no heading, no part of a word and nothing behind the caret', () => {
    expect(hashToken('# Title', 7)).toBeUndefined();
    expect(hashToken('In C#', 5)).toBeUndefined();
    expect(hashToken('Why #car', 4)).toBeUndefined();
  });

  it('offers the words that begin so, then what was found', () => {
    expect(names('')).toEqual(['#selection', '#problems', '#changes', '#terminal', '#file:', '#folder:', '#symbol:']);
    expect(names('S')).toEqual(['#selection', '#symbol:']);
    expect(names('selection')).toEqual(['#selection']);
    expect(names('f')).toEqual(['#file:', '#folder:']);
    expect(names('file:')).toEqual([]);
    const found = [{ id: 's1', kind: 'file', name: 'sel.ts', detail: 'src' }] as const;
    expect(hashChoices('sel', found).map(({ name, does }) => [name, does])).toEqual([
      ['#selection', 'selection'],
      ['sel.ts', 'suggestion'],
    ]);
  });
});

describe('what is dropped on the panel', () => {
  const dropped = (data: Record<string, string>) => droppedUris({ getData: (type) => data[type] ?? '' });

  it('is read from whichever list VS Code gives', () => {
    expect(dropped({ 'application/vnd.code.uri-list': 'file:///a\r\nfile:///b' })).toEqual(['file:///a', 'file:///b']);
    expect(dropped({ resourceurls: '["file:///a", 3]' })).toEqual(['file:///a']);
    expect(dropped({ 'text/uri-list': '# comment\nfile:///c' })).toEqual(['file:///c']);
    expect(dropped({ resourceurls: '[broken', 'text/plain': 'file:///d' })).toEqual([]);
  });
});
