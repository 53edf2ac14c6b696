import type { Engine } from '../../host/engine/engine.ts';
import type { EngineInfo } from '../../protocol/inference.ts';
import { askedFor } from '../../reasoning/evaluation/prompts.ts';
import { UsageError } from '../usage.ts';
import type { Plan } from './plan.ts';

/** Tokens that an answer must have room for. */
const LEAST_ANSWER = 200;

/** Before anything is asked. @throws UsageError with how many worked examples fit */
export async function expectShotsFit(
  engine: Engine,
  { contextSize }: EngineInfo,
  { items, protocol, examples }: Pick<Plan, 'items' | 'protocol' | 'examples'>,
): Promise<void> {
  const longest = items.reduce((a, b) => (b.question.length > a.question.length ? b : a));
  const room = contextSize - LEAST_ANSWER;
  for (let shots = examples.length; shots > 0; shots--) {
    const { plainText = '' } = askedFor(longest, protocol, examples.slice(0, shots));
    const [tokens = 0] = await engine.countTokens([plainText]);
    if (tokens < room && shots === examples.length) return;
    if (tokens < room)
      throw new UsageError(
        `${examples.length} worked examples do not fit into a context of ${contextSize} tokens: ${shots} do. Use --shots ${shots}, a larger --context-size, or another model.`,
      );
  }
  if (examples.length > 0) throw new UsageError(`No worked example fits into a context of ${contextSize} tokens.`);
}
