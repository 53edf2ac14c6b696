import { isDeepStrictEqual } from 'node:util';
import type { Engine } from '../../engine/engine.ts';
import { unlessAborted } from '../../engine/unlessAborted.ts';
import { fitAttached, roomForAttached } from '../../questions/fitAttached.ts';
import { questionOf } from '../askedFor.ts';
import type { Transcript } from '../transcript.ts';

/** Cuts what the user added to the question of the answer `id` to the context window of the model that will answer. */
export async function fitContextOf(
  transcript: Transcript,
  id: string,
  engine: Engine,
  settings: { readonly maxTokens: number; readonly systemPrompt: string },
  signal: AbortSignal,
): Promise<void> {
  const question = questionOf(transcript.turns, id);
  if (!question?.context?.some(({ attached }) => attached !== undefined)) return;
  const { context, text } = question;
  const fitted = async () => {
    const { contextSize } = await engine.start();
    const room = await roomForAttached((params) => engine.measure(params), {
      ...settings,
      contextSize,
      question: text,
    });
    return fitAttached(engine, context, room);
  };
  const kept = await unlessAborted(fitted(), signal);
  if (kept !== undefined && !isDeepStrictEqual(kept, context)) transcript.setContext(question.id, kept);
}
