/** What the form for the settings of a chat holds, and what becomes of it. */
import {
  LONGEST_SYSTEM_PROMPT,
  MAX_TOKENS,
  TEMPERATURE,
  type ChatSettings,
  type ChatSettingsView,
} from '../../protocol/chatSettings.ts';
import { count, decimal, t } from '../l10n.ts';

export type SettingName = keyof ChatSettings;
export const SETTING_NAMES: readonly SettingName[] = ['temperature', 'maxTokens', 'systemPrompt'];

/** As it was typed; what is absent is as in the settings. */
export type FormValues = { readonly [K in SettingName]?: string };

export function formOf(settings: ChatSettings): FormValues {
  const values = SETTING_NAMES.map((name) => [name, typed(settings, name)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** What a field begins with when the chat gets a value of its own. */
export const firstValue = (settings: ChatSettingsView['settings'], name: SettingName): string =>
  typed(settings, name) ?? '';

function typed({ temperature, maxTokens, systemPrompt }: ChatSettings, name: SettingName): string | undefined {
  switch (name) {
    case 'temperature':
      return temperature === undefined ? undefined : decimal(temperature);
    case 'maxTokens':
      return maxTokens?.toString();
    case 'systemPrompt':
      return systemPrompt;
  }
}

/** Says what may be entered, where something else was; `undefined`: it can be saved. */
export function problemOf(name: SettingName, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  switch (name) {
    case 'temperature':
      return isWithin(numberIn(value), TEMPERATURE)
        ? undefined
        : t('Enter a number from {0} to {1}.', count(TEMPERATURE.minimum), count(TEMPERATURE.maximum));
    case 'maxTokens': {
      const tokens = tokensIn(value);
      return Number.isInteger(tokens) && isWithin(tokens, MAX_TOKENS)
        ? undefined
        : t('Enter a whole number from {0} to {1}.', count(MAX_TOKENS.minimum), count(MAX_TOKENS.maximum));
    }
    case 'systemPrompt':
      return value.length <= LONGEST_SYSTEM_PROMPT
        ? undefined
        : t('Enter {0} characters at most; it has {1}.', count(LONGEST_SYSTEM_PROMPT), count(value.length));
  }
}

/** The settings that were entered; `undefined` while one of them cannot be saved. */
export function settingsIn(values: FormValues): ChatSettings | undefined {
  if (SETTING_NAMES.some((name) => problemOf(name, values[name]) !== undefined)) return undefined;
  const { temperature, maxTokens, systemPrompt } = values;
  return {
    ...(temperature !== undefined && { temperature: numberIn(temperature) }),
    ...(maxTokens !== undefined && { maxTokens: tokensIn(maxTokens) }),
    ...(systemPrompt !== undefined && { systemPrompt: systemPrompt.trim() === '' ? '' : systemPrompt }),
  };
}

const isWithin = (n: number, { minimum, maximum }: { readonly minimum: number; readonly maximum: number }): boolean =>
  n >= minimum && n <= maximum;

/** With a point or a comma, whatever the language. */
function numberIn(value: string): number {
  const text = value.trim();
  return /^\d*[.,]?\d+$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}

/** Thousands may be grouped: `32,768`, `32.768`, `32 768`. */
function tokensIn(value: string): number {
  const text = value.trim();
  return /^(\d+|\d{1,3}([.,\s]\d{3})+)$/.test(text) ? Number(text.replace(/\D/g, '')) : Number.NaN;
}
