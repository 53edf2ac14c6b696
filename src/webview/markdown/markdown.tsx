import './markdown.css';
import { memo } from 'preact/compat';
import { Block } from './block.tsx';
import type { Section } from './blocks.ts';
import { useBlocks } from './useBlocks.ts';

/** `text` as Markdown. While it `isGrowing`, its last block is shown as if what is open in it were closed. */
export function Markdown({ text, isGrowing }: { text: string; isGrowing: boolean }) {
  const sections = useBlocks(text);
  const topHeading = topHeadingOf(sections);
  return (
    <div class="markdown">
      {chunksOf(sections).map((chunk, index, chunks) => (
        <Chunk
          key={index}
          sections={chunk}
          isGrowing={isGrowing && index === chunks.length - 1}
          topHeading={topHeading}
        />
      ))}
    </div>
  );
}

/** The level of an answer's first heading: whatever it is, it comes right below the page's own. */
function topHeadingOf(sections: readonly Section[]): number | undefined {
  for (const { blocks } of sections) {
    for (const block of blocks) {
      if (block.startsWith('#')) return /^#*/.exec(block)?.[0].length;
    }
  }
  return undefined;
}

/** So many sections share a box that costs neither layout nor paint while it is out of sight. */
const CHUNK_SIZE = 16;

const chunksOf = (sections: readonly Section[]): (readonly Section[])[] =>
  Array.from({ length: Math.ceil(sections.length / CHUNK_SIZE) }, (_, index) =>
    sections.slice(index * CHUNK_SIZE, (index + 1) * CHUNK_SIZE),
  );

interface ChunkProps {
  readonly sections: readonly Section[];
  readonly isGrowing: boolean;
  readonly topHeading: number | undefined;
}

const Chunk = memo(function Chunk({ sections, isGrowing, topHeading }: ChunkProps) {
  return (
    <div class="chunk">
      {sections.map((section, index) => (
        <SectionView
          key={index}
          section={section}
          isGrowing={isGrowing && index === sections.length - 1}
          topHeading={topHeading}
        />
      ))}
    </div>
  );
}, isSameChunk);

function isSameChunk(before: ChunkProps, after: ChunkProps): boolean {
  return (
    before.isGrowing === after.isGrowing &&
    before.topHeading === after.topHeading &&
    before.sections.length === after.sections.length &&
    before.sections.every((section, index) => section === after.sections[index])
  );
}

interface SectionProps {
  readonly section: Section;
  readonly isGrowing: boolean;
  readonly topHeading: number | undefined;
}

const SectionView = memo(function SectionView({ section, isGrowing, topHeading = 1 }: SectionProps) {
  const { list, blocks } = section;
  const views = blocks.map((text, index) => (
    <Block
      key={index}
      text={text}
      isItem={list !== undefined}
      isOpen={isGrowing && index === blocks.length - 1}
      topHeading={topHeading}
    />
  ));
  if (list === undefined) return <>{views}</>;
  if (list !== '.' && list !== ')') return <ul dir="auto">{views}</ul>;
  return (
    <ol dir="auto" start={Number.parseInt(blocks[0] ?? '1', 10)}>
      {views}
    </ol>
  );
});
