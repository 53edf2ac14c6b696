import type { FrameLocator, Request } from '@playwright/test';
import { HOSTILE } from '../support/hostileCorpus.ts';
import { expect, test } from './harness/fixtures.ts';
import { answerOf, chatOf, tellPanel } from './harness/panelPage.ts';

/** What the page has noticed since `watch`. */
interface Seen {
  readonly ran: number;
  readonly violations: readonly string[];
  /** Milliseconds of the longest task on the page's thread. */
  readonly longestTask: number;
}

/** Puts the canary out and listens for what the page's own policy refuses. */
declare global {
  interface Window {
    readonly seen: Seen;
  }
}

const watch = (panel: FrameLocator) =>
  panel.locator('body').evaluate(() => {
    const seen = { ran: 0, violations: [] as string[], longestTask: 0 };
    Object.assign(window, { seen, canary: () => seen.ran++ });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      seen.violations.push(`${violatedDirective} ${blockedURI}`);
    });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longestTask = Math.max(seen.longestTask, duration);
    }).observe({ type: 'longtask' });
  });

const seenIn = (panel: FrameLocator): Promise<Seen> => panel.locator('body').evaluate(() => window.seen);

/** Streams each text into an answer of its own, cut at random places (from a fixed seed), a frame after each cut. */
const stream = (panel: FrameLocator, texts: readonly string[]) =>
  panel.locator('body').evaluate(async (_body, all) => {
    let seed = 20_261_122;
    const random = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 2 ** 32;
    };
    const tell = (data: unknown) => window.dispatchEvent(new MessageEvent('message', { data }));
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    for (const [index, text] of all.entries()) {
      const id = `hostile-${index}`;
      tell({ type: 'turnAdded', turn: { role: 'assistant', id, text: '', status: 'writing' } });
      const cuts = Array.from({ length: 2 }, () => Math.floor(random() * text.length)).sort((a, b) => a - b);
      let at = 0;
      for (const cut of [...cuts, text.length]) {
        tell({ type: 'append', id, text: text.slice(at, cut) });
        at = cut;
        await frame();
      }
      tell({ type: 'answerChanged', id, change: { status: 'finished' } });
    }
    await frame();
  }, texts);

/** Every attribute by which an element could act or load, as `name=value`; the sizes of our own boxes apart. */
const activeAttributes = (panel: FrameLocator): Promise<string[]> =>
  panel.locator('main').evaluate((main) => {
    const SIZE = /^((height|width): [\d.]+(px|%);)?$/;
    const OURS = '.turn-group, .section-chunk, .chunk, .meter-bar > span';
    return [...main.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes]
        .filter(({ name, value }) => !(name === 'style' && element.matches(OURS) && SIZE.test(value)))
        .filter(({ name, value }) =>
          name === 'href'
            ? !/^(https?|mailto):/.test(value)
            : /^(on|src|style|action|form|ping|background|xlink)/.test(name),
        )
        .map(({ name, value }) => `${element.localName} ${name}=${value}`),
    );
  });

/** Those of the whole chat, of which only the groups of turns near what is in sight are drawn at a time. */
async function activeAttributesOfAll(panel: FrameLocator): Promise<string[]> {
  const found: string[] = [];
  for (const group of await panel.locator('.turn-group').all()) {
    await group.evaluate((element) => element.scrollIntoView());
    await expect(group.getByRole('article').first()).toBeAttached();
    found.push(...(await activeAttributes(panel)));
  }
  return found;
}

/** Requests of the panel's page, its own lazily loaded chunks apart. */
function requestsOf(panelUrl: string, requests: readonly Request[]): string[] {
  const own = /\/dist\/[\w-]+\.(js|css|ttf)(\?|$)/;
  return requests
    .filter((request) => request.frame().url() === panelUrl && !own.test(request.url()))
    .map((r) => r.url());
}

const start = chatOf({ role: 'user', id: 'q1', text: HOSTILE.html.join('\n') }, answerOf('Yes.'));
const count = Object.values(HOSTILE).flat().length;

test(`${count} hostile answers run nothing, load nothing, and leave the panel at the reader's service`, async ({
  workbench,
}, testInfo) => {
  // Each answer is drawn, looked at and taken away again: minutes on a machine that does other things, too.
  test.slow();
  const panel = await workbench.chatPanel();
  const frame = await (await panel.locator('body').elementHandle()).ownerFrame();
  const requests: Request[] = [];
  workbench.page.on('request', (request) => requests.push(request));
  await watch(panel);

  for (const [kind, texts] of Object.entries(HOSTILE)) {
    await test.step(kind, async () => {
      await tellPanel(panel, start);
      await stream(panel, texts);
      const composer = panel.getByRole('textbox', { name: 'Ask Cerebrum' });
      await composer.fill(kind);
      await expect(composer).toHaveValue(kind);
      const last = panel.getByRole('article', { name: 'Cerebrum' }).last();
      await expect(last).toHaveAttribute('aria-posinset', String(texts.length + 2));
      expect(await activeAttributesOfAll(panel)).toEqual([]);
      expect(await seenIn(panel)).toMatchObject({ ran: 0, violations: [] });
    });
  }
  expect(requestsOf(frame?.url() ?? '', requests)).toEqual([]);
  const { longestTask } = await seenIn(panel);
  testInfo.annotations.push({ type: 'longest task', description: `${Math.round(longestTask)} ms` });

  // Those who watch do see: taken for HTML, such strings run into the page's policy.
  const taken = `<img src="https://evil.example/x.png" onerror="canary()"><p style="color:red" onclick="canary()">x</p>`;
  await panel.locator('main').evaluate((main, text) => main.insertAdjacentHTML('beforeend', text), taken);
  await expect.poll(async () => (await seenIn(panel)).violations.length).toBeGreaterThanOrEqual(2);
  expect((await activeAttributes(panel)).length).toBeGreaterThanOrEqual(3);
});
