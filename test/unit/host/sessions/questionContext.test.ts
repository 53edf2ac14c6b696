import { describe, expect, it } from 'vitest';
import { modelTurns } from '../../../../src/host/sessions/transcript.ts';
import type { PanelTurn } from '../../../../src/protocol/conversation.ts';

const piece = (id: string, text: string) => ({
  id,
  name: 'vat',
  label: 'rates.ts',
  uri: 'file:///rates.ts',
  firstLine: 1,
  lastLine: 3,
  tokens: 9,
  text,
});
const turns: PanelTurn[] = [
  { role: 'user', id: 'q1', text: 'Explain bill.', context: [piece('0', 'rates.ts:\nvat')] },
  { role: 'assistant', id: 'a1', text: 'It adds.', status: 'finished' },
  { role: 'user', id: 'q2', text: 'Why?', context: [] },
  { role: 'assistant', id: 'a2', text: '', status: 'waiting' },
];

describe('what was read beside a question', () => {
  it('stands in front of it in the prompt, also of later questions', () => {
    expect(modelTurns(turns, 'a2', { systemPrompt: '', goOn: false })).toEqual([
      { role: 'user', content: 'For reference, from the same project:\n\nrates.ts:\nvat\n\nExplain bill.' },
      { role: 'assistant', content: 'It adds.' },
      { role: 'user', content: 'Why?' },
    ]);
  });
});
