import type { LlamaModel, Token } from 'node-llama-cpp';

/** A token with a text that is not made of other tokens: BOS, a role, the end of a turn. */
export interface SpecialToken {
  readonly token: Token;
  readonly text: string;
  /** White space around it is not tokenized. */
  readonly strips: { readonly before: boolean; readonly behind: boolean };
}

export interface SpecialTokens {
  /** By the first character; longest first. */
  readonly all: ReadonlyMap<string, readonly SpecialToken[]>;
  /** Texts that llama.cpp makes tokens of wherever they stand, and that are no ordinary text; by their first character. */
  readonly userDefined: ReadonlyMap<string, readonly SpecialToken[]>;
}

/** In a GGUF's `tokenizer.ggml.token_type`. */
const [NORMAL, BYTE] = [1, 6];
/** Tags of HTML and Markdown, runs of blanks and single signs, which some vocabularies hold as user-defined tokens. */
const HTML_TAG = /^<\/?[a-z][a-z0-9]*>$/;
const MARKUP = /^(?:<.+>|\[.+\]|\{.+\}|>>.+<<|<[|｜].*|.*[|｜]>)$/su;

/**
 * The special tokens of a model's vocabulary.
 *
 * @param template the file's chat template: what it writes is no ordinary text, whatever it looks like
 */
export function specialTokens(model: LlamaModel, template: string): SpecialTokens {
  const all = new Map<string, SpecialToken[]>();
  const userDefined = new Map<string, SpecialToken[]>();
  for (const token of candidates(model)) {
    const attributes = model.getTokenAttributes(token);
    const isDefined = attributes.userDefined;
    if (!attributes.control && !attributes.unknown && !isDefined) continue;
    const text = model.detokenize([token], true);
    if (text === '') continue;
    if (isDefined && !attributes.control && !isMarkup(text, template)) continue;
    const special = { token, text, strips: { before: attributes.lstrip, behind: attributes.rstrip } };
    add(all, special);
    if (isDefined) add(userDefined, special);
  }
  return { all, userDefined };
}

function isMarkup(text: string, template: string): boolean {
  if (text.trim().length < 2) return false;
  if (template.includes(text)) return true;
  return MARKUP.test(text) && !HTML_TAG.test(text);
}

/** Asking for the attributes of all tokens of a large vocabulary takes a third of a second; the file says which matter. */
function candidates(model: LlamaModel): Iterable<Token> {
  const { token_type: types, tokens } = model.fileInfo.metadata.tokenizer.ggml as {
    readonly token_type?: readonly number[];
    readonly tokens?: readonly string[];
  };
  if (types === undefined || tokens === undefined) return model.iterateAllTokens();
  // llama.cpp makes control tokens of what looks so, whatever the file says.
  const looksSpecial = (index: number) => /^(?:<.{2,}>|\[.+\]|_<.+>)$/su.test(tokens[index] ?? '');
  return [...types.keys()].filter(
    (index) => (types[index] !== NORMAL && types[index] !== BYTE) || looksSpecial(index),
  ) as Token[];
}

function add(map: Map<string, SpecialToken[]>, special: SpecialToken): void {
  const first = special.text.charAt(0);
  const list = map.get(first);
  if (list === undefined) map.set(first, [special]);
  else list.splice(list.findIndex(({ text }) => text.length < special.text.length) >>> 0, 0, special);
}

export interface Match {
  readonly special: SpecialToken;
  readonly start: number;
  readonly end: number;
}

/** Where the texts of `tokens` stand within `text[from:to]`, overlapping ones included. */
export function* matches(
  tokens: ReadonlyMap<string, readonly SpecialToken[]>,
  text: string,
  from = 0,
  to = text.length,
): Generator<Match> {
  for (let at = from; at < to; at++) {
    for (const special of tokens.get(text.charAt(at)) ?? []) {
      const end = at + special.text.length;
      if (end <= to && text.startsWith(special.text, at)) yield { special, start: at, end };
    }
  }
}
