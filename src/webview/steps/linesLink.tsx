import type { StepLink } from '../../protocol/panel.ts';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { usePost } from '../parts/post.ts';
import { lineRange, sourceLabel } from '../words.ts';

/** The lines a step speaks of, as a way to them; once they were edited, a note. */
export function LinesLink({ answer, link }: { answer: string; link: StepLink }) {
  const post = usePost();
  const { step, label, firstLine, lastLine, isStale } = link;
  const name = label === undefined ? lineRange(firstLine, lastLine) : sourceLabel({ label, firstLine, lastLine });
  if (isStale) return <span class="step-stale">{t('{0} (edited since)', name)}</span>;
  return (
    <button type="button" class="link" onClick={() => post({ type: 'showStep', id: answer, step })}>
      <Icon name="go-to-file" />
      <span>{name}</span>
    </button>
  );
}
