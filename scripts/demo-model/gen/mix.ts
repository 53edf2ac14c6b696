/** What is drawn how often, by stage of the training: first more computing, then more reading. */
import { wordProblem } from './arith/wordProblem.ts';
import { border } from './borders.ts';
import { bug } from './bugs.ts';
import { chat } from './chat.ts';
import { explain } from './code/explain.ts';
import { trace } from './code/trace.ts';
import { easyStory, story, writtenStory } from './stories/story.ts';
import { number } from './numbers/number.ts';
import { outOfDomain } from './ood.ts';
import { panelFollow } from './panel.ts';
import { order } from './puzzle/orders.ts';
import { puzzle } from './puzzle/puzzle.ts';
import { writtenOrder } from './puzzle/writtenOrders.ts';
import { allowed, type Item, type Rng, type Turn } from './rng.ts';
import { ranExplain, ranTrace } from './run/ran.ts';
import { lettersTrace } from './run/letters.ts';
import { writtenTrace } from './run/writtenPrograms.ts';

export type Make = (r: Rng) => Item;
type Mix = readonly (readonly [number, Make])[];

export const STAGES = {
  first: [
    [24, story],
    [26, number],
    [14, puzzle],
    [4, wordProblem],
    [10, explain],
    [6, trace],
    [14, ranTrace],
    [2, ranExplain],
    [2, bug],
    [4, chat],
    [3, outOfDomain],
    [1, border],
  ],
  main: [
    [40, story],
    [16, number],
    [22, puzzle],
    [6, wordProblem],
    [14, explain],
    [9, trace],
    [26, ranTrace],
    [3, ranExplain],
    [3, bug],
    [6, chat],
    [6, outOfDomain],
    [4, border],
  ],
  // What was still weak after the others: orderings, the value of one variable among several, talk.
  more: [
    [50, story],
    [14, number],
    [24, puzzle],
    [32, order],
    [4, wordProblem],
    [9, explain],
    [20, trace],
    [26, ranTrace],
    [3, ranExplain],
    [2, bug],
    [9, chat],
    [5, outOfDomain],
    [3, border],
  ],
  // Word problems and orderings in everyday words.
  own: [
    [30, story],
    [52, writtenStory],
    [13, number],
    [18, puzzle],
    [10, order],
    [16, writtenOrder],
    [7, wordProblem],
    [13, explain],
    [18, trace],
    [24, ranTrace],
    [3, ranExplain],
    [2, bug],
    [15, chat],
    [10, outOfDomain],
    [5, border],
  ],
  // More of them, when there were more.
  words: [
    [22, story],
    [90, writtenStory],
    [13, number],
    [18, puzzle],
    [10, order],
    [16, writtenOrder],
    [7, wordProblem],
    [13, explain],
    [18, trace],
    [24, ranTrace],
    [3, ranExplain],
    [2, bug],
    [15, chat],
    [10, outOfDomain],
    [5, border],
  ],
  // Between the two, with more of what the others lost.
  both: [
    [26, story],
    [70, writtenStory],
    [13, number],
    [18, puzzle],
    [10, order],
    [16, writtenOrder],
    [7, wordProblem],
    [13, explain],
    [24, trace],
    [24, ranTrace],
    [3, ranExplain],
    [2, bug],
    [18, chat],
    [10, outOfDomain],
    [5, border],
  ],
  // Again more of them, programs as people write them, and one operation as people ask for it.
  programs: [
    [22, story],
    [80, writtenStory],
    [19, number],
    [18, puzzle],
    [9, order],
    [15, writtenOrder],
    [6, wordProblem],
    [13, explain],
    [26, trace],
    [20, ranTrace],
    [24, writtenTrace],
    [3, ranExplain],
    [2, bug],
    [17, chat],
    [10, outOfDomain],
    [5, border],
  ],
  // Between that and what was there before, with more of what it lost.
  end: [
    [26, story],
    [66, writtenStory],
    [16, number],
    [18, puzzle],
    [9, order],
    [15, writtenOrder],
    [7, wordProblem],
    [19, explain],
    [30, trace],
    [20, ranTrace],
    [20, writtenTrace],
    [3, ranExplain],
    [2, bug],
    [18, chat],
    [14, outOfDomain],
    [6, border],
  ],
  // More of all that, with quotients worked out and more of what one number or one letter decides.
  exact: [
    [20, story],
    [88, writtenStory],
    [24, number],
    [27, puzzle],
    [8, order],
    [14, writtenOrder],
    [5, wordProblem],
    [15, explain],
    [26, trace],
    [20, ranTrace],
    [20, writtenTrace],
    [8, lettersTrace],
    [3, ranExplain],
    [2, bug],
    [17, chat],
    [11, outOfDomain],
    [5, border],
  ],
  // Problems in several wordings, and more of what a row, a clock, the alphabet and the letters of a word need.
  wordings: [
    [6, story],
    [60, writtenStory],
    [110, easyStory],
    [28, number],
    [44, puzzle],
    [8, order],
    [16, writtenOrder],
    [4, wordProblem],
    [14, explain],
    [22, trace],
    [16, ranTrace],
    [44, writtenTrace],
    [12, lettersTrace],
    [3, ranExplain],
    [2, bug],
    [16, chat],
    [11, outOfDomain],
    [5, border],
  ],
} as const satisfies Readonly<Record<string, Mix>>;

export type Stage = keyof typeof STAGES;

/** Draws until the number combination belongs to the split. */
export function draw(r: Rng, make: Make): Item {
  for (;;) {
    const item = make(r);
    if (item.key && !allowed(item.key, r.split)) continue;
    // The panel asks its own questions about every answer.
    return item.follow && r.chance(0.6) ? item : { ...item, ...panelFollow(item) };
  }
}

export interface Conversation {
  readonly kind: string;
  readonly turns: readonly Turn[];
}

/** One conversation: independent tasks, each followed now and then by questions that need it. */
export function conversation(r: Rng, stage: Stage): Conversation {
  const turns: Turn[] = [];
  const tasks = r.weighted([
    [56, 1],
    [27, 2],
    [11, 3],
    [6, 4],
  ]);
  let kind = '';
  for (let i = 0; i < tasks; i++) {
    const item = draw(r, r.weighted<Make>(STAGES[stage]));
    kind ||= item.kind;
    turns.push({ q: item.q, a: item.a });
    if (!item.follow || !r.chance(0.3)) continue;
    // Later follow-ups also refer to the same item; each uses the number left by the one before.
    for (
      let n = r.weighted([
        [5, 1],
        [2, 2],
        [1, 3],
      ]);
      n > 0;
      n--
    ) {
      const f = item.follow(r);
      if (turns.some((t) => t.q === f.q)) continue;
      turns.push({ q: f.q, a: f.a });
    }
  }
  return { kind, turns };
}
