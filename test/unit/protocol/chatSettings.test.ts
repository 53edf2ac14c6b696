import { describe, expect, it } from 'vitest';
import { hasOwnSettings, keptChatSettings, LONGEST_SYSTEM_PROMPT } from '../../../src/protocol/chatSettings.ts';
import { parseFromPanel } from '../../../src/protocol/panel.ts';

const message = (settings: unknown) => parseFromPanel({ type: 'setChatSettings', settings });

describe('settings of a chat that the panel sends', () => {
  it.each([
    {},
    { temperature: 0 },
    { temperature: 2, maxTokens: 1 },
    { maxTokens: 32_768, systemPrompt: '' },
    { systemPrompt: 'Two\nlines.' },
  ])('may be %j', (settings) => {
    expect(message(settings)).toEqual({ type: 'setChatSettings', settings });
  });

  it.each([
    null,
    { temperature: -0.1 },
    { temperature: 2.1 },
    { temperature: Number.NaN },
    { temperature: '1' },
    { maxTokens: 0 },
    { maxTokens: 1.5 },
    { maxTokens: 32_769 },
    { maxTokens: Infinity },
    { systemPrompt: 7 },
    { systemPrompt: 'x'.repeat(LONGEST_SYSTEM_PROMPT + 1) },
    { isImported: true },
    { modelPath: '/x' },
    { temperature: undefined },
  ])('may not be %j', (settings) => {
    expect(message(settings)).toBeUndefined();
  });
});

describe('settings of a chat in a database', () => {
  it('are read; a value that may not be is left out, and one of a later version too', () => {
    const kept = { temperature: 0.7, maxTokens: 20, systemPrompt: '', isImported: true };
    expect(keptChatSettings({ ...kept, topK: 3 })).toEqual(kept);
    expect(keptChatSettings({ temperature: 9, maxTokens: 20, systemPrompt: null })).toEqual({ maxTokens: 20 });
  });

  it.each([undefined, null, 5, 'x', [], {}, { temperature: 9 }, { isImported: true }])('are none in %j', (value) => {
    expect(keptChatSettings(value)).toBeUndefined();
  });

  it('that say 0 or nothing are some', () => {
    expect(hasOwnSettings({ temperature: 0 })).toBe(true);
    expect(hasOwnSettings({ systemPrompt: '' })).toBe(true);
    expect(hasOwnSettings({})).toBe(false);
  });
});
