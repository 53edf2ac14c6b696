/** How the steps of an answer follow one another: what each piece of the text begins or goes on with. */
import { columnsOf, spaceOf } from './columns.ts';
import { readIntroduction, readMark, stillPlans, type Mark, type NumberedForm } from './marks.ts';
import type { Piece } from './pieces.ts';
import { begin, close, confirm, draft, extend, goOn, hold, wait, type State } from './sections.ts';

/** Planning sentences are looked for in the first few sentences only. */
const PLAN_WITHIN = 3;

/** The state behind `piece`; `closed` holds the sections it ended. `before` stays as it is. */
export function take(before: State, piece: Piece): State {
  const state: State = { ...before, closed: [] };
  if (piece.blank) {
    extend(state, piece);
    if (piece.lineStart) {
      state.afterBlank = true;
      if (state.pieces > 0) state.firstParagraph = false;
    }
    return state;
  }
  const mark = readMark(piece.head, piece.lineStart);
  label(state, piece, mark);
  state.item = itemBehind(state, piece, mark);
  state.afterBlank = mark.type === 'heading';
  state.before = { head: piece.head, last: piece.last };
  state.pieces++;
  return state;
}

/** Columns that text stands further in when it belongs to an item. */
const NESTED = 2;
const ITEM = /^[ \t]*(?:[-*+•–]|\d{1,3}[.)])[ \t]/;

function itemBehind({ item, afterBlank }: State, { head, lineStart, block }: Piece, mark: Mark): number | undefined {
  if (!lineStart || block) return item;
  const indent = columnsOf(spaceOf(head));
  if (item !== undefined && indent >= item + NESTED) return item;
  if (ITEM.test(head)) return indent;
  return afterBlank || mark.type === 'heading' ? undefined : item;
}

function label(state: State, piece: Piece, mark: Mark): void {
  if (piece.boxed && mark.type !== 'numbered') {
    answer(state, piece);
    return;
  }
  switch (mark.type) {
    case 'planLabel':
      if (state.chain === 'none' && !state.planned && state.pending === undefined) plan(state, piece, mark.body);
      else extend(state, piece);
      return;
    case 'plan':
      if (state.chain === 'none' && !state.planned && !state.pending && state.pieces < PLAN_WITHIN) plan(state, piece);
      else plain(state, piece, mark);
      return;
    case 'numbered':
      numbered(state, piece, mark);
      return;
    case 'first':
      first(state, piece, mark);
      return;
    case 'next':
      next(state, piece, mark);
      return;
    case 'conclusion':
      if (concludes(state, piece)) conclude(state, piece);
      else plain(state, piece, mark);
      return;
    case 'answer':
      answer(state, piece, mark);
      return;
    case 'heading':
      prose(state, piece, 'heading');
      return;
    case 'fix':
      if (state.open?.origin === 'list') prose(state, piece, 'plain');
      else plain(state, piece, mark);
      return;
    case 'block':
    case 'none':
      plain(state, piece, mark);
  }
}

function plan(state: State, piece: Piece, body?: number): void {
  state.planned = true;
  begin(state, draft(piece, 'plan', body === undefined ? 'planSentence' : 'planLabel', { body }));
}

function numbered(state: State, piece: Piece, mark: Extract<Mark, { type: 'numbered' }>): void {
  const { form, number, indent, body } = mark;
  const answers = mark.answers || piece.boxed;
  const step = draft(piece, answers ? 'answer' : 'step', answers ? 'answer' : form, {
    body,
    number: answers ? undefined : number,
  });
  const pending = state.pending?.draft;
  const confirms = pending?.origin === form && follows(number, pending.number) && state.pending?.indent === indent;
  if (confirms) confirm(state);
  const continues =
    state.chain === form && (form === 'step' || (follows(number, state.last) && indent === state.indent));
  if (!continues && form !== 'step') {
    if (state.item !== undefined && indent >= state.item + NESTED) {
      plain(state, piece, { type: 'block' });
      return;
    }
    const begins = beginsList(state, form, number, indent);
    if (begins !== 'yes') {
      if (begins === 'perhaps') wait(state, step, indent);
      else plain(state, piece, { type: 'block' });
      return;
    }
  }
  // The paragraph that introduces the list is no step of its own.
  if (!continues && state.open?.origin === 'paragraph' && state.before.last === ':') {
    state.open = { ...state.open, kind: 'prose', number: undefined };
  }
  goOn(state, continues);
  begin(state, step);
  state.chain = form;
  state.indent = indent;
  state.last = number;
  state.planned = false;
}

/** Markdown lets a writer number every item 1. */
function follows(number: number, last: number | undefined): boolean {
  return last !== undefined && (number === last + 1 || (number === 1 && last === 1));
}

