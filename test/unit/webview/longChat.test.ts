// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { PanelTurn, ToPanel } from '../../../src/protocol/panel.ts';
import { openPanel } from '../../../src/webview/panel.tsx';
import { readyOnCpu } from '../../support/engineView.ts';

const PIECE = 'Some **words**.\n\n- one\n- two\n\n```\ncode\n```\n\n';
const frame = () => new Promise((done) => requestAnimationFrame(done));
let close = (): void => undefined;
afterEach(() => close());

async function show(turns: readonly PanelTurn[]): Promise<void> {
  close();
  document.body.innerHTML = '<div id="app"></div>';
  close = openPanel(document.getElementById('app') ?? document.body, {
    postMessage: () => undefined,
    getState: () => undefined,
    setState: () => undefined,
  });
  await tell({
    type: 'snapshot',
    state: {
      conversationId: 'c',
      turns,
      branches: {},
      engine: readyOnCpu,
      model: { name: 'm', isDemo: false, examples: [] },
    },
  });
}
async function tell(data: ToPanel): Promise<void> {
  window.dispatchEvent(new MessageEvent('message', { data }));
  await frame();
  await frame();
}

/** What changes on the page when the answer `id` gets three more tokens: the nodes added, removed or rewritten. */
async function touched(id: string): Promise<Node[]> {
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((more) => records.push(...more));
  observer.observe(document.body, { childList: true, characterData: true, attributes: true, subtree: true });
  for (const text of ['And ', 'so ', 'on.']) await tell({ type: 'append', id, text });
  observer.disconnect();
  return records.flatMap(({ target, addedNodes, removedNodes }) => [target, ...addedNodes, ...removedNodes]);
}
const writing = (id: string, text: string): PanelTurn => ({ role: 'assistant', id, text, status: 'writing' });

describe('one more token', () => {
  it('touches as little of a long answer as of a short one', async () => {
    await show([writing('a', PIECE)]);
    const few = await touched('a');
    await show([writing('a', PIECE.repeat(500))]);
    expect(few.length).toBeGreaterThan(0);
    expect(await touched('a')).toHaveLength(few.length);
  });

  it('touches nothing but the last of 2,000 turns', async () => {
    const turns = Array.from({ length: 1_999 }, (_, index): PanelTurn => {
      return { role: 'assistant', id: `t${index}`, text: 'Four.', status: 'finished' };
    });
    await show([...turns, writing('a', PIECE)]);
    const nodes = await touched('a');
    const last = document.querySelector('[data-turn-id=a]');
    expect(nodes.length).toBeGreaterThan(0);
    const elsewhere = nodes.filter((node) => node.isConnected && node.parentElement?.closest('article') !== last);
    expect(elsewhere.map((node) => node.parentElement?.outerHTML.slice(0, 80))).toEqual([]);
  });
});
