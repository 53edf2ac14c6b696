/** Between the page of one diagram and its host. */
import * as v from 'valibot';
import { MAX_DIAGRAM } from './panel.ts';

/** To the page: draw this Mermaid source, or only show it. Sent once, after `ready`. */
export interface ShowDiagram {
  readonly type: 'show';
  readonly code: string;
  /** False after a reload in which the source was still being drawn: it may never end. */
  readonly draw: boolean;
}

/** What the page keeps over a reload of the window. */
export const keptDiagram = v.object({
  code: v.pipe(v.string(), v.maxLength(MAX_DIAGRAM)),
  /** Drawing has begun and not ended. */
  isDrawing: v.boolean(),
});
export type KeptDiagram = v.InferOutput<typeof keptDiagram>;

/** From the page: it listens; drawing begins; drawing has ended, well or not. */
export const fromDiagram = v.strictObject({ type: v.picklist(['ready', 'drawing', 'done']) });
export type FromDiagram = v.InferOutput<typeof fromDiagram>;
