import { useLayoutEffect } from 'preact/hooks';

export const COMPLETION_LIST = 'completions';
export const completionOption = (id: string): string => `completion-${id}`;

export interface Completion {
  readonly id: string;
  readonly name: string;
  readonly help: string;
}

interface Props<T extends Completion> {
  readonly label: string;
  readonly completions: readonly T[];
  readonly active: T | undefined;
  readonly onChoose: (completion: T) => void;
}

/** What to choose from, above the text box, which keeps the focus. */
export function CompletionList<T extends Completion>({ label, completions, active, onChoose }: Props<T>) {
  useLayoutEffect(() => {
    if (active) document.getElementById(completionOption(active.id))?.scrollIntoView({ block: 'nearest' });
  }, [active?.id]);
  return (
    <ul class="completion-list" id={COMPLETION_LIST} role="listbox" aria-label={label}>
      {completions.map((completion) => (
        <li
          key={completion.id}
          id={completionOption(completion.id)}
          role="option"
          aria-selected={completion === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(completion)}
        >
          <span class="completion-name">{completion.name}</span>
          <span class="completion-help">{completion.help}</span>
        </li>
      ))}
    </ul>
  );
}
