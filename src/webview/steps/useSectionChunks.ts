import { useRef } from 'preact/hooks';
import type { Section } from '../../reasoning/steps/answerParser.ts';

/** Neighbouring sections that are drawn, or stand as one empty box, together. */
export interface Sections {
  readonly sections: readonly Section[];
  /** How many steps come before, and how many are here. */
  readonly firstStep: number;
  readonly steps: number;
  /** There is no other kind here, but for a thought. */
  readonly isProse: boolean;
}

const SIZE = 16;
/** So many sections at the end of an answer may change when more of it comes. */
export const UNSETTLED = 3;

/** The sections of an answer in chunks. Those that did not change are the same objects as before. */
export function useSectionChunks(sections: readonly Section[]): readonly Sections[] {
  const last = useRef<{ sections: readonly Section[]; count: number; chunks: readonly Sections[] }>(undefined);
  const isSame = last.current?.sections === sections;
  const settled = isSame ? Math.min(last.current?.count ?? 0, sections.length) - UNSETTLED : 0;
  const chunks = (last.current?.chunks ?? []).slice(0, Math.max(0, Math.floor(settled / SIZE)));
  for (let from = chunks.length * SIZE; from < sections.length; from += SIZE) {
    const before = chunks.at(-1);
    chunks.push(chunkOf(sections.slice(from, from + SIZE), before ? before.firstStep + before.steps : 0));
  }
  last.current = { sections, count: sections.length, chunks };
  return chunks;
}

const chunkOf = (sections: readonly Section[], firstStep: number): Sections => ({
  sections,
  firstStep,
  steps: sections.filter(({ kind }) => kind === 'step').length,
  isProse: sections.every(({ kind }) => kind === 'prose' || kind === 'thought'),
});
