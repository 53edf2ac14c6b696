import { chromium, type CDPSession, type Page } from '@playwright/test';
import type { Answer, PanelTurn } from '../../src/protocol/conversation.ts';
import type { ToPanel } from '../../src/protocol/panel.ts';
import { browserFlags, ensureBrowser } from '../workbench/browser.ts';
import { servePanel } from './servePanel.ts';

/** Tokens that are streamed, one per frame, once the answer or the chat has the size in question. */
const SAMPLE = 120;
const PARAGRAPH =
  'First, we add the **prices** of all items. The sum is `total`, and $x = 2$ of them are free.\n\n' +
  '1. Take each price.\n2. Add it to the sum.\n\n```ts\nfor (const price of prices) sum += price;\n```\n\n';
/** Text that the tokens are taken from; about four characters each. */
const tokenAt = (index: number): string => {
  const at = (index * 4) % PARAGRAPH.length;
  return PARAGRAPH.slice(at, at + 4);
};
const tokens = (from: number, count: number): string[] => Array.from({ length: count }, (_, i) => tokenAt(from + i));

interface Cost {
  readonly what: string;
  /** Of the messages, as JSON, per token. */
  readonly bytes: number;
  /** The main thread's milliseconds of processor time per token: script, style, layout and paint. */
  readonly ms: number;
  /** Nodes added, removed or rewritten per token. */
  readonly nodes: number;
  /** Milliseconds between two frames. */
  readonly longestFrame: number;
  /** MiB of JavaScript heap after garbage collection. */
  readonly heap: number;
  /** Elements on the page. */
  readonly elements: number;
  /** The same from the whole chat's arrival until the page is at rest. */
  readonly opening: number;
}

/** Measures the panel as it ships in a real browser, and prints what one more token costs as answers and chats grow. */
export async function benchPanel(): Promise<void> {
  const executablePath = await ensureBrowser();
  const panel = await servePanel();
  const browser = await chromium.launch({ executablePath, args: browserFlags });
  try {
    const costs: Cost[] = [];
    for (const size of [100, 1_000, 10_000, 50_000]) {
      costs.push(
        await measure(await browser.newPage(), panel.url, `answer of ${size.toLocaleString('en')} tokens`, [
          answer('a', size),
        ]),
      );
    }
    for (const count of [10, 100, 1_000, 2_000]) {
      costs.push(
        await measure(await browser.newPage(), panel.url, `turn ${count.toLocaleString('en')} of a chat`, turns(count)),
      );
    }
    console.log(table(costs));
  } finally {
    await browser.close();
    await panel.close();
  }
}

const answer = (id: string, size: number, status: Answer['status'] = 'writing'): Answer => ({
  role: 'assistant',
  id,
  text: tokens(0, size).join(''),
  status,
});

const turns = (count: number): PanelTurn[] =>
  Array.from({ length: count }, (_, index) => {
    const id = `t${index}`;
    if (index === count - 1) return answer(id, 20);
    return index % 2 === 0 ? { role: 'user', id, text: `Question ${index}?` } : answer(id, 150, 'finished');
  });

async function measure(page: Page, url: string, what: string, shown: readonly PanelTurn[]): Promise<Cost> {
  await page.addInitScript(() => {
    const api = { postMessage: () => undefined, getState: () => undefined, setState: () => undefined };
    Object.assign(window, { acquireVsCodeApi: () => api });
  });
  await page.goto(url);
  const id = shown.at(-1)?.id ?? '';
  const snapshot: ToPanel = {
    type: 'snapshot',
    state: {
      conversationId: 'c',
      turns: shown,
      branches: {},
      engine: { state: 'ready', facts: ['CPU', 'context window of 4,096 tokens', 'KV cache f16'] },
      model: { name: 'Cerebrum 7b', isDemo: false, examples: [] },
    },
  };
  const client = await page.context().newCDPSession(page);
  // Processor time: on a busy machine a task takes longer than it costs.
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const empty = await metric(client, 'TaskDuration');
  await stream(page, [snapshot]);
  await settled(page);
  const opening = ((await metric(client, 'TaskDuration')) - empty) * 1000;
  const messages = tokens(20, SAMPLE).map((text): ToPanel => ({ type: 'append', id, text }));
  // Once without looking: what is loaded or coloured late is there, and what is compiled late is compiled.
  await stream(page, messages.slice(0, 20));
  await settled(page);

  const before = await metric(client, 'TaskDuration');
  const { nodes, longestFrame } = await stream(page, messages);
  const seconds = (await metric(client, 'TaskDuration')) - before;
  await client.send('HeapProfiler.collectGarbage');
  const heap = (await metric(client, 'JSHeapUsedSize')) / 2 ** 20;
  const elements = await page.locator('*').count();
  const bytes = messages.reduce((sum, message) => sum + JSON.stringify(message).length, 0) / SAMPLE;
  await page.close();
  return { what, bytes, ms: (seconds * 1000) / SAMPLE, nodes: nodes / SAMPLE, longestFrame, heap, elements, opening };
}

async function metric(client: CDPSession, name: string): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  return metrics.find((candidate) => candidate.name === name)?.value ?? NaN;
}

/** Waits until the page has not changed for half a second. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(finish, 500);
        });
        const finish = () => {
          observer.disconnect();
          done();
        };
        let timer = setTimeout(finish, 500);
        observer.observe(document.body, { childList: true, subtree: true });
      }),
  );

/** Gives the panel one message per frame. */
const stream = (page: Page, messages: readonly ToPanel[]): Promise<{ nodes: number; longestFrame: number }> =>
  page.evaluate(async (all) => {
    const frame = () => new Promise<number>((drawn) => requestAnimationFrame(drawn));
    let nodes = 0;
    const observer = new MutationObserver((records) => {
      for (const { addedNodes, removedNodes } of records) nodes += Math.max(1, addedNodes.length + removedNodes.length);
    });
    observer.observe(document.body, { childList: true, characterData: true, attributes: true, subtree: true });
    let last = await frame();
    let longestFrame = 0;
    for (const data of all) {
      window.dispatchEvent(new MessageEvent('message', { data }));
      const now = await frame();
      longestFrame = Math.max(longestFrame, now - last);
      last = now;
    }
    await frame();
    observer.disconnect();
    return { nodes, longestFrame };
  }, messages);

function table(costs: readonly Cost[]): string {
  const rows = [
    ['one more token in an', 'bytes', 'main thread', 'nodes', 'longest frame', 'heap', 'elements', 'opening it'],
    ...costs.map(({ what, bytes, ms, nodes, longestFrame, heap, elements, opening }) => [
      what,
      bytes.toFixed(0),
      `${ms.toFixed(2)} ms`,
      nodes.toFixed(1),
      `${longestFrame.toFixed(0)} ms`,
      `${heap.toFixed(1)} MiB`,
      elements.toFixed(0),
      `${opening.toFixed(0)} ms`,
    ]),
  ];
  const [head = [], ...body] = rows.map((row) => row.map((cell, column) => pad(cell, column, rows)));
  const rule = head.map((cell, column) => (column === 0 ? '-'.repeat(cell.length) : `${'-'.repeat(cell.length - 1)}:`));
  return [head, rule, ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function pad(cell: string, column: number, rows: readonly string[][]): string {
  const width = Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
