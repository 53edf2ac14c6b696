import type { Answer } from '../../protocol/conversation.ts';
import type { Turn } from '../../protocol/turns.ts';
import type { Prompt } from '../history/store/storedPrompts.ts';
import { sealed, STOP_REASONS, type Receipt, voteOf } from './receipt.ts';

export interface Receipted {
  readonly answer: Answer;
  /** What was asked, up to the question. */
  readonly turns: readonly Turn[];
  /** As the model read it. */
  readonly prompt: Prompt;
  /** Of the extension. */
  readonly version: string;
  /** Of the model's file, in hex; absent where a server answered. */
  readonly sha256?: string | undefined;
}

/** The receipt of an answer of a chat; `undefined` where it is not known what all of it was made with. */
export function receiptOf({ answer, turns, prompt, version, sha256 }: Receipted): Receipt | undefined {
  const { made, settings, stats, status, text, earlier, vote } = answer;
  const stopReason = STOP_REASONS.find((reason) => reason === status);
  const run = stats?.run;
  if (made === undefined || settings === undefined || stopReason === undefined) return undefined;
  const model = run && sha256 !== undefined ? { file: run.file, bytes: run.bytes, sha256 } : undefined;
  const contextSize = 'server' in made ? made.server.contextSize : run?.contextSize;
  if (contextSize === undefined || (model === undefined) !== 'server' in made) return undefined;
  return sealed({
    format: 'cerebrum-receipt',
    version: 1,
    cerebrum: version,
    ...(model && { model }),
    contextSize,
    maxTokens: settings.maxTokens,
    turns: turns.map(({ role, content }) => ({ role, content })),
    prompt: { text: prompt.text, tokens: prompt.tokens.length },
    made,
    answer: text,
    stopReason,
    ...(earlier !== undefined && { parts: [...earlier] }),
    ...(vote !== undefined && { vote: voteOf(vote) }),
  });
}
