/** What a chat has of its own in place of the settings. A test holds the bounds together with those in `package.json`. */
import * as v from 'valibot';

/** What may be entered, bounds included. */
export const TEMPERATURE = { minimum: 0, maximum: 2 } as const;
/** Tokens. */
export const MAX_TOKENS = { minimum: 1, maximum: 32_768 } as const;
/** Characters: more than most context windows hold. */
export const LONGEST_SYSTEM_PROMPT = 100_000;

const between = ({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }) =>
  v.pipe(v.number(), v.minValue(minimum), v.maxValue(maximum));

const entries = {
  temperature: v.exactOptional(between(TEMPERATURE)),
  maxTokens: v.exactOptional(v.pipe(between(MAX_TOKENS), v.integer())),
  systemPrompt: v.exactOptional(v.pipe(v.string(), v.maxLength(LONGEST_SYSTEM_PROMPT))),
};

/** As the panel sends it. */
export const chatSettingsShape = v.strictObject(entries);
/** As a file has it, which may be of a later version. */
export const chatSettingsInFile = v.object(entries);

/** What is absent is as in the settings. */
export interface ChatSettings {
  readonly temperature?: number;
  /** Tokens of an answer. */
  readonly maxTokens?: number;
  /** Empty: the model's own sentence. */
  readonly systemPrompt?: string;
}

/** What is kept with a chat. */
export interface KeptChatSettings extends ChatSettings {
  /** They came with a file, and the user has not saved them since. */
  readonly isImported?: boolean;
}

export interface ChatSettingsView {
  readonly own: KeptChatSettings;
  /** What counts where the chat has nothing of its own. */
  readonly settings: Required<ChatSettings>;
}

export const hasOwnSettings = ({ temperature, maxTokens, systemPrompt }: ChatSettings): boolean =>
  temperature !== undefined || maxTokens !== undefined || systemPrompt !== undefined;

/** Reads what a database or another window wrote: a value that may not be is left out. `undefined`: there is none. */
export function keptChatSettings(value: unknown): KeptChatSettings | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = { ...value } as Readonly<Record<string, unknown>>;
  const own = Object.fromEntries(
    Object.entries(entries).flatMap(([name, shape]) =>
      found[name] !== undefined && v.is(shape.wrapped, found[name]) ? [[name, found[name]]] : [],
    ),
  ) as ChatSettings;
  if (!hasOwnSettings(own)) return undefined;
  return found['isImported'] === true ? { ...own, isImported: true } : own;
}
