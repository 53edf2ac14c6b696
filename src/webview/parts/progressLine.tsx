import { Icon } from './icon.tsx';

/** What is being waited for, with a bar where its share done is known (0 to 1). */
export function ProgressLine({ text, fraction }: { text: string; fraction?: number }) {
  return (
    <div class="progress-line">
      <span class="progress-text">
        <Icon name="loading codicon-modifier-spin" />
        {text}
      </span>
      {fraction !== undefined && <progress value={fraction} aria-label={text} />}
    </div>
  );
}
