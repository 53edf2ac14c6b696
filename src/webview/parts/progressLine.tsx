import { Icon } from './icon.tsx';

export interface Progress {
  readonly text: string;
  /** 0 to 1, where the share done is known. */
  readonly fraction?: number;
  /** Words come: they move by themselves. */
  readonly isWriting?: boolean;
}

/**
 * What is being waited for, with a bar where its share done is known. A wheel turns only where nothing else moves: it has
 * the whole window drawn sixty times a second, and the keys typed in the editor wait for that.
 */
export function ProgressLine({ text, fraction, isWriting = false }: Progress) {
  return (
    <div class="progress-line">
      <span class="progress-text">
        {isWriting && <Icon name="edit" />}
        {!isWriting && fraction === undefined && <Icon name="loading codicon-modifier-spin" />}
        {text}
      </span>
      {fraction !== undefined && <progress value={fraction} aria-label={text} />}
    </div>
  );
}
