import type { ContextEntry, QuestionSource } from '../../protocol/conversation.ts';

/** A question ready to be asked. Whoever asks it decides where the answer appears. */
export interface AskedQuestion {
  readonly text: string;
  /** What a chat is called that begins with it; absent: by its first line. */
  readonly title?: string;
  readonly source?: QuestionSource;
  /** The code in the answer is to replace lines of `source`. */
  readonly wantsFix?: boolean;
  /** Several chains are to answer. */
  readonly wantsVote?: boolean;
  /** Sent in front of the text. */
  readonly context?: readonly ContextEntry[];
}

/** A question as it is typed: what was not asked goes back into the composer. */
export const asTyped = ({ text, wantsVote }: Pick<AskedQuestion, 'text' | 'wantsVote'>): string =>
  wantsVote === true ? `/vote ${text}` : text;
