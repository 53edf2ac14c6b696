import './markdown.css';
import { memo } from 'preact/compat';
import { Near } from '../parts/nearViewport.tsx';
import { Block } from './block.tsx';
import type { Section } from './blocks.ts';
import { tableFrame } from './render.tsx';
import { useBlocks } from './useBlocks.ts';
import { useTopHeading } from './useTopHeading.ts';

/** `text` as Markdown. While it `isGrowing`, its last block is shown as if what is open in it were closed. */
export function Markdown({ text, isGrowing }: { text: string; isGrowing: boolean }) {
  const sections = useBlocks(text);
  const topHeading = useTopHeading(sections);
  const chunks = chunksOf(sections);
  return (
    <div class="markdown">
      {chunks.map((chunk, index) => (
        <Chunk
          key={index}
          sections={chunk}
          isGrowing={isGrowing && index === chunks.length - 1}
          startsNear={index < FIRST_DRAWN}
          isLast={index === chunks.length - 1}
          isOneOfFew={chunks.length <= FIRST_DRAWN}
          topHeading={topHeading}
        />
      ))}
    </div>
  );
}

/** So many sections are drawn, or stand as one empty box, together. */
const CHUNK_SIZE = 16;
/** What a text begins with is drawn at once; the rest of a long one when it comes near. */
const FIRST_DRAWN = 4;

const chunksOf = (sections: readonly Section[]): (readonly Section[])[] =>
  Array.from({ length: Math.ceil(sections.length / CHUNK_SIZE) }, (_, index) =>
    sections.slice(index * CHUNK_SIZE, (index + 1) * CHUNK_SIZE),
  );

interface ChunkProps {
  readonly sections: readonly Section[];
  readonly isGrowing: boolean;
  readonly startsNear: boolean;
  readonly isLast: boolean;
  readonly isOneOfFew: boolean;
  readonly topHeading: number | undefined;
}

const Chunk = memo(function Chunk(props: ChunkProps) {
  const { sections, isGrowing, startsNear, isLast, isOneOfFew, topHeading } = props;
  return (
    <Near
      class="chunk"
      estimate={() => heightOf(sections)}
      startsNear={startsNear || isLast}
      isKept={isLast}
      isOneOfFew={isOneOfFew}
    >
      {sections.map((section, index) => (
        <SectionView
          key={index}
          section={section}
          isGrowing={isGrowing && index === sections.length - 1}
          topHeading={topHeading}
        />
      ))}
    </Near>
  );
}, isSameChunk);

/** Pixels, about. */
const heightOf = (sections: readonly Section[]): number =>
  sections.reduce((sum, { blocks }) => sum + blocks.reduce((height, block) => height + 20 + block.length * 0.4, 0), 0);

function isSameChunk(before: ChunkProps, after: ChunkProps): boolean {
  return (
    before.isGrowing === after.isGrowing &&
    before.isLast === after.isLast &&
    before.isOneOfFew === after.isOneOfFew &&
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
  const { list, table, blocks } = section;
  const views = blocks.map((text, index) => (
    <Block
      key={index}
      text={text}
      kind={list !== undefined ? 'item' : table !== undefined ? 'rows' : 'block'}
      head={index > 0 ? table : undefined}
      isOpen={isGrowing && index === blocks.length - 1}
      topHeading={topHeading}
    />
  ));
  if (table !== undefined) return <>{tableFrame(views)}</>;
  if (list === undefined) return <>{views}</>;
  if (list !== '.' && list !== ')') return <ul dir="auto">{views}</ul>;
  return (
    <ol dir="auto" start={Number.parseInt(blocks[0] ?? '1', 10)}>
      {views}
    </ol>
  );
});
