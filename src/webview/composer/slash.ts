import type { PanelCommand } from '../../protocol/panel.ts';
import { t } from '../l10n.ts';

/** What can be typed after a slash instead of a question. */
export interface SlashCommand {
  readonly id: string;
  readonly name: '/new' | '/search' | '/vote' | `/${PanelCommand}`;
  readonly help: string;
  /** More words belong to it. */
  readonly takesWords: boolean;
}

/** Made when they are shown: the page's language is not known before. */
const slashCommands = (): readonly SlashCommand[] => [
  { id: 'explain', name: '/explain', help: t('Explain the selection in the editor'), takesWords: false },
  { id: 'trace', name: '/trace', help: t('Follow the values of the code in the editor'), takesWords: false },
  { id: 'fix', name: '/fix', help: t('Suggest a fix for the error at the cursor'), takesWords: false },
  { id: 'changes', name: '/changes', help: t('Explain your uncommitted changes'), takesWords: false },
  { id: 'doc', name: '/doc', help: t('Insert the last explanation as a comment'), takesWords: false },
  { id: 'vote', name: '/vote', help: t('Have several chains answer and count what they say'), takesWords: true },
  { id: 'new', name: '/new', help: t('Begin a new chat'), takesWords: false },
  { id: 'search', name: '/search', help: t('Search in all chats'), takesWords: true },
];

/** The commands that `draft` may become. */
export const slashCompletions = (draft: string): readonly SlashCommand[] =>
  /^\/\w*$/.test(draft) ? slashCommands().filter(({ name }) => name.startsWith(draft)) : [];

/** The command in `draft` and what follows it; a question that begins with a slash, like a path, is none. */
export function slashCommand(draft: string): { readonly command: SlashCommand; readonly words: string } | undefined {
  const [, name, words = ''] = /^(\/\w+)(?:\s+([^]*))?$/.exec(draft.trim()) ?? [];
  const command = slashCommands().find((candidate) => candidate.name === name);
  if (command === undefined || (words !== '' && !command.takesWords)) return undefined;
  return { command, words };
}
