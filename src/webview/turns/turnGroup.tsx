import type { Answer, Branches, PanelTurn } from '../../protocol/conversation.ts';
import type { EngineView } from '../../protocol/panel.ts';
import { AsWritten } from '../parts/asWritten.tsx';
import { Near } from '../parts/nearViewport.tsx';
import { AnswerTurn } from './answerTurn.tsx';
import { QuestionTurn } from './questionTurn.tsx';
import { sightOf } from './sight.tsx';

/** So many turns are drawn, or stand as one empty box, together. */
export const GROUP_SIZE = 16;

interface Props {
  readonly turns: readonly PanelTurn[];
  /** Which of the groups that the turns make. */
  readonly group: number;
  readonly branches: Branches;
  readonly isAnswering: boolean;
  readonly engine: EngineView;
  /** Those with turns that the reader was sent to. */
  readonly keptGroups: readonly (number | undefined)[];
  /** Turns at the start that the model does not see any more. */
  readonly unseenTurns: number;
  /** The last turn as it is now, while it is written. */
  readonly growing?: Answer | undefined;
}

/** Some turns that follow one another. The last group is always drawn. */
export function TurnGroup({ turns, branches, isAnswering, engine, keptGroups, group, growing, unseenTurns }: Props) {
  const from = group * GROUP_SIZE;
  const members = turns.slice(from, from + GROUP_SIZE);
  const isLast = from + GROUP_SIZE >= turns.length;
  return (
    <Near
      class="turn-group"
      estimate={() => members.reduce((sum, turn) => sum + heightOf(turn), 0)}
      startsNear={isLast}
      isKept={isLast || keptGroups.includes(group)}
    >
      <Turns {...{ turns, branches, isAnswering, engine, from, growing, unseenTurns }} />
    </Near>
  );
}

type TurnsProps = Omit<Props, 'group' | 'keptGroups'> & { readonly from: number };

function Turns({ turns, branches, isAnswering, engine, from, growing, unseenTurns }: TurnsProps) {
  return (
    <>
      {turns.slice(from, from + GROUP_SIZE).map((turn, offset) => {
        const index = from + offset;
        const sight = sightOf(index, unseenTurns);
        const props = { branch: branches[turn.id], isAnswering, position: index + 1, count: turns.length, sight };
        const isLast = index === turns.length - 1;
        const shown = (isLast && growing) || turn;
        return (
          <AsWritten key={turn.id} text={shown.text}>
            {shown.role === 'user' ? (
              <QuestionTurn turn={shown} answer={finished(turns[index + 1])} {...props} />
            ) : (
              <AnswerTurn
                turn={shown}
                question={turns[index - 1]}
                isLast={isLast}
                engine={isLast && growing ? engine : undefined}
                {...props}
              />
            )}
          </AsWritten>
        );
      })}
    </>
  );
}

/** The text of an answer that came to its end. */
const finished = (turn: PanelTurn | undefined): string | undefined =>
  turn?.role === 'assistant' && turn.status === 'finished' ? turn.text : undefined;

/** Pixels, about: good enough for a scroll bar, until the turn is drawn. */
const heightOf = ({ text }: PanelTurn): number => 80 + text.length * 0.4;
