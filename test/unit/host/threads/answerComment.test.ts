import { describe, expect, it } from 'vitest';
import { answerComment } from '../../../../src/host/threads/answerComment.ts';
import { CheckedAnswer } from '../../../../src/host/threads/checkedAnswer.ts';
import { untranslated as t } from '../../../../src/host/platform/texts/translate.ts';
import type { Answer, Question } from '../../../../src/protocol/conversation.ts';
import type { StepLink } from '../../../../src/protocol/panel.ts';
import type { RunView } from '../../../../src/protocol/runView.ts';

const question: Question = {
  role: 'user',
  id: 'q',
  text: 'What does this do?\n\n```ts\nlet a = 2;\nlet b = a + 2;\n```',
  source: {
    label: 'a.ts',
    uri: 'file:///a.ts',
    language: 'TypeScript',
    firstLine: 3,
    lastLine: 4,
    lastSentLine: 4,
  },
};

interface Options {
  readonly fields?: Partial<Answer>;
  readonly run?: RunView;
  readonly links?: readonly StepLink[];
  readonly asked?: Question;
}

function commentOf(text: string, { fields = {}, run, links = [], asked = question }: Options = {}): string {
  const answer: Answer = { role: 'assistant', id: 'a', text, status: 'finished', ...fields };
  const isOpen = answer.status === 'writing';
  const sections = new CheckedAnswer(asked).read(text, isOpen, run);
  return answerComment({ answer, question: asked, sections, run, links }, t);
}

const WRONG = 'Plan: Add.\n1. First 2 + 2 = 5 is found.\n2. Then 5 * 3 = 15 is found.\n\nAnswer: 15';

describe('the comment of an answer', () => {
  it('names plan and answer, and leaves the steps a list', () => {
    expect(commentOf('Plan: Go.\n1. One.\n2. Two.\n\nAnswer: `b`')).toBe(
      '**Plan:** Go.\n\n1. One.\n2. Two.\n\n**Answer:** `b`',
    );
  });

  it('says of a wrong step what is wrong, and of what rests on it that it does', () => {
    const comment = commentOf(WRONG);
    expect(comment).toContain('1. First 2 + 2 = 5 is found.  \n   **Wrong: “2 + 2 = 5” is wrong: it is 4.**');
    expect(comment).toContain('2. Then 5 * 3 = 15 is found.  \n   **Rests on step 1, which is wrong**');
    expect(comment).toContain('**Answer:** 15  \n**Rests on step 1, which is wrong**');
  });

  it('names no right calculation: it says nothing of the step', () => {
    expect(commentOf('Plan: Add.\n1. First 2 + 2 = 4 is found.\n\nAnswer: 4')).not.toMatch(/Wrong|hecked|✓/);
  });

  it('says how long a thought before it is, and judges nothing in it', () => {
    expect(commentOf('<think>\nMaybe 2 + 2 = 5? No.\n</think>\n\n1. One.\n2. Two.\n\nAnswer: 4')).toBe(
      '*Thought of 7 words, not checked*\n\n1. One.\n2. Two.\n\n**Answer:** 4',
    );
    expect(commentOf('<think>\n\n</think>\n\nAnswer: 4')).toBe('**Answer:** 4');
  });

  it('rests nothing on a thought', () => {
    expect(commentOf('<think>\n2 + 2 = 5.\n</think>\n\n1. Then 5 * 3 = 15.\n2. Done.\n\nAnswer: 15')).not.toContain(
      'Rests',
    );
  });

  it('does not judge what may still change', () => {
    expect(commentOf(WRONG.slice(0, 60), { fields: { status: 'writing' } })).not.toContain('Wrong');
  });

  it('says what a run contradicts, also where other things match', () => {
    const run: RunView = {
      steps: [
        { step: 0, agrees: [{ subject: 'a', value: '2' }], differs: [] },
        { step: 1, agrees: [{ subject: 'a', value: '2' }], differs: [{ subject: 'b', stated: '5', real: '4' }] },
      ],
      note: 'Ran f([1]).',
    };
    const comment = commentOf('Plan: Go.\n1. `a` is 2.\n2. `b` is 5.\n\nAnswer: 5', { run });
    expect(comment).toContain('1. `a` is 2.  \n   *Matches a run: a = 2*');
    expect(comment).toContain('2. `b` is 5.  \n   **In a run, b is 4 here, not 5.**');
    expect(comment.match(/Matches a run/g)).toHaveLength(1);
    expect(comment).toContain('**Rests on step 2, which a run contradicts**');
    expect(comment).toMatch(/\*Ran f\(\\\[1\\\]\)\.\*$/);
  });

  it('says where the steps are, and which lines changed', () => {
    const links = [
      { step: 0, firstLine: 3, lastLine: 3, isStale: false },
      { step: 1, firstLine: 3, lastLine: 4, isStale: true, label: 'a_b.ts' },
    ];
    const comment = commentOf('Plan: Go.\n1. One.\n2. Two:\n\n   ```ts\n   a\n   ```\n\nAnswer: x', { links });
    expect(comment).toContain('1. One.  \n   *line 3*\n2. Two:');
    expect(comment).toContain('   ```\n\n   *a\\_b.ts, lines 3–4 (edited since)*');
  });

  it('closes a block of code that is still written, so that what follows is no code', () => {
    const comment = commentOf('Some code:\n\n```ts\nlet a', { fields: { status: 'stopped', answeredEarly: true } });
    expect(comment).toContain('let a\n```\n\n*Answered early: the thought above is not finished.*');
  });

  it('says what was left out, what the model did not see and what failed', () => {
    const source = question.source && { ...question.source, lastLine: 90 };
    const asked: Question = { ...question, ...(source && { source }) };
    const failure = { name: 'x', title: 'It ended', why: 'Why [a](b).', next: 'Try Again.', actions: [] };
    const comment = commentOf('', { asked, fields: { status: 'failed', droppedTurns: 2, failure } });
    expect(comment).toContain('*Lines 5–90 did not fit and were left out.*');
    expect(comment).toContain('*The first 2 messages no longer fit into the context window');
    expect(comment).toContain('**It ended**\n\nWhy \\[a\\](b).\n\nTry Again.');
    expect(comment).not.toContain('without a word');
  });

  it('says what the demo model cannot do, and what an empty or endless answer is', () => {
    expect(commentOf('This tiny demo model cannot do that; please load Cerebrum 7b.')).toContain('Get Model…');
    expect(commentOf('')).toBe('*The model ended its answer without a word.*');
    expect(commentOf('a a a', { fields: { status: 'loop' } })).toContain('repeated itself');
  });

  it('draws text of a model as text: nothing is loaded and nothing leads anywhere', () => {
    const comment = commentOf('![a](https://x.example/a.png) <img src=x> [b](command:run) https://x.example');
    expect(comment).toBe(
      '\\[a\\](https&#58;//x.example/a.png) &lt;img src=x> \\[b\\](command&#58;run) https&#58;//x.example',
    );
  });
});
