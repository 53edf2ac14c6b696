import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { editKeys } from '../composer/keys.ts';
import { t } from '../l10n.ts';

interface Props {
  readonly label: string;
  readonly words: string;
  readonly onDone: (words: string) => void;
  readonly onCancel: () => void;
}

/** A step's words to write anew; the model goes on from them. Enter takes them, Escape leaves all as it was. */
export function StepEditor({ label, words, onDone, onCancel }: Props) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(words);
  const isEmpty = draft.trim() === '';
  useLayoutEffect(() => box.current?.focus(), []);
  const done = () => {
    if (!isEmpty) onDone(draft);
  };
  return (
    <div class="step-editor">
      <textarea
        ref={box}
        dir="auto"
        rows={Math.min(8, words.split('\n').length + 1)}
        aria-label={t('Step {0}', label)}
        value={draft}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={editKeys(done, onCancel)}
      />
      <div class="buttons">
        <button type="button" class="button small" aria-disabled={isEmpty} onClick={done}>
          {t('Continue from here')}
        </button>
        <button type="button" class="button secondary small" onClick={onCancel}>
          {t('Cancel')}
        </button>
      </div>
    </div>
  );
}