/** May a numbered item that continues nothing be the first step? `perhaps`: if a second one follows. */
function beginsList(state: State, form: NumberedForm, number: number, indent: number): 'yes' | 'perhaps' | 'no' {
  if (number > 1 || indent > 3) return 'no';
  if (state.chain === 'words' || state.chain === 'step') return 'no';
  if (form === 'list' && (state.chain === 'titled' || state.pending?.draft.origin === 'titled')) return 'no';
  if ((state.open?.kind === 'plan' || state.open?.kind === 'answer') && !state.open.said) return 'no';
  if (state.chain === 'list' && state.held === undefined && state.open?.origin === 'list') return 'no';
  const introduction = state.before.last === ':' ? readIntroduction(state.before.head) : 'none';
  if (introduction === 'things') return 'no';
  if (state.planned || introduction === 'procedure') return 'yes';
  return introduction === 'unclear' ? 'no' : 'perhaps';
}

function first(state: State, piece: Piece, mark: Extract<Mark, { type: 'first' }>): void {
  const listIsOver = state.chain === 'list' && piece.lineStart && state.afterBlank;
  if (state.chain === 'words' || state.planned) {
    wordStep(state, piece, mark.answers);
  } else if ((state.chain === 'none' || listIsOver) && state.pending === undefined) {
    wait(state, draft(piece, 'step', 'word', { number: 1 }), 0);
  } else {
    plain(state, piece, mark);
  }
}

function next(state: State, piece: Piece, mark: Extract<Mark, { type: 'next' }>): void {
  if (state.pending?.draft.origin === 'word') confirm(state);
  const inPlanParagraph = state.chain === 'paragraphs' && state.firstParagraph;
  if (state.chain === 'words' || inPlanParagraph) wordStep(state, piece, mark.answers);
  else plain(state, piece, mark);
}

function wordStep(state: State, piece: Piece, answers: boolean): void {
  if (answers) {
    answer(state, piece);
    return;
  }
  goOn(state, false);
  state.chain = 'words';
  state.planned = false;
  begin(state, draft(piece, 'step', 'word', { number: ++state.last }));
}

function concludes(state: State, piece: Piece): boolean {
  if (state.pending?.draft.origin === 'word' || state.open?.kind === 'plan' || state.chain === 'words') return true;
  if (state.chain === 'none' || !piece.lineStart) return state.chain === 'paragraphs' && state.firstParagraph;
  return state.chain === 'list' || state.afterBlank;
}

function conclude(state: State, piece: Piece): void {
  if (state.pending) confirm(state);
  const conclusion = draft(piece, 'answer', 'conclusion');
  const byText = state.chain === 'list' || state.chain === 'titled' || state.chain === 'step';
  if (byText && state.held === undefined && state.open?.kind === 'step') hold(state, conclusion);
  else {
    goOn(state, false);
    begin(state, conclusion);
  }
}

function answer(state: State, piece: Piece, mark?: Extract<Mark, { type: 'answer' }>): void {
  const { open } = state;
  if (open?.kind === 'answer' && open.origin === 'answer' && state.pending === undefined) {
    extend(state, piece);
    return;
  }
  if (state.pending) confirm(state);
  goOn(state, false);
  begin(state, draft(piece, 'answer', 'answer', { body: mark?.body }));
  // A list behind `Answer:` is the answer.
  if (mark?.isLabel === true) {
    state.chain = 'none';
    state.planned = false;
  }
}

/** A piece whose first words say nothing: more of what stands, or a new paragraph. */
function plain(state: State, piece: Piece, mark: Mark): void {
  const { open } = state;
  const afterBlank = piece.lineStart && state.afterBlank;
  const paragraph = afterBlank && mark.type !== 'block';
  if (open === undefined || state.pending) {
    extend(state, piece);
  } else if (open.kind === 'answer' && open.said && afterBlank && state.before.last !== ':') {
    afterAnswer(state, piece, paragraph);
  } else if (open.kind === 'answer') {
    extend(state, piece);
  } else if (open.kind === 'plan') {
    const begins = afterBlank
      ? open.said && (mark.type !== 'block' || state.before.last !== ':')
      : mark.type !== 'block' && open.origin === 'planSentence' && !stillPlans(piece.head);
    if (begins) paragraphStep(state, piece);
    else extend(state, piece);
  } else if (paragraph && state.held === undefined && (state.chain === 'paragraphs' || state.planned)) {
    paragraphStep(state, piece);
  } else if (paragraph && open.origin === 'list' && open.said) {
    hold(state, draft(piece, 'prose', 'plain'));
  } else {
    extend(state, piece);
  }
}

function afterAnswer(state: State, piece: Piece, paragraph: boolean): void {
  if (state.open?.origin !== 'conclusion') {
    state.chain = 'none';
    state.planned = false;
    prose(state, piece, 'plain');
  } else if (paragraph) {
    close(state, state.held);
    hold(state, draft(piece, 'prose', 'plain'));
  } else {
    extend(state, piece);
  }
}

function paragraphStep(state: State, piece: Piece): void {
  state.chain = 'paragraphs';
  begin(state, draft(piece, 'step', 'paragraph', { number: ++state.last }));
}

function prose(state: State, piece: Piece, origin: 'heading' | 'plain'): void {
  if (state.open?.kind === 'prose' || state.pending) extend(state, piece);
  else begin(state, draft(piece, 'prose', origin));
}
