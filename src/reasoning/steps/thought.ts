/**
 * The thought that models of other families write between tags, before their answer. Cerebrum writes none: its plan and its steps are its
 * thought. Qwen 3, DeepSeek R1 and Phi 4 Reasoning write `<think>`, Magistral and Ministral `[THINK]`.
 */
const TAGS = [
  { open: '<think>', close: '</think>' },
  { open: '[THINK]', close: '[/THINK]' },
] as const;

type Tags = (typeof TAGS)[number];

/** `undecided`: white space, or the first signs of a tag. `over`: words behind the thought have come, or there is none. */
type State = 'undecided' | 'open' | 'closed' | 'over';

/** Reads the thought at the start of a text that arrives in pieces. Each character is looked at once. */
export class ThoughtReader {
  #text = '';
  #tags: Tags | undefined;
  #state: State = 'undecided';

  get state(): State {
    return this.#state;
  }

  /** What is undecided, or the thought with its tags and the white space behind it; empty when it is known that there is none. */
  get text(): string {
    return this.#text;
  }

  get tags(): Tags | undefined {
    return this.#tags;
  }

  /** Where the words of the thought begin, behind its tag; `undefined` without a thought. */
  get body(): number | undefined {
    return this.#tags && this.#text.indexOf(this.#tags.open) + this.#tags.open.length;
  }

  /** Takes more of the text. @returns what of all that came so far is behind the thought and was not returned yet */
  append(more: string): string {
    switch (this.#state) {
      case 'undecided':
        return this.#decide(this.#text + more);
      case 'open':
        return this.#within(more);
      case 'closed':
        return this.#behind(more);
      case 'over':
        return more;
    }
  }

  #decide(text: string): string {
    const begun = text.trimStart();
    this.#tags = TAGS.find(({ open }) => begun.startsWith(open));
    if (this.#tags !== undefined) {
      const body = text.length - begun.length + this.#tags.open.length;
      this.#state = 'open';
      this.#text = text.slice(0, body);
      return this.#within(text.slice(body));
    }
    const isUndecided = TAGS.some(({ open }) => open.startsWith(begun));
    this.#text = isUndecided ? text : '';
    if (!isUndecided) this.#state = 'over';
    return isUndecided ? '' : text;
  }

  #within(more: string): string {
    const { close } = this.#tags ?? TAGS[0];
    // The closing tag may have begun in what came before.
    const before = this.#text.slice(Math.max(this.body ?? 0, this.#text.length - close.length + 1));
    const at = (before + more).indexOf(close);
    const length = at < 0 ? more.length : at + close.length - before.length;
    this.#text += more.slice(0, length);
    if (at < 0) return '';
    this.#state = 'closed';
    return this.#behind(more.slice(length));
  }

  #behind(more: string): string {
    const rest = more.trimStart();
    this.#text += more.slice(0, more.length - rest.length);
    if (rest !== '') this.#state = 'over';
    return rest;
  }
}

/**
 * The thought that an answer begins with, with its tags and the white space behind it, and what the answer says then; joined they are the
 * text. Without a thought it is empty.
 */
export function splitThought(text: string): readonly [thought: string, rest: string] {
  const reader = new ThoughtReader();
  const rest = reader.append(text);
  return reader.tags === undefined ? ['', reader.text + rest] : [reader.text, rest];
}

/** An answer without the thought before it: what it says to its reader. Empty while the thought goes on. */
export const withoutThought = (text: string): string => splitThought(text)[1];

/** The words of a thought, without its tags. */
export function wordsOfThought(thought: string): string {
  const [, , words] = partsOfThought(thought);
  return words.trim();
}

/** What closes the thought that a text ends in; `undefined`: it ends in none. */
export function closingTag(text: string): string | undefined {
  const reader = new ThoughtReader();
  reader.append(text);
  return reader.state === 'open' ? reader.tags?.close : undefined;
}

/** A thought as `splitThought` gives it: its tags, up to its words, these, and the rest; the last three joined are the thought. */
function partsOfThought(thought: string): readonly [Tags | undefined, string, string, string] {
  const reader = new ThoughtReader();
  reader.append(thought);
  const { tags, body } = reader;
  if (tags === undefined || body === undefined) return [undefined, '', '', ''];
  const end = reader.state === 'open' ? thought.length : thought.indexOf(tags.close, body);
  return [tags, thought.slice(0, body), thought.slice(body, end), thought.slice(end)];
}

/** The tag, and the white space behind it, with which a prompt begins the thought in the model's place; empty: it begins none. */
export function openedThought(prompt: string): string {
  const end = prompt.trimEnd();
  const open = TAGS.find((tags) => end.endsWith(tags.open))?.open;
  return open === undefined ? '' : open + prompt.slice(end.length);
}

/** A piece of an answer to go on with; only a tag of its thought may be a token of its own. */
export interface AnswerPiece {
  readonly text: string;
  readonly isTag: boolean;
}

/** An unfinished answer as it stands behind `prompt`: where that begins the thought, the answer does not begin it again. */
export function answerBehind(prompt: string, answer: string): readonly AnswerPiece[] {
  const [thought, rest] = splitThought(answer);
  const [tags, opening, words, closing] = partsOfThought(thought);
  if (tags === undefined) return piecesOf([answer, false]);
  const isBegun = openedThought(prompt).startsWith(tags.open);
  return piecesOf(
    [isBegun ? '' : opening, true],
    [isBegun ? words.trimStart() : words, false],
    [closing, true],
    [rest, false],
  );
}

const piecesOf = (...pieces: (readonly [text: string, isTag: boolean])[]): AnswerPiece[] =>
  pieces.flatMap(([text, isTag]) => (text === '' ? [] : [{ text, isTag }]));
