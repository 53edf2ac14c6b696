import { describe, expect, it } from 'vitest';
import { fuzzySort } from '../../../../src/reasoning/context/fuzzy.ts';

const paths = ['src/cart.ts', 'src/charts/art.ts', 'test/cartPage.test.ts', 'src/catalog/parts.ts', 'README.md'];
const sorted = (query: string) => fuzzySort(query, paths, (path) => path);

describe('files by the letters of their names', () => {
  it('has the letters in their order, what begins with them first', () => {
    expect(sorted('cart').slice(0, 2)).toEqual(['src/cart.ts', 'test/cartPage.test.ts']);
    expect(sorted('cart')).not.toContain('README.md');
  });

  it('takes the beginnings of words, and folders where the name alone does not do', () => {
    expect(sorted('cp')[0]).toBe('test/cartPage.test.ts');
    expect(fuzzySort('cp', ['recap.ts', 'cartPage.ts'], (name) => name)[0]).toBe('cartPage.ts');
    expect(sorted('charts/a')).toEqual(['src/charts/art.ts']);
    expect(sorted('readme')).toEqual(['README.md']);
    expect(sorted('zz')).toEqual([]);
  });
});
