import type { ChatSettings } from '../../protocol/chatSettings.ts';

/** The settings as they count in a chat that has some of its own. */
export function withChatSettings<T extends ChatSettings>(
  settings: T,
  { temperature, maxTokens, systemPrompt }: ChatSettings,
): T {
  return {
    ...settings,
    ...(temperature !== undefined && { temperature }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(systemPrompt !== undefined && { systemPrompt }),
  };
}
