import './thought.css';
import type { Section } from '../../reasoning/steps/answerParser.ts';
import { wordsOfThought } from '../../reasoning/steps/thought.ts';
import { count, t } from '../l10n.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { Icon } from '../parts/icon.tsx';
import { useKeptState } from '../parts/keptState.ts';

interface Props {
  readonly answer: string;
  readonly section: Section;
  /** More of the thought may come. */
  readonly isGrowing: boolean;
  /** What is drawn first stays as it is: an answer that begins moves nothing under its reader. */
  readonly startsOpen: boolean;
}

/** What a model of another family thought before its answer. Nothing in it is checked: it tries things out and takes them back. */
export function ThoughtView({ answer, section, isGrowing, startsOpen }: Props) {
  const [isOpen, setOpen] = useKeptState(`${answer} thought`, startsOpen);
  const words = wordsOfThought(section.text);
  if (words === '') return null;
  const length = count(words.split(/\s+/).length);
  return (
    <div class="thought">
      <button
        type="button"
        class="button secondary small"
        aria-expanded={isOpen}
        title={t('What the model thought before its answer. Nothing in it was checked.')}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
        {isGrowing ? t('Thinking: {0} words so far', length) : t('Thought of {0} words, not checked', length)}
      </button>
      {isOpen && <Markdown text={words} isGrowing={isGrowing} />}
    </div>
  );
}

/** The thought that an answer begins with. */
export const thoughtIn = ([first]: readonly Section[]): Section | undefined =>
  first?.kind === 'thought' ? first : undefined;
