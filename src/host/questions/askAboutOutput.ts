import { FailureError } from '../../protocol/failures.ts';
import type { ContextCandidate } from '../../reasoning/context/candidates.ts';
import { tailThatFits } from '../../reasoning/questions/terminal.ts';
import { EARLIER_OUTPUT } from '../../reasoning/questions/outputTail.ts';
import { LINE_CUT } from '../../reasoning/questions/excerpt.ts';
import type { Engine } from '../engine/engine.ts';
import { contextFor, questionBudget, type AskSettings } from './askAbout.ts';
import type { AskedQuestion } from './askedQuestion.ts';

/** Of the room for a question, what the output may take: the lines it names matter as much. */
const SHARE = 0.6;
/** Characters of a line that are kept: a minified bundle in a stack trace says nothing more. */
const LONGEST_LINE = 400;

/**
 * A question about an output, of which the end is kept that the context window holds, with the lines it names.
 *
 * @param words makes the question's text of the output as it is sent
 * @throws FailureError when the engine does not start, or `question-too-long` when not even the last line fits
 */
export async function askAboutOutput(
  engine: Engine,
  output: string,
  settings: AskSettings,
  words: (sent: string) => string,
  gather: () => Promise<readonly ContextCandidate[]>,
): Promise<AskedQuestion> {
  const [{ contextSize }, room, [frame = 0]] = await Promise.all([
    engine.start(),
    questionBudget(engine, settings),
    engine.countTokens([words('')]),
  ]);
  const budget = Math.max(0, Math.floor((room - frame) * SHARE));
  const all = output.split('\n');
  const lines = all.slice(-Math.max(1, budget)).map(shortLine);
  const [mark = 0, ...tokens] = await engine.countTokens([EARLIER_OUTPUT, ...lines]);
  const whole = all.length === lines.length ? tailThatFits(lines, tokens, budget) : [];
  // The room for the mark is taken off only where there is one.
  const kept = whole.length === all.length ? whole : tailThatFits(lines, tokens, budget - mark - 1);
  if (kept.length === 0) {
    throw new FailureError({ name: 'question-too-long', tokens: tokens.at(-1) ?? 0, available: budget, contextSize });
  }
  const isCut = kept.length < all.length && kept[0] !== EARLIER_OUTPUT;
  const text = words([...(isCut ? [EARLIER_OUTPUT] : []), ...kept].join('\n'));
  const context = await contextFor(engine, [], text, settings, gather);
  return { text, ...(context.length === 0 ? {} : { context }) };
}

/** The beginning of a long line, with a mark behind it; never half a character. */
function shortLine(line: string): string {
  if (line.length <= LONGEST_LINE) return line;
  return line.slice(0, LONGEST_LINE).replace(/[\uD800-\uDBFF]$/, '') + LINE_CUT;
}
