import type { AnswerStatus } from '../../protocol/panel.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { isOpen } from '../state.ts';

/** What the model said. */
export function AnswerBody({ text, status }: { text: string; status: AnswerStatus }) {
  return <Markdown text={text} isGrowing={isOpen(status)} />;
}
