import { describe, expect, it } from 'vitest';
import { TurnTree, type TreeTurn } from '../../../../src/host/history/turnTree.ts';
import { answer, question } from './chats.ts';

const ids = (tree: TurnTree) => tree.path.map(({ id }) => id).join(' ');

/** q1 a1 q2 a2, where a2 has the versions a2, a2b and a2c, and q2 the version q2b with the answer a2d. */
function branched(): TurnTree {
  const tree = new TurnTree([], undefined);
  for (const turn of [question('q1'), answer('a1'), question('q2'), answer('a2')]) tree.add(turn, tree.leaf);
  tree.add(answer('a2b'), 'q2');
  tree.add(answer('a2c'), 'q2');
  tree.add(question('q2b'), 'a1');
  tree.add(answer('a2d'), 'q2b');
  return tree;
}

describe('the tree of turns', () => {
  it('shows the newest version and counts the others', () => {
    const tree = branched();
    expect(ids(tree)).toBe('q1 a1 q2b a2d');
    expect(tree.branches()).toEqual({ q2b: { place: 2, count: 2 } });
  });

  it('goes to another version with what follows it, and no further than the last', () => {
    const tree = branched();
    expect(tree.step('q2b', 1)).toBe(false);
    expect(tree.step('q2b', -1)).toBe(true);
    expect(ids(tree)).toBe('q1 a1 q2 a2c');
    expect(tree.branches()).toEqual({ q2: { place: 1, count: 2 }, a2c: { place: 3, count: 3 } });
    tree.step('a2c', -1);
    tree.step('a2b', -1);
    expect(tree.step('a2', -1)).toBe(false);
    expect(ids(tree)).toBe('q1 a1 q2 a2');
    expect(tree.step('unknown', 1)).toBe(false);
  });

  it('lets the first question have versions too', () => {
    const tree = branched();
    tree.add(question('other'), undefined);
    expect(ids(tree)).toBe('other');
    expect(tree.branches()).toEqual({ other: { place: 2, count: 2 } });
    tree.step('other', -1);
    expect(ids(tree)).toBe('q1 a1 q2b a2d');
  });

  it('shows the path of a turn that was found', () => {
    const tree = branched();
    tree.showTurn('a2b');
    expect(ids(tree)).toBe('q1 a1 q2 a2b');
    tree.showTurn('q1');
    expect(ids(tree)).toBe('q1 a1 q2 a2b');
  });

  it('deletes a turn with all that follows, shows another version, and takes it back', () => {
    const tree = branched();
    const { leaf } = tree;
    const removed = tree.remove('q2b', 1);
    expect(removed).toEqual(['q2b', 'a2d']);
    expect(ids(tree)).toBe('q1 a1 q2 a2c');
    expect(tree.branches()).toEqual({ a2c: { place: 3, count: 3 } });
    expect(tree.remove('q2', 2)).toEqual(['q2', 'a2', 'a2b', 'a2c']);
    expect(ids(tree)).toBe('q1 a1');
    expect(tree.remove('q1', 3)).toEqual(['q1', 'a1']);
    expect(ids(tree)).toBe('');
    tree.restore(['q1', 'a1'], 'a1');
    tree.restore(removed, leaf);
    expect(ids(tree)).toBe('q1 a1 q2b a2d');
    expect(tree.branches()).toEqual({});
    expect(tree.remove('q2', 4)).toEqual([]);
  });

  it('read again is the same, also when the leaf is gone, a parent was lost, or two turns follow one another', () => {
    const stored = [...branched().values()];
    expect(ids(new TurnTree(stored, 'a2b'))).toBe('q1 a1 q2 a2b');
    expect(ids(new TurnTree(stored, 'nowhere'))).toBe('q1 a1 q2b a2d');
    expect(ids(new TurnTree(stored, undefined))).toBe('q1 a1 q2b a2d');
    expect(ids(new TurnTree(stored.slice(1), 'a2'))).toBe('a1 q2 a2');
    const circle: TreeTurn[] = [
      { turn: question('x'), parent: 'y', deleted: undefined },
      { turn: answer('y'), parent: 'x', deleted: undefined },
    ];
    expect(ids(new TurnTree(circle, 'y'))).toBe('x y');
    expect(ids(new TurnTree(circle, undefined))).toBe('');
  });
});
