/** Who wrote a character of a rendered prompt: the template, or the message with this index. */
export type Source = 'template' | number;

interface Run {
  readonly length: number;
  readonly source: Source;
}

/**
 * A text of which each character knows who wrote it. Whatever a template does to a text (cut it, join it, replace parts of
 * it) keeps that; comparisons look at the characters alone.
 */
export class Text {
  readonly value: string;
  readonly runs: readonly Run[];

  private constructor(value: string, runs: readonly Run[]) {
    this.value = value;
    this.runs = runs;
  }

  static of(value: string, source: Source = 'template'): Text {
    return new Text(value, value === '' ? [] : [{ length: value.length, source }]);
  }

  static readonly empty = Text.of('');

  static concat(parts: readonly Text[]): Text {
    if (parts.length === 1 && parts[0] !== undefined) return parts[0];
    const runs: Run[] = [];
    for (const part of parts) {
      for (const run of part.runs) {
        const last = runs.at(-1);
        if (last?.source === run.source) runs[runs.length - 1] = { ...run, length: last.length + run.length };
        else runs.push(run);
      }
    }
    // Not `join`: the engine puts two texts together without copying them.
    let value = '';
    for (const part of parts) value += part.value;
    return new Text(value, runs);
  }

  static join(separator: Text, parts: readonly Text[]): Text {
    return Text.concat(parts.flatMap((part, i) => (i === 0 ? [part] : [separator, part])));
  }

  get length(): number {
    return this.value.length;
  }

  /** @param start, end offsets in UTF-16 units, 0 to `length` */
  slice(start: number, end = this.length): Text {
    const runs: Run[] = [];
    let at = 0;
    for (const { length, source } of this.runs) {
      const part = Math.min(at + length, end) - Math.max(at, start);
      if (part > 0) runs.push({ length: part, source });
      at += length;
      if (at >= end) break;
    }
    return new Text(this.value.slice(start, Math.max(start, end)), runs);
  }

  /** Puts each stretch of one source through `change`, for changes that look at single characters only. */
  map(change: (text: string) => string): Text {
    return Text.concat(this.pieces().map(({ text, source }) => Text.of(change(text), source)));
  }

  /** The same text written in another way. Where the lengths differ, all of it counts as a message's. */
  rewritten(value: string): Text {
    if (value.length === this.length) return new Text(value, this.runs);
    return Text.of(value, this.runs.find(({ source }) => source !== 'template')?.source ?? 'template');
  }

  /** Its characters (code points). */
  characters(): Text[] {
    let at = 0;
    return Array.from(this.value, (character) => this.slice(at, (at += character.length)));
  }

  /** Its length as Python counts it: in code points. */
  get size(): number {
    return codePoints(this.value);
  }

  /** Its stretches of one source each, in order. */
  pieces(): { readonly text: string; readonly source: Source }[] {
    let at = 0;
    return this.runs.map(({ length, source }) => ({ text: this.value.slice(at, (at += length)), source }));
  }
}

const codePoints = (value: string): number =>
  value.length - (value.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);

/** The offset in code points of an offset in UTF-16 units. */
export const codePointAt = (value: string, offset: number): number => codePoints(value.slice(0, offset));
