import './markdown.css';
import { memo } from 'preact/compat';
import remend from 'remend';
import type { Section } from './blocks.ts';
import { renderBlock, renderItem } from './render.tsx';
import { useBlocks } from './useBlocks.ts';

/** `text` as Markdown. While it `isGrowing`, its last block is shown as if what is open in it were closed. */
export function Markdown({ text, isGrowing }: { text: string; isGrowing: boolean }) {
  const sections = useBlocks(text);
  return (
    <div class="markdown">
      {sections.map((section, index) => (
        <SectionView key={index} section={section} isGrowing={isGrowing && index === sections.length - 1} />
      ))}
    </div>
  );
}

const SectionView = memo(function SectionView({ section, isGrowing }: { section: Section; isGrowing: boolean }) {
  const { list, blocks } = section;
  const views = blocks.map((text, index) => (
    <Block key={index} text={text} isItem={list !== undefined} isOpen={isGrowing && index === blocks.length - 1} />
  ));
  if (list === undefined) return <>{views}</>;
  if (list !== '.' && list !== ')') return <ul dir="auto">{views}</ul>;
  return (
    <ol dir="auto" start={Number.parseInt(blocks[0] ?? '1', 10)}>
      {views}
    </ol>
  );
});

interface BlockProps {
  readonly text: string;
  readonly isItem: boolean;
  readonly isOpen: boolean;
}

const Block = memo(function Block({ text, isItem, isOpen }: BlockProps) {
  const source = isOpen ? closeMarks(text) : text;
  return <>{isItem ? renderItem(source, !isOpen) : renderBlock(source, !isOpen)}</>;
});

/** Ends what is still open (`**bold`), and leaves alone what will stand as it is when the text is complete. */
function closeMarks(text: string): string {
  return remend(text, {
    linkMode: 'text-only',
    htmlTags: false,
    images: false,
    comparisonOperators: false,
    singleTilde: false,
    katex: false,
  });
}
