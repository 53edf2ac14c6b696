import { useRef } from 'preact/hooks';
import type { Section } from './blocks.ts';

/** The level of a text's first heading: whatever it is, it comes right below the page's own. Looks at what is new only. */
export function useTopHeading(sections: readonly Section[]): number | undefined {
  /** The sections before `next` are done with and hold no heading; `last` is the one right before it. */
  const read = useRef<{ next: number; last: Section | undefined }>({ next: 0, last: undefined });
  let { next } = read.current;
  if (sections[next - 1] !== read.current.last) next = 0;
  const from = next;
  const found = sections.slice(from).flatMap(({ blocks }) => blocks.find((block) => block.startsWith('#')) ?? []);
  // The last section may still grow.
  if (found.length === 0) next = Math.max(0, sections.length - 1);
  read.current = { next, last: sections[next - 1] };
  return found[0] === undefined ? undefined : /^#*/.exec(found[0])?.[0].length;
}
