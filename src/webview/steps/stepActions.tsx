import { useRef, useState } from 'preact/hooks';
import { questionAbout } from '../../reasoning/steps/revise.ts';
import { t } from '../l10n.ts';
import { IconButton } from '../parts/iconButton.tsx';
import { useHold } from '../parts/nearViewport.tsx';
import { usePost } from '../parts/post.ts';
import { StepEditor } from './stepEditor.tsx';

interface Props {
  readonly answer: string;
  readonly step: number;
  readonly label: string;
  /** The step's Markdown, without its number. */
  readonly words: string;
  readonly canRedo: boolean;
}

/** What can be done with a step, folded away until it is asked for. */
export function StepActions({ answer, step, label, words, canRedo }: Props) {
  const post = usePost();
  const [shown, setShown] = useState<'nothing' | 'actions' | 'editor'>('nothing');
  const [isCopied, setCopied] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  useHold(shown === 'editor');
  const isOpen = shown !== 'nothing';
  const close = () => {
    setShown('nothing');
    setCopied(false);
    // The button that was pressed goes away: the focus stays at the step.
    row.current?.querySelector('button')?.focus();
  };
  const copyLink = () => {
    post({ type: 'copyStepLink', id: answer, step });
    setCopied(true);
  };
  const ask = (kind: 'why' | 'detail') => {
    post({ type: 'followUp', id: answer, text: questionAbout(kind, `step ${label}`, words) });
    close();
  };
  const redo = (text?: string) => {
    post({ type: 'redoStep', id: answer, step, ...(text !== undefined && { text }) });
    close();
  };
  return (
    <div ref={row} class="step-offers">
      <IconButton
        class="step-more"
        icon="ellipsis"
        label={t('Actions for step {0}', label)}
        isExpanded={isOpen}
        onClick={() => (isOpen ? close() : setShown('actions'))}
      />
      {shown === 'actions' && (
        <div class="step-actions" role="group" aria-label={t('Actions for step {0}', label)}>
          <Action name={t('Why this step?')} onClick={() => ask('why')} />
          <Action name={t('More detail')} onClick={() => ask('detail')} />
          <Action name={isCopied ? t('Link copied') : t('Copy link')} onClick={copyLink} />
          {canRedo && <Action name={t('Redo from here')} onClick={() => redo()} />}
          {canRedo && <Action name={t('Edit…')} onClick={() => setShown('editor')} />}
        </div>
      )}
      {shown === 'editor' && canRedo && <StepEditor label={label} words={words} onDone={redo} onCancel={close} />}
    </div>
  );
}

function Action({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <button type="button" class="button secondary small" onClick={onClick}>
      {name}
    </button>
  );
}
