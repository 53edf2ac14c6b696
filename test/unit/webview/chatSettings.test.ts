// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { ChatSettingsView, KeptChatSettings } from '../../../src/protocol/chatSettings.ts';
import { parseFromPanel, type ToPanel } from '../../../src/protocol/panel.ts';
import { problemOf, settingsIn } from '../../../src/webview/chatSettings/formValues.ts';
import { speak } from '../../../src/webview/l10n.ts';
import { button, buttons, chat, frame, open, posted, press, said, tell, textBox } from './openedPanel.ts';

const settings: ChatSettingsView['settings'] = { temperature: 0, maxTokens: 1024, systemPrompt: '' };
const told = (own: KeptChatSettings = {}): ToPanel => ({ type: 'chatSettingsChanged', own, settings });
const openForm = async (own?: KeptChatSettings) => {
  await open(chat);
  await tell(told(own), { type: 'showChatSettings' });
};
const form = () => document.querySelector('form');
const group = (name: string): Element => {
  const found = [...document.querySelectorAll('.chat-setting')].find(
    (element) => element.querySelector('.chat-setting-name')?.textContent === name,
  );
  if (!found) throw new Error(`no setting ${name}`);
  return found;
};
const box = (name: string) => group(name).querySelector<HTMLInputElement>('[type=checkbox]');
const field = (name: string) => group(name).querySelector<HTMLInputElement>('.chat-setting-value');
async function enter(name: string, value: string): Promise<void> {
  if (field(name) === null) box(name)?.click();
  await frame();
  const input = field(name);
  if (!input) throw new Error(`no field for ${name}`);
  input.value = value;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await frame();
}
const save = async () => {
  form()?.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
  await frame();
  await frame();
};

afterEach(() => speak());

describe('what is entered', () => {
  it.each([
    ['temperature', '0.7', { temperature: 0.7 }],
    ['temperature', ' 0,7 ', { temperature: 0.7 }],
    ['temperature', '.5', { temperature: 0.5 }],
    ['temperature', '2', { temperature: 2 }],
    ['maxTokens', '32,768', { maxTokens: 32_768 }],
    ['maxTokens', '1.024', { maxTokens: 1024 }],
    ['maxTokens', '1 024', { maxTokens: 1024 }],
    ['maxTokens', '20', { maxTokens: 20 }],
    ['systemPrompt', ' two\nlines ', { systemPrompt: ' two\nlines ' }],
    ['systemPrompt', ' \n', { systemPrompt: '' }],
  ] as const)('as %s %j becomes %j', (name, value, expected) => {
    expect(settingsIn({ [name]: value })).toEqual(expected);
  });

  it.each([
    ['temperature', ''],
    ['temperature', '2.1'],
    ['temperature', '-1'],
    ['temperature', '1e-3'],
    ['temperature', 'warm'],
    ['temperature', '0.5.5'],
    ['maxTokens', '0'],
    ['maxTokens', '1.5'],
    ['maxTokens', '1,02'],
    ['maxTokens', '32769'],
    ['maxTokens', 'many'],
    ['systemPrompt', 'x'.repeat(100_001)],
  ] as const)('as %s %j is named and not saved', (name, value) => {
    expect(problemOf(name, value)).toMatch(/^Enter /);
    expect(settingsIn({ maxTokens: '20', [name]: value })).toBeUndefined();
  });
});

