import { useRef } from 'preact/hooks';
import { append, NO_BLOCKS, sectionsOf, type Section } from './blocks.ts';

/** The sections of `text`; when it only grew since the last call, only what is new is read. */
export function useBlocks(text: string): readonly Section[] {
  const last = useRef({ text: '', blocks: NO_BLOCKS });
  if (last.current.text !== text) {
    const before = last.current;
    const blocks = text.startsWith(before.text)
      ? append(before.blocks, text.slice(before.text.length))
      : append(NO_BLOCKS, text);
    last.current = { text, blocks };
  }
  return sectionsOf(last.current.blocks);
}
