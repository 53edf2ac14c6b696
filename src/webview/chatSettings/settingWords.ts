import type { ChatSettings } from '../../protocol/chatSettings.ts';
import { decimal, t } from '../l10n.ts';
import { tokens } from '../words.ts';
import type { SettingName } from './formValues.ts';

/** Characters of a system prompt in a list of settings. */
const MOST_OF_PROMPT = 200;

export function settingLabel(name: SettingName): string {
  switch (name) {
    case 'temperature':
      return t('Temperature');
    case 'maxTokens':
      return t('Answer Length in Tokens');
    case 'systemPrompt':
      return t('System Prompt');
  }
}

/** What counts in chats that have nothing of their own. */
export function byDefault({ temperature, maxTokens, systemPrompt }: Required<ChatSettings>, name: SettingName): string {
  switch (name) {
    case 'temperature':
      return t('Default: {0}', decimal(temperature));
    case 'maxTokens':
      return t('Default: {0}', tokens(maxTokens));
    case 'systemPrompt':
      return systemPrompt.trim() === '' ? t("Default: the model's own") : t('Default: “{0}”', oneLine(systemPrompt));
  }
}

/** What a chat has of its own, one thing each. */
export function ownSettings({ temperature, maxTokens, systemPrompt }: ChatSettings): string[] {
  return [
    ...(temperature === undefined ? [] : [t('temperature {0}', decimal(temperature))]),
    ...(maxTokens === undefined ? [] : [t('answers of at most {0}', tokens(maxTokens))]),
    ...(systemPrompt === undefined ? [] : [promptWords(systemPrompt)]),
  ];
}

const promptWords = (prompt: string): string =>
  prompt.trim() === '' ? t("the model's own system prompt") : t('system prompt “{0}”', oneLine(prompt));

function oneLine(text: string): string {
  const line = text
    .slice(0, 2 * MOST_OF_PROMPT)
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (line.length <= MOST_OF_PROMPT && text.length <= 2 * MOST_OF_PROMPT) return line;
  return `${line.slice(0, MOST_OF_PROMPT).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
