import { expect } from 'vitest';
import type { LocalEngine } from '../../src/host/engine/engine.ts';
import { History } from '../../src/host/history/history.ts';
import { modelRun } from '../../src/host/models/modelRun.ts';
import { failureText } from '../../src/host/platform/texts/failureText.ts';
import { OpenChats } from '../../src/host/sessions/openChats.ts';
import type { SessionSettings } from '../../src/host/sessions/runs/answerRun.ts';
import { OPEN_STATUSES, type Answer } from '../../src/protocol/conversation.ts';
import type { Failure } from '../../src/protocol/failures.ts';
import { TestMemento } from '../unit/host/history/chats.ts';
import { eventually } from './eventually.ts';

/** Those of the tests that say nothing else. */
export const SESSION_SETTINGS: SessionSettings = {
  maxTokens: 200,
  temperature: 0,
  systemPrompt: '',
  votes: 3,
  stopVote: 'certain',
  thinkingTokens: 0,
};

/** As the window opens them, with a history in a file. */
export function chatsOn(
  engine: LocalEngine,
  path: string,
  settings: () => SessionSettings,
  memento = new TestMemento(),
  triesAgain = () => false,
) {
  const history = new History(path, memento, (failure) => {
    throw new Error(failure.name);
  });
  const failureView = (failure: Failure) => ({ name: failure.name, ...failureText(failure), actions: [] });
  const openChats = new OpenChats({ engine, history, settings, failureView, runOf: modelRun, triesAgain });
  return { history, openChats };
}

/** The answer at the end of the chat on screen. */
export function lastAnswer(openChats: OpenChats): Answer {
  const turn = openChats.current.transcript.turns.at(-1);
  if (turn?.role !== 'assistant') throw new Error('no answer at the end');
  return turn;
}

/** Waits until nothing is written any more, and the chat ends with a written answer other than `before`. */
export const answerEnded = (openChats: OpenChats, before?: string): Promise<void> =>
  eventually(() => {
    expect(openChats.isGenerating).toBe(false);
    const { id, status } = lastAnswer(openChats);
    expect(OPEN_STATUSES).not.toContain(status);
    expect(id).not.toBe(before);
  });
