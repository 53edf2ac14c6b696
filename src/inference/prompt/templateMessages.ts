/** What crosses between the inference process's main thread and the thread that renders its chat template. */
import type { Turn } from '../../protocol/turns.ts';
import type { Source } from './jinja/text.ts';

/** What the thread starts with: the file's template, and how BOS and EOS are written. */
export interface TemplateData {
  readonly source: string;
  readonly bos: string;
  readonly eos: string;
}

export interface RenderOrder {
  readonly messages: readonly Turn[];
  /** The prompt ends where the answer begins. */
  readonly generationPrompt: boolean;
}

/** A stretch of a rendered prompt, and who wrote it: the template, or the message with this index. */
export interface TemplatePiece {
  readonly text: string;
  readonly source: Source;
}

export type FromTemplateThread =
  /** It has loaded; what it does from now on is timed. */
  | { readonly type: 'started' }
  | { readonly type: 'rendered'; readonly pieces: readonly TemplatePiece[] }
  /** `isLimit`: the template took more than it may; else it is wrong, or refuses these messages. */
  | { readonly type: 'failed'; readonly reason: string; readonly isLimit: boolean };
