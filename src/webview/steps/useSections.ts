import { useRef } from 'preact/hooks';
import type { Section } from '../../reasoning/steps/answerParser.ts';
import { AnswerReader } from '../../reasoning/steps/answerReader.ts';

/** The sections of an answer; when it only grew since the last call, only what is new is read. */
export function useSections(text: string): readonly Section[] {
  const reader = useRef<AnswerReader>(undefined);
  return (reader.current ??= new AnswerReader()).read(text);
}
