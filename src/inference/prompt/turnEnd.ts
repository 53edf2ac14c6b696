import type { LlamaModel, Token } from 'node-llama-cpp';
import type { AnswerEnds } from './chatTemplate.ts';
import type { TemplateTokens } from './templateTokens.ts';

/** How an answer is known to have ended where the vocabulary has no token of its own for that. */
export interface TurnEnd {
  /** The text, as it is told to the user. */
  readonly text: string;
  /** A token of that text that the vocabulary has, but does not count among those that end an answer. */
  readonly token?: Token;
}

/** `<|im_end|>`, `[/ANSWER]` */
const TAG = /^(?:<[^<>\s]+>|\[[^[\]\s]+\])/;

/** What ends an answer by this template; undefined where a token that ends generation does. */
export function turnEnd(model: LlamaModel, tokens: TemplateTokens, ends: AnswerEnds): TurnEnd | undefined {
  const endsItself = (text: string) => {
    const first = tokens.first(text);
    return first !== undefined && text.slice(0, first.start).trim() === '' && model.isEogToken(first.special.token);
  };
  // Some write another end in the middle of a conversation than at its end.
  if (endsItself(ends.inside) || endsItself(ends.last)) return undefined;
  const first = tokens.first(ends.inside);
  const plain = ends.inside.slice(0, first?.start ?? ends.inside.length).trimEnd();
  if (plain.trim() !== '') return { text: TAG.exec(plain.trimStart())?.[0] ?? plain };
  return first === undefined ? undefined : { text: first.special.text, token: first.special.token };
}
