import './conversation.css';
import { memo } from 'preact/compat';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Answer, Branches, PanelTurn } from '../../protocol/conversation.ts';
import type { EngineView } from '../../protocol/panel.ts';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { KeptContext } from '../parts/keptState.ts';
import { Nearness, NearnessContext } from '../parts/nearViewport.tsx';
import type { Shown } from '../state.ts';
import { focusTurn, showTurn } from './turnFocus.ts';
import { GROUP_SIZE, TurnGroup } from './turnGroup.tsx';
import { useFollow } from './useFollow.ts';

interface Props {
  readonly turns: readonly PanelTurn[];
  /** The last turn as it is now, while it is written. */
  readonly growing: Answer | undefined;
  readonly branches: Branches;
  readonly shown: Shown | undefined;
  /** The answer with the steps that the editor shows. */
  readonly lit: string | undefined;
  readonly engine: EngineView;
  /** Turns at the start that the model does not see any more. */
  readonly unseenTurns: number;
}

/** All turns, kept at the newest words unless the reader scrolled away. Only those near what is in sight are drawn. */
export const Conversation = memo(function Conversation(props: Props) {
  const { turns, growing, branches, shown, lit, engine, unseenTurns } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const nearness = useMemo(() => new Nearness(() => scroller.current), []);
  const kept = useMemo(() => new Map<string, unknown>(), []);
  const { isFollowing, follow, leave } = useFollow(scroller, content);
  const isAnswering = growing !== undefined;
  // A step to another version leaves the reader where they are; a question that is being answered does not.
  const answered = useMemo(
    () => (isAnswering ? turns.findLast((turn) => turn.role === 'user')?.id : undefined),
    [isAnswering, turns],
  );
  useEffect(() => {
    if (answered !== undefined) follow();
  }, [answered, follow]);
  const keptGroups = useMemo(() => [groupOf(turns, shown?.id), groupOf(turns, lit)], [turns, shown, lit]);
  useLayoutEffect(() => {
    if (shown === undefined) return;
    leave();
    showTurn(shown.id, shown.step);
  }, [shown?.serial]);

  const jump = () => {
    follow();
    focusTurn(turns.at(-1)?.id ?? '', { preventScroll: true });
  };
  const last = Math.max(0, Math.ceil(turns.length / GROUP_SIZE) - 1);
  const all = { turns, branches, isAnswering, engine, keptGroups, unseenTurns };
  // While an answer is written these stay the very same elements, which are not looked at again.
  const past = useMemo(
    () => Array.from({ length: last }, (_, group) => <TurnGroup key={group} {...all} group={group} />),
    [turns, branches, isAnswering, engine, keptGroups, unseenTurns],
  );
  return (
    <div class="conversation">
      <div class="turns-scroller" ref={scroller} role="feed" aria-label={t('Conversation')} tabIndex={0}>
        <div class="turns" ref={content}>
          <KeptContext.Provider value={kept}>
            <NearnessContext.Provider value={nearness}>
              {[...past, <TurnGroup key={last} {...all} group={last} growing={growing} />]}
            </NearnessContext.Provider>
          </KeptContext.Provider>
        </div>
      </div>
      {!isFollowing && (
        <button type="button" class="jump button secondary small" onClick={jump}>
          <Icon name="arrow-down" />
          {t('Jump to latest')}
        </button>
      )}
    </div>
  );
});

function groupOf(turns: readonly PanelTurn[], id: string | undefined): number | undefined {
  const index = id === undefined ? -1 : turns.findIndex((turn) => turn.id === id);
  return index < 0 ? undefined : Math.floor(index / GROUP_SIZE);
}
