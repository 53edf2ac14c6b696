import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineMap } from '../../../../src/reasoning/links/lineMap.ts';

/** A document that is edited as an editor does it, with a map of its lines 3 to 6. */
class Edited {
  #lines = ['one', 'two', '  three', '  four', '  five', '  six', 'seven'];
  readonly map = new LineMap({ text: 'three\nfour\nfive\nsix', firstLine: 3 });

  replace(start: readonly [number, number], end: readonly [number, number], text: string): this {
    const before = this.#lines.slice(0, start[0] - 1).concat((this.#lines[start[0] - 1] ?? '').slice(0, start[1]));
    const after = [(this.#lines[end[0] - 1] ?? '').slice(end[1]), ...this.#lines.slice(end[0])];
    this.#lines = (before.join('\n') + text + after.join('\n')).split('\n');
    this.map.edit({
      startLine: start[0] - 1,
      startCharacter: start[1],
      endLine: end[0] - 1,
      endCharacter: end[1],
      breaks: text.split('\n').length - 1,
    });
    return this;
  }

  /** Where a line stands: `5`, or `undefined`. */
  find(first: number, last = first) {
    const found = this.map.find(first, last, this.lineAt);
    return found && (first === last ? found.firstLine : [found.firstLine, found.lastLine]);
  }

  readonly lineAt = (line: number): string | undefined => this.#lines[line - 1];
  get length(): number {
    return this.#lines.length;
  }
}

describe('LineMap', () => {
  it('moves with lines that come or go above, and stays for what happens below', () => {
    const edited = new Edited().replace([1, 0], [1, 0], 'new\nnewer\n');
    expect(edited.find(3, 6)).toEqual([5, 8]);
    edited.replace([9, 0], [9, 5], 'other\nand more');
    expect(edited.find(3, 6)).toEqual([5, 8]);
    edited.replace([1, 0], [3, 0], '');
    expect(edited.find(3, 6)).toEqual([3, 6]);
  });

  it('moves with a line break typed before the first character, or at the end of the line above', () => {
    expect(new Edited().replace([3, 0], [3, 0], '\n').find(3)).toBe(4);
    expect(new Edited().replace([2, 3], [2, 3], '\n').find(3)).toBe(4);
    expect(new Edited().replace([3, 7], [3, 7], '\nnew').find(3, 4)).toEqual([3, 5]);
  });

  it('gives nothing for lines that were changed or deleted, and everything for those beside them', () => {
    const edited = new Edited().replace([4, 2], [4, 6], 'FOUR');
    expect([edited.find(3), edited.find(4), edited.find(5), edited.find(3, 5)]).toEqual([3, undefined, 5, undefined]);
    edited.replace([4, 0], [5, 0], '');
    expect([edited.find(3), edited.find(4), edited.find(5)]).toEqual([3, undefined, 4]);
    edited.replace([4, 2], [4, 2], '    ');
    expect(edited.find(5)).toBe(4);
  });

  it('knows a changed line again when the change is taken back', () => {
    const edited = new Edited().replace([4, 6], [4, 6], ' + 1');
    expect(edited.find(4)).toBeUndefined();
    expect(edited.replace([4, 6], [4, 10], '').find(4)).toBe(4);
  });

  it('never names a line that reads otherwise, whatever is edited', () => {
    const place = fc.tuple(fc.nat(20), fc.nat(8));
    const edits = fc.array(fc.tuple(place, place, fc.constantFrom('', '\n', 'x', 'x\ny', '\n\n', 'three', 'six\n')));
    fc.assert(
      fc.property(edits, (all) => {
        const edited = new Edited();
        for (const [a, b, text] of all) {
          const clamp = ([line, column]: readonly [number, number]): [number, number] => {
            const inside = Math.min(line + 1, edited.length);
            return [inside, Math.min(column, edited.lineAt(inside)?.length ?? 0)];
          };
          const [start, end] = [clamp(a), clamp(b)].sort((x, y) => x[0] - y[0] || x[1] - y[1]);
          if (start && end) edited.replace(start, end, text);
        }
        for (const [index, word] of ['three', 'four', 'five', 'six'].entries()) {
          const found = edited.map.find(index + 3, index + 3, edited.lineAt);
          if (found) expect(edited.lineAt(found.firstLine)?.trim()).toBe(word);
        }
      }),
    );
  });
});
