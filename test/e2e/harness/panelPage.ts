import type { FrameLocator } from '@playwright/test';
import type { Answer, PanelTurn } from '../../../src/protocol/conversation.ts';
import type { PanelState, ToPanel } from '../../../src/protocol/panel.ts';
import { readyOnCpu } from '../../support/engineView.ts';

/** Sends messages to the panel's page as its host would: what the demo model would never say can be shown so. */
export async function tellPanel(panel: FrameLocator, ...messages: readonly ToPanel[]): Promise<void> {
  // The host's own first message would replace what is shown.
  await panel.locator('main').filter({ visible: true }).waitFor();
  await panel.locator('body').evaluate(async (_body, sent) => {
    for (const data of sent) window.dispatchEvent(new MessageEvent('message', { data }));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, messages);
}

const stats: Answer['stats'] = {
  promptTokens: 40,
  reusedTokens: 0,
  generatedTokens: 80,
  prefillMs: 20,
  generateMs: 900,
  gpu: 'cpu',
  model: 'Cerebrum 7b',
};

export const answerOf = (text: string, fields: Partial<Answer> = {}): Answer => ({
  role: 'assistant',
  id: 'a1',
  text,
  status: 'finished',
  stats,
  ...fields,
});

/** A conversation with the real model. */
export const chatOf = (...turns: readonly PanelTurn[]): Extract<ToPanel, { type: 'snapshot' }> => ({
  type: 'snapshot',
  state: { conversationId: 'shown', turns, branches: {}, engine: readyOnCpu, model },
});

const model: PanelState['model'] = { name: 'Cerebrum 7b', isDemo: false, examples: ['Why is the sky blue?'] };
