import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { RunView, StepRun } from '../../protocol/runView.ts';
import { differenceNote, matchNote } from '../../reasoning/checks/checkNotes.ts';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { usePost } from '../parts/post.ts';

/** What runs of the code said, by the id of the answer. */
export const RunsContext = createContext<Readonly<Record<string, RunView>>>({});

/** What a run of the code said about the answer `id`. */
export const useRun = (id: string): RunView | undefined => useContext(RunsContext)[id];

interface Props {
  readonly answer: string;
  /** 0-based, among the steps of the answer; -1 is the final answer. */
  readonly step: number;
  readonly canRedo: boolean;
}

/** What a run of the code says about a step: what matches it, or what really happened and the way out. */
export function RunVerdict({ answer, step, canRedo }: Props) {
  const run = useRun(answer)?.steps.find((candidate) => candidate.step === step);
  if (run === undefined) return null;
  if (run.differs.length > 0) return <Differs answer={answer} run={run} canRedo={canRedo} />;
  return (
    <p class="run-match">
      <Icon name="run-all" />
      {matchNote(run.agrees, t)}
    </p>
  );
}

function Differs({ answer, run, canRedo }: { answer: string; run: StepRun; canRedo: boolean }) {
  const post = usePost();
  const { redo } = run;
  return (
    <div class="wrong-note" role="note">
      {run.differs.map((difference, index) => (
        <p key={index}>{differenceNote(difference, t)}</p>
      ))}
      {canRedo && (redo !== undefined || run.step >= 0) && (
        <button
          type="button"
          class="button secondary small"
          onClick={() =>
            post(
              redo === undefined
                ? { type: 'redoStep', id: answer, step: run.step }
                : { type: 'redoStep', id: answer, step: redo.step, text: redo.words },
            )
          }
        >
          <Icon name="refresh" />
          {redo === undefined ? t('Redo from here') : t('Redo from here with the real value')}
        </button>
      )}
    </div>
  );
}

/** What a function was called with, or why nothing was run. */
export function RunNote({ answer }: { answer: string }) {
  const note = useRun(answer)?.note;
  return note === undefined ? null : <p class="run-note">{note}</p>;
}
