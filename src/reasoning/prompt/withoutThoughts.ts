import type { Turn } from '../../protocol/turns.ts';
import { withoutThought } from '../steps/thought.ts';

/**
 * A conversation without what models of other families thought between tags before their answers: where no template of theirs leaves it
 * out. With `continueAnswer` the last turn is an answer to go on with, and stays whole.
 */
export const withoutThoughts = (turns: readonly Turn[], continueAnswer: boolean): readonly Turn[] =>
  turns.map((turn, index) => {
    const isOpen = continueAnswer && index === turns.length - 1;
    return turn.role === 'assistant' && !isOpen ? { ...turn, content: withoutThought(turn.content) } : turn;
  });