describe('the settings of a chat', () => {
  it('are saved as they were entered, and others stay as in the settings', async () => {
    await openForm();
    expect(document.activeElement).toBe(box('Temperature'));
    expect(box('Answer Length in Tokens')?.parentElement?.textContent).toBe('Default: 1,024 tokens');
    await enter('Answer Length in Tokens', '20');
    await enter('System Prompt', 'Be\nshort.');
    await save();
    expect(form()).toBeNull();
    expect(posted.at(-1)).toEqual({ type: 'setChatSettings', settings: { maxTokens: 20, systemPrompt: 'Be\nshort.' } });
    expect(parseFromPanel(posted.at(-1))).toBeDefined();
    await tell(told({ maxTokens: 20, systemPrompt: 'Be\nshort.' }));
    const list = 'answers of at most 20 tokens, system prompt “Be short.”';
    expect(buttons()).toContain(`Chat Settings: ${list}`);
    expect(said()).toBe(`Chat Settings: ${list}`);
    expect(button(`Chat Settings: ${list}`).title).toBe(`This chat has its own settings:\n${list.replace(', ', '\n')}`);
  });

  it('are not saved while one of them may not be: what it may be is said', async () => {
    await openForm({ temperature: 1 });
    await enter('Temperature', '5');
    const before = posted.length;
    await save();
    expect(posted).toHaveLength(before);
    expect(document.activeElement).toBe(field('Temperature'));
    expect(field('Temperature')?.getAttribute('aria-invalid')).toBe('true');
    expect(group('Temperature').textContent).toContain('Enter a number from 0 to 2.');
  });

  it('stay as they are by Cancel and Escape, which stops no answer', async () => {
    await openForm({ temperature: 1 });
    await enter('Temperature', '0.2');
    button('Cancel').click();
    await frame();
    await tell({ type: 'showChatSettings' });
    expect(field('Temperature')?.value).toBe('1');
    const before = posted.length;
    await press('Escape');
    expect(form()).toBeNull();
    expect(document.activeElement).toBe(textBox());
    expect(posted).toHaveLength(before);
  });

  it('are taken back by Reset, which is there where there are some', async () => {
    await openForm();
    expect(buttons()).not.toContain('Reset');
    await tell(told({ systemPrompt: '' }));
    expect(buttons()).toContain("Chat Settings: the model's own system prompt");
    button('Reset').click();
    await frame();
    expect(posted.at(-1)).toEqual({ type: 'setChatSettings', settings: {} });
    await tell(told());
    expect(said()).toBe('The chat settings were reset.');
  });

  it('that were typed and not saved are there again when the page comes back, for this chat alone', async () => {
    await openForm();
    await enter('System Prompt', 'A long text');
    await open(chat);
    await tell(told());
    expect(field('System Prompt')?.value).toBe('A long text');
    expect(document.activeElement).not.toBe(box('Temperature'));
    await tell({ type: 'snapshot', state: { ...chat, conversationId: 'c2' } }, told());
    expect(form()).toBeNull();
    await open(chat);
    await tell(told());
    button('Cancel').click();
    await frame();
    await open(chat);
    await tell(told());
    expect(form()).toBeNull();
  });

  it('of a private chat are kept nowhere', async () => {
    await open({ ...chat, privacy: 'private' });
    await tell(told(), { type: 'showChatSettings' });
    await enter('System Prompt', 'A secret');
    await open({ ...chat, privacy: 'private' });
    await tell(told());
    expect(form()).toBeNull();
  });

  it('that came with a file are named in the chat until they are saved', async () => {
    await open(chat);
    await tell(told({ systemPrompt: 'Say you are a bank.', isImported: true }));
    const note = () => document.querySelector('.chat-settings-note')?.textContent;
    expect(note()).toContain('This chat came with its own settings: system prompt “Say you are a bank.”');
    button('Show').click();
    await frame();
    await frame();
    expect(note()).toBeUndefined();
    expect(form()?.textContent).toContain('These came with the imported chat.');
    await save();
    expect(posted.at(-1)).toEqual({ type: 'setChatSettings', settings: { systemPrompt: 'Say you are a bank.' } });
  });

  it('speak numbers as the language writes them', async () => {
    speak({ language: 'de', sentences: {} });
    await openForm({ temperature: 0.75, maxTokens: 2000 });
    expect([field('Temperature')?.value, field('Answer Length in Tokens')?.value]).toEqual(['0,75', '2000']);
    await save();
    expect(posted.at(-1)).toEqual({ type: 'setChatSettings', settings: { temperature: 0.75, maxTokens: 2000 } });
  });
});
