/** The sections of an answer while it is read: how they begin, grow and end. */
import type { NumberedForm } from './marks.ts';
import type { Piece } from './pieces.ts';

/** `thought`: what a model of another family thinks between tags before it answers. */
export type SectionKind = 'thought' | 'plan' | 'step' | 'answer' | 'prose';

/** What made a section: it says how the section may go on. */
type Origin =
  NumberedForm | 'planLabel' | 'planSentence' | 'word' | 'paragraph' | 'conclusion' | 'answer' | 'heading' | 'plain';

/** A section as it grows. */
export interface Draft {
  readonly kind: SectionKind;
  readonly origin: Origin;
  readonly number: number | undefined;
  readonly start: number;
  readonly body: number;
  readonly text: string;
  /** Has words of its own behind its marker. */
  readonly said: boolean;
}

/** What is known behind a piece. */
export interface State {
  /** The sections that the last piece ended, in order. */
  closed: Draft[];
  /** A list step or a conclusion to which `open` may turn out to belong. */
  held: Draft | undefined;
  open: Draft | undefined;
  /** A first step that waits, as part of `open`, for a second one. */
  pending: { readonly draft: Draft; readonly indent: number } | undefined;
  chain: 'none' | 'words' | 'paragraphs' | NumberedForm;
  /** Of the list that is the chain, in columns. */
  indent: number;
  /** Columns before the marker of the outermost list item that the text is in. */
  item: number | undefined;
  /** The number of the last step. */
  last: number;
  /** A plan stands, and its steps have not begun (or are plain paragraphs so far). */
  planned: boolean;
  afterBlank: boolean;
  firstParagraph: boolean;
  /** Pieces with words before this one. */
  pieces: number;
  /** The piece before this one: its words, and the last character of them. */
  before: { readonly head: string; readonly last: string };
}

/** Before the first piece. */
export const START: State = {
  closed: [],
  held: undefined,
  open: undefined,
  pending: undefined,
  chain: 'none',
  indent: 0,
  item: undefined,
  last: 0,
  planned: false,
  afterBlank: true,
  firstParagraph: true,
  pieces: 0,
  before: { head: '', last: '' },
};

/** The sections that are not closed: the last one or two. */
export function standing(state: State): Draft[] {
  return [state.held, withPending(state)].filter((draft) => draft !== undefined);
}

/** The section that begins with a piece; its own words begin `body` characters behind the piece's start. */
export function draft(
  piece: Piece,
  kind: SectionKind,
  origin: Origin,
  { body = 0, number }: { body?: number | undefined; number?: number | undefined } = {},
): Draft {
  const said = body === 0 ? !piece.blank : piece.head.slice(body).trim() !== '';
  return { kind, origin, number, start: piece.start, body: piece.start + body, text: piece.text, said };
}

/** The piece is more of what stands. */
export function extend(state: State, piece: Piece): void {
  const more = draft(piece, 'prose', 'plain');
  if (state.pending) state.pending = { ...state.pending, draft: joined(state.pending.draft, more) };
  else state.open = joined(state.open, more);
}

function joined(draft: Draft | undefined, more: Draft): Draft {
  if (draft === undefined) return more;
  return { ...draft, text: draft.text + more.text, said: draft.said || more.said };
}

/** Ends a section for good. */
export function close(state: State, draft: Draft | undefined): void {
  if (draft !== undefined && draft.text !== '') state.closed.push(draft);
}

/** Ends what stands; white space at the start of the answer goes to its first section. */
export function begin(state: State, section: Draft): void {
  const { held } = state;
  const last = withPending(state);
  const onlySpace = last !== undefined && !last.said && last.kind === 'prose';
  close(state, held);
  if (!onlySpace) close(state, last);
  state.held = undefined;
  state.pending = undefined;
  state.open = onlySpace ? { ...section, start: last.start, text: last.text + section.text } : section;
}

/** Opens `section`, which may turn out to belong to the section before it. */
export function hold(state: State, section: Draft): void {
  state.held = state.open;
  state.open = section;
}

/** A chain goes on after what was held or stood as its conclusion. `same`: with the next number of the same list. */
export function goOn(state: State, same: boolean): void {
  const { held, open } = state;
  if (held?.kind === 'step' && same && open) {
    state.open = joined(held, open);
    state.held = undefined;
  } else if (held?.origin === 'conclusion' && open) {
    state.open = asStep(state, joined(held, open));
    state.held = undefined;
  } else if (open?.origin === 'conclusion') {
    state.open = asStep(state, open);
  }
}

function asStep(state: State, conclusion: Draft): Draft {
  const counted = state.chain === 'words' || state.chain === 'paragraphs';
  return { ...conclusion, kind: 'step', number: counted ? ++state.last : undefined };
}

/** Keeps a first step with what stands until a second one follows; behind an answer it is prose till then. */
export function wait(state: State, step: Draft, indent: number): void {
  state.open = withPending(state);
  state.pending = undefined;
  if (state.open?.kind === 'answer' && state.afterBlank) begin(state, { ...asProse(step), text: '' });
  state.pending = { draft: step, indent };
}

function withPending({ open, pending }: State): Draft | undefined {
  return pending ? joined(open, asProse(pending.draft)) : open;
}

function asProse(step: Draft): Draft {
  return { ...step, kind: 'prose', origin: 'plain', number: undefined, body: step.start };
}

/** The first step that waited for a second one is a step. */
export function confirm(state: State): void {
  const { pending } = state;
  if (!pending) return;
  state.pending = undefined;
  goOn(state, false);
  begin(state, pending.draft);
  state.chain = pending.draft.origin === 'word' ? 'words' : (pending.draft.origin as NumberedForm);
  state.indent = pending.indent;
  state.last = pending.draft.number ?? 1;
}
