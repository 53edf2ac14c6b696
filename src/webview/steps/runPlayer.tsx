import './runPlayer.css';
import { useEffect, useState } from 'preact/hooks';
import type { RunMoment } from '../../protocol/runView.ts';
import { MOST_MOMENTS, valuesAt } from '../../reasoning/run/moments.ts';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/iconButton.tsx';
import { useKeptState } from '../parts/keptState.ts';
import { usePost } from '../parts/post.ts';
import { useRun } from './runVerdict.tsx';

/** How long a moment stays while the run is played; milliseconds. */
const MOMENT_MS = 900;

/** A run of the code, moment by moment: its line in the editor, what happened there, and the values then. */
export function RunPlayer({ answer }: { answer: string }) {
  const moments = useRun(answer)?.moments;
  const [isOpen, setOpen] = useKeptState(`${answer} run`, false);
  if (moments === undefined) return null;
  if (isOpen) return <Player answer={answer} moments={moments} onClose={() => setOpen(false)} />;
  return (
    <button
      type="button"
      class="button secondary small run-open"
      title={t('Play the Run: go through what the code did, with the values at each moment')}
      onClick={() => setOpen(true)}
    >
      <Icon name="play" />
      {t('Play the Run')}
    </button>
  );
}

interface Props {
  readonly answer: string;
  readonly moments: readonly RunMoment[];
  readonly onClose: () => void;
}

function Player({ answer, moments, onClose }: Props) {
  const post = usePost();
  const [at, setAt] = useState(0);
  const [isPlaying, setPlaying] = useState(true);
  const last = moments.length - 1;
  useEffect(() => post({ type: 'showMoment', id: answer, moment: at }), [post, answer, at]);
  useEffect(() => () => post({ type: 'showMoment', id: answer }), [post, answer]);
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setTimeout(() => (at < last ? setAt(at + 1) : setPlaying(false)), MOMENT_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, at, last]);
  const goTo = (moment: number) => {
    setPlaying(false);
    setAt(Math.min(last, Math.max(0, moment)));
  };
  const play = () => {
    if (!isPlaying && at === last) setAt(0);
    setPlaying(!isPlaying);
  };
  const moment = moments[at];
  if (moment === undefined) return null;
  const place = t('Moment {0} of {1}', at + 1, moments.length);
  return (
    <section class="run-player" aria-label={t('A run of the code')}>
      <div class="run-controls">
        <IconButton
          icon={isPlaying ? 'debug-pause' : 'play'}
          label={isPlaying ? t('Pause') : t('Play')}
          onClick={play}
        />
        <IconButton icon="chevron-left" label={t('Back')} disabled={at === 0} onClick={() => goTo(at - 1)} />
        <input
          type="range"
          min={0}
          max={last}
          value={at}
          aria-label={place}
          aria-valuetext={`${place}. ${moment.text}`}
          title={place}
          onInput={({ currentTarget }) => goTo(Number(currentTarget.value))}
        />
        <IconButton icon="chevron-right" label={t('Forward')} disabled={at === last} onClick={() => goTo(at + 1)} />
        <IconButton icon="close" label={t('Close')} onClick={onClose} />
      </div>
      <p class="run-moment">
        <span class="run-place">{t('Line {0}: {1}', moment.line, moment.source)}</span>
        <strong>{moment.text}</strong>
      </p>
      <Values moments={moments} at={at} />
      {moments.length === MOST_MOMENTS && at === last && (
        <p class="run-note">{t('The first {0} moments of the run.', MOST_MOMENTS)}</p>
      )}
    </section>
  );
}

function Values({ moments, at }: { moments: readonly RunMoment[]; at: number }) {
  const changed = new Set(moments[at]?.sets?.map(([name]) => name));
  const values = [...valuesAt(moments, at)];
  if (values.length === 0) return null;
  return (
    <table class="run-values" aria-label={t('Values at this moment')}>
      <tbody>
        {values.map(([name, value]) => (
          <tr key={name} class={changed.has(name) ? 'run-changed' : ''}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
