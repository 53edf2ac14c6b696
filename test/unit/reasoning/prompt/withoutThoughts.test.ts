import { expect, it } from 'vitest';
import { withoutThoughts } from '../../../../src/reasoning/prompt/withoutThoughts.ts';
import { assistant, system, user } from '../../../support/turns.ts';

const thought = '<think>\nHm. The answer is 3.\n</think>\n\nAnswer: 4';

it('leaves the thoughts of answers out, and nothing else', () => {
  const turns = [system('<think>'), user('<think>a</think>b'), assistant(thought), user('c')];
  expect(withoutThoughts(turns, false)).toEqual([turns[0], turns[1], assistant('Answer: 4'), turns[3]]);
  // It never came to an answer.
  expect(withoutThoughts([user('a'), assistant('<think>\nHm.'), user('b')], false)[1]).toEqual(assistant(''));
});

it('keeps that of an answer to go on with', () => {
  const turns = [user('a'), assistant(thought), user('b'), assistant('<think>\nHm.')];
  expect(withoutThoughts(turns, true)).toEqual([turns[0], assistant('Answer: 4'), turns[2], turns[3]]);
});
