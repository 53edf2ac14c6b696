import './checks.css';
import { useMemo } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Check } from '../../reasoning/checks/types.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { withSpans } from '../markdown/spans.ts';
import { SpanContext } from '../markdown/spanViews.tsx';
import { checkSentence } from '../../reasoning/checks/checkSentence.ts';
import { t } from '../l10n.ts';

interface Props {
  readonly text: string;
  /** Offsets count in `text`. */
  readonly checks: readonly Check[];
  readonly isGrowing: boolean;
  /** What of the text is Markdown; left out: all of it. */
  readonly toMarkdown?: (text: string) => string;
}

/** Markdown with a mark at each statement that was judged. */
export function CheckedMarkdown({ text, checks, isGrowing, toMarkdown = same }: Props) {
  const marked = useMemo(() => toMarkdown(withSpans(text, checks)), [text, checks, toMarkdown]);
  const View = useMemo(() => {
    const sentences = checks.map((check) => checkSentence(check, text, t));
    return function Statement({ index, children }: { readonly index: number; readonly children?: ComponentChildren }) {
      const check = checks[index];
      if (!check) return <>{children}</>;
      return (
        <StatementMark isRight={check.verdict === 'true'} sentence={sentences[index] ?? ''}>
          {children}
        </StatementMark>
      );
    };
  }, [text, checks]);
  const markdown = <Markdown text={marked} isGrowing={isGrowing} />;
  return checks.length === 0 ? markdown : <SpanContext.Provider value={View}>{markdown}</SpanContext.Provider>;
}

const same = (text: string): string => text;

interface MarkProps {
  readonly isRight: boolean;
  readonly sentence: string;
  readonly children: ComponentChildren;
}

/** A statement, underlined, with a sign behind it that tells what was found. */
function StatementMark({ isRight, sentence, children }: MarkProps) {
  const sign = <span class={`codicon codicon-${isRight ? 'check' : 'error'}`} role="img" aria-label={sentence} />;
  // The sign stays in the line of the last word.
  const lastWord = typeof children === 'string' ? children.lastIndexOf(' ') + 1 : 0;
  return (
    <span class={`statement ${isRight ? 'right' : 'wrong'}`} title={sentence}>
      {typeof children === 'string' ? children.slice(0, lastWord) : children}
      <span class="statement-end">
        {typeof children === 'string' && children.slice(lastWord)}
        {sign}
      </span>
    </span>
  );
}
