import { useMemo } from 'preact/hooks';
import type { PanelTurn, VoteChain } from '../../../protocol/conversation.ts';
import { partingOf } from '../../../reasoning/answers/parting.ts';
import { t } from '../../l10n.ts';
import { checkContext } from '../../steps/answerSections.tsx';
import { CheckedProse } from '../../steps/checkedProse.tsx';
import { thoughtIn, ThoughtView } from '../../steps/thoughtView.tsx';
import { useAnswerChecks } from '../../steps/useAnswerChecks.ts';
import { useSections } from '../../steps/useSections.ts';
import { chainFacts, partingWords } from './voteWords.ts';

interface Props {
  /** The id of the answer that was voted on. */
  readonly answer: string;
  readonly chain: VoteChain;
  readonly question: PanelTurn | undefined;
  /** Its text is the answer's. */
  readonly isAnswer: boolean;
  /** The answer's text, where this chain gave another answer. */
  readonly differsFrom: string | undefined;
}

/** One of the chains of a vote, with what the checks find in it. */
export function VotedChain({ answer, chain, question, isAnswer, differsFrom }: Props) {
  const parting = useMemo(
    () => (differsFrom === undefined ? undefined : partingOf(chain.text, differsFrom)),
    [chain.text, differsFrom],
  );
  return (
    <li>
      <p class="chain-facts">{chainFacts(chain).join(' · ')}</p>
      {parting && <p class="chain-parting">{partingWords(parting)}</p>}
      {isAnswer ? (
        <p class="note">{t('Its text is the answer below.')}</p>
      ) : (
        <ChainText {...{ answer, chain, question }} />
      )}
    </li>
  );
}

function ChainText({ answer, chain: { chain, text }, question }: Pick<Props, 'answer' | 'chain' | 'question'>) {
  const sections = useSections(text);
  const context = useMemo(() => checkContext(question), [question]);
  const checks = useAnswerChecks(sections, sections.length, context);
  const thought = thoughtIn(sections);
  const name = `${answer} chain ${chain}`;
  return (
    <>
      {thought && <ThoughtView answer={name} section={thought} isGrowing={false} startsOpen={false} />}
      <CheckedProse {...{ sections, checks, text }} answer={name} isGrowing={false} />
    </>
  );
}
