import { useRef } from 'preact/hooks';
import { AnswerParser, type Section } from '../../reasoning/steps/answerParser.ts';

/** The sections of an answer; when it only grew since the last call, only what is new is read. */
export function useSections(text: string): readonly Section[] {
  const last = useRef({ text: '', parser: new AnswerParser() });
  if (last.current.text !== text) {
    const { text: before, parser } = last.current;
    const grew = text.startsWith(before);
    const next = grew ? parser : new AnswerParser();
    next.append(grew ? text.slice(before.length) : text);
    last.current = { text, parser: next };
  }
  return last.current.parser.sections;
}
