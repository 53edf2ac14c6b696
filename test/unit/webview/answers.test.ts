// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { PanelState } from '../../../src/protocol/panel.ts';
import { answer, button, buttons, chat, frame, open, posted, tell, withAnswer } from './openedPanel.ts';

describe('a refusal of the demo model', () => {
  const source = { label: 'a.ts', uri: 'file:///a.ts', language: '', firstLine: 1, lastLine: 2, lastSentLine: 2 };
  const text = 'This tiny demo model cannot do that; please load Cerebrum 7b.';
  const asked = { role: 'user', id: 'q1', text: 'Why?', source } as const;
  const refused: PanelState = {
    ...chat,
    turns: [asked, { ...answer, text }],
    model: { name: 'demo', isDemo: true, examples: ['Why?', 'What is 3 + 4?'] },
  };

  it('is a way to a model that can do it, and something that this one can', async () => {
    await open(refused);
    expect(document.querySelector('.answer')?.textContent).not.toContain(text);
    for (const name of ['Save Explanation…', 'Insert as Comment', 'Shorter']) expect(buttons()).not.toContain(name);
    button('Get Cerebrum 7b…').click();
    expect(posted.at(-1)).toEqual({ type: 'action', action: 'getModel' });
    // Not what was asked just now.
    button('What is 3 + 4?').click();
    expect(posted.at(-1)).toEqual({ type: 'ask', text: 'What is 3 + 4?' });
    button('Raw Text').click();
    await frame();
    await frame();
    expect(document.querySelector('.answer pre')?.textContent).toBe(text);
  });

  it('offers no model where another file is chosen, which may be a copy of it', async () => {
    await open({ ...refused, model: chat.model });
    expect(buttons()).not.toContain('Get Cerebrum 7b…');
    expect(document.querySelector('.answer')?.textContent).toContain('The tiny demo model cannot answer this.');
    expect(buttons()).toContain('Try Again');
  });

  it('is an answer where more is said, or while it is written', async () => {
    await open({ ...refused, turns: [asked, { ...answer, text: `${text} But 3 + 4 = 7.` }] });
    expect(document.querySelector('.answer')?.textContent).toContain(text);
    expect(buttons()).toContain('Insert as Comment');
    await open({ ...refused, turns: [asked, { ...answer, text, status: 'writing' }] });
    expect(document.querySelector('.answer')?.textContent).toContain(text);
  });
});

describe('an answer without a word', () => {
  const said = 'The model ended its answer without a word.';

  it('says so, and can be asked for again in one place', async () => {
    await open(withAnswer({ text: ' \n', status: 'finished' }));
    expect(document.querySelector('.answer [role="note"] p')?.textContent).toBe(said);
    expect(buttons().filter((name) => name === 'Try Again')).toHaveLength(1);
    for (const name of ['Shorter', 'Copy All', 'Raw Text']) expect(buttons()).not.toContain(name);
    button('Try Again').click();
    expect(posted.at(-1)).toEqual({ type: 'retry', id: 'a1' });
  });

  it('is announced', async () => {
    await open(withAnswer({ text: '', status: 'writing' }));
    await tell({ type: 'answerChanged', id: 'a1', change: { status: 'finished' } });
    expect(document.querySelector('[role="status"]')?.textContent).toBe(said);
  });

  it.each(['stopped', 'limit', 'interrupted', 'writing', 'failed'] as const)(
    'is no word of a model that %s',
    async (status) => {
      await open(withAnswer({ text: '', status }));
      expect(document.body.textContent).not.toContain(said);
    },
  );
});
