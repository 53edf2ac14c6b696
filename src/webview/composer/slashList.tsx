import { t } from '../l10n.ts';
import type { SlashCommand } from './slash.ts';

export const SLASH_LIST = 'slash-commands';
export const slashOption = (name: string): string => `slash-${name.slice(1)}`;

interface Props {
  readonly commands: readonly SlashCommand[];
  readonly active: SlashCommand | undefined;
  readonly onChoose: (command: SlashCommand) => void;
}

/** The commands to choose from, above the text box, which keeps the focus. */
export function SlashList({ commands, active, onChoose }: Props) {
  return (
    <ul class="slash-list" id={SLASH_LIST} role="listbox" aria-label={t('Commands')}>
      {commands.map((command) => (
        <li
          key={command.name}
          id={slashOption(command.name)}
          role="option"
          aria-selected={command === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(command)}
        >
          <span class="slash-name">{command.name}</span>
          <span class="slash-help">{command.help()}</span>
        </li>
      ))}
    </ul>
  );
}
