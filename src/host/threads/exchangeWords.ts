import * as vscode from 'vscode';
import { OPEN_STATUSES, type PanelTurn } from '../../protocol/conversation.ts';
import type { StepLink } from '../../protocol/panel.ts';
import type { Engine } from '../engine/engine.ts';
import type { Explanations } from '../explanations/explanations.ts';
import { withoutLinks } from '../history/exchange/withoutLinks.ts';
import { answerComment } from './answerComment.ts';
import { answerLabel, engineLabel } from './answerLabel.ts';
import { CheckedAnswer } from './checkedAnswer.ts';
import { turnsOf, type Exchange } from './exchange.ts';
import { failureComment } from './failureComment.ts';
import type { RunViews } from './runViews.ts';
import { italic } from './sectionNotes.ts';

export interface WordsParts {
  readonly engine: Engine;
  readonly explanations: Explanations;
  readonly runs: RunViews;
}

/** What a comment says; `body` is Markdown. */
interface Words {
  readonly body: string;
  /** Beside the author. */
  readonly label: string;
}

const NO_LINKS: readonly StepLink[] = [];

/** What stands for the answer of an exchange now. */
export function exchangeWords(exchange: Exchange, turns: readonly PanelTurn[], parts: WordsParts): Words {
  const { engine, explanations, runs } = parts;
  if (exchange.failure !== undefined) return { body: withoutLinks(failureComment(exchange.failure)), label: '' };
  if (exchange.notice !== undefined) return { body: italic(exchange.notice), label: '' };
  const [question, answer] = turnsOf(turns, exchange);
  if (answer === undefined) return wordsWithout(exchange, engine);
  const isOpen = OPEN_STATUSES.includes(answer.status);
  // A run was of the answer as it ended.
  const run = isOpen ? undefined : runs.get(answer.id);
  const links = explanations.get(answer.id)?.links ?? NO_LINKS;
  const label = answerLabel(answer, engine.state, vscode.l10n.t);
  const from = [answer, run, links];
  // Each key in an editor asks again; turns, runs and links are other objects once they say something else.
  if (exchange.madeFrom?.every((part, i) => part === from[i])) return { body: exchange.shown, label };
  exchange.madeFrom = from;
  exchange.checked ??= new CheckedAnswer(question);
  const sections = exchange.checked.read(answer.text, isOpen, run);
  return { body: answerComment({ answer, question, sections, run, links }, vscode.l10n.t), label };
}

/** While there is no answer, or none any more. */
function wordsWithout({ turn, sent, shown }: Exchange, { state }: Engine): Words {
  if (turn !== undefined) return { body: shown, label: vscode.l10n.t('No longer on screen in the chat') };
  if (sent !== undefined) return { body: '', label: vscode.l10n.t('Waits for the answer before it') };
  const label =
    state.state === 'loading' ? engineLabel(state, vscode.l10n.t) : vscode.l10n.t('Putting the question together…');
  return { body: '', label };
}
