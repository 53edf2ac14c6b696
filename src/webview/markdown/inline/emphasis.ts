/**
 * Which runs of `*` and `_` begin and end emphasis: CommonMark's flanking rules, and stricter where people write
 * figures, code and file names without backticks. See docs/decisions/0036-emphasis-and-backslashes.md.
 */
import MarkdownIt from 'markdown-it';
import { ENDS_UNSPACED, STARTS_UNSPACED } from '../scripts.ts';
import { withoutSpans } from '../spans.ts';

/** UTF-16 units on each side that may matter. */
const REACH = 64;

/** A run of one mark, and the text around it. */
interface Run {
  readonly isDouble: boolean;
  readonly before: string;
  readonly after: string;
}

export class EmphasisState extends MarkdownIt.StateInline {
  override scanDelims(
    start: number,
    canSplitWord: boolean,
  ): ReturnType<InstanceType<typeof MarkdownIt.StateInline>['scanDelims']> {
    const mark = this.src.charAt(start);
    if (mark !== '*' && mark !== '_') return super.scanDelims(start, canSplitWord);
    let end = start + 1;
    while (end < this.posMax && this.src[end] === mark) end += 1;
    const run: Run = {
      isDouble: end - start > 1,
      before: withoutSpans(this.src.slice(Math.max(0, start - REACH), start)),
      after: this.#textFrom(end),
    };
    const isUnderscore = mark === '_';
    const isName = isUnderscore && run.isDouble;
    const canOpen = opens(run) && !(isUnderscore && endsInWord(run.before)) && !(isName && !this.#beginsPhrase(end));
    const canClose =
      closes(run) && !(isUnderscore && startsWithWord(run.after)) && !(isName && !this.#endsPhrase(start));
    return { can_open: canOpen, can_close: canClose, length: end - start };
  }

  #textFrom(start: number): string {
    const text = withoutSpans(this.src.slice(start, Math.min(this.posMax, start + REACH)));
    // A letter that has just come is more often the first of a word than a variable.
    return this.env['isGrowing'] === true && /^\p{L}$/u.test(text) ? `${text}a` : text;
  }

  #beginsPhrase(from: number): boolean {
    const end = this.src.indexOf('__', from);
    return end >= 0 && isPhrase(this.src.slice(from, end));
  }

  #endsPhrase(end: number): boolean {
    const start = this.src.lastIndexOf('__', end - 1);
    return start >= 0 && isPhrase(this.src.slice(start + 2, end));
  }
}

/** Several words: `__init__` is a name. */
const isPhrase = (text: string): boolean => /\s/.test(text.trim()) && text.trim() === text;

const startsWithWord = (text: string): boolean => /^[\p{L}\p{N}]/u.test(text);
const endsInWord = (text: string): boolean => /[\p{L}\p{M}\p{N}]$/u.test(text);

function opens({ isDouble, before, after }: Run): boolean {
  if (after === '' || /^[\s)\]},;]/.test(after)) return false;
  if (isDouble) {
    // `**/*.js`, `**/node_modules/**`
    if (/^\/(?:\S*\/)?\*/.test(after)) return false;
  } else if (/^(?:[:!?.=>|/]|[^\p{L}\p{N}\s]\*|["'](?![\p{L}\p{N}]))/u.test(after)) {
    // `*.txt`, `*.*`, `*-*`
    return false;
  }
  return mayOpenBehind(before, isDouble, after);
}

/** Whether `text` may go before a mark that opens. */
export function mayOpenBehind(text: string, isDouble: boolean, after = ''): boolean {
  if (text === '' || /\s$/.test(text) || ENDS_UNSPACED.test(text)) return true;
  if (/[\p{L}\p{N}]_+\*+$/u.test(text)) return false;
  // `n*k`, `snake_*`, `(a+b)*c`, `` `a`*b ``, `C:\*`
  if (/[\p{L}\p{M}\p{N}]_*$/u.test(text) || /[)\]}\\`]$/.test(text)) return false;
  if (/["']$/.test(text)) return /(?:^|[\s([{\u2013\u2014]|\b(?:[dlmnst]|qu))["']+$/iu.test(text);
  // `.*`
  if (text.endsWith('.')) return isDouble;
  // `src/*`, `/*a*/`; but `**a**/**b**`
  if (text.endsWith('/')) return isDouble && /[\p{L}\p{N}*]\/$/u.test(text) && startsWithWord(after);
  return true;
}

/** `int *p and int* p`: of a pointer, not of emphasis. */
const ENDS_IN_TYPE = /(?:^|[\s(,<])(?:bool|char|double|float|int|long|short|signed|size_t|struct \w+|unsigned|void)$/;

function closes({ isDouble, before, after }: Run): boolean {
  if (before === '' || /[\s([{\\]$/.test(before)) return false;
  if (!isDouble && ENDS_IN_TYPE.test(before) && /^ ?\w/.test(after)) return false;
  // `foo/*`
  if (!isDouble && before.endsWith('/')) return false;
  if (after === '' || /^\s/.test(after) || STARTS_UNSPACED.test(after)) return true;
  if (startsWithWord(after)) {
    // `*Note:*The`
    if (!isDouble) return /[:!?]$/.test(before) && /^\p{Lu}\p{Ll}/u.test(after);
    return closesBeforeWord(before, after);
  }
  // `2**(n)`, `x**-1`
  if (isDouble) return !(/[\p{N})]$|(?<![\p{L}\p{N}*])\p{L}$/u.test(before) && /^[-(][^\s-]/.test(after));
  // `f*(x)`, `*test*.py`
  return !/^(?:[([{`]|\.[\p{L}\p{N}])/u.test(after);
}

/** One word, or a part of it, right behind marks at a word's beginning: `**token**s`, `**C**reate`, `**n**th`. */
const IS_PART_OF_WORD = /(?:^|[\s([{"'\u201c\u2018\u2013\u2014-])\*\*[\p{L}\p{N}]+$/u;

/** `**Note:**The`, `**Note**The`, but not `2**n`. */
function closesBeforeWord(before: string, after: string): boolean {
  if (/(?:\P{N}\.|[:!?;…])["'”’»)\]]*$/u.test(before)) return true;
  if (IS_PART_OF_WORD.test(before) && /^\p{L}/u.test(after)) return true;
  if (/^(?:\p{N}|\p{L}(?![\p{L}\p{M}]))/u.test(after)) return false;
  // A figure or a variable, unless a sentence goes on: `**Step 1**The`.
  if (/\p{N}$|(?<![\p{L}\p{N}])\p{L}$/u.test(before)) return /^\p{Lu}\p{Ll}/u.test(after);
  return true;
}
