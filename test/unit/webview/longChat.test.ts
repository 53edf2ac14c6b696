// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, PanelTurn } from '../../../src/protocol/conversation.ts';
import type { ToPanel } from '../../../src/protocol/panel.ts';
import { openPanel } from '../../../src/webview/panel.tsx';
import { readyOnCpu } from '../../support/engineView.ts';

const PIECE = 'Some **words**.\n\n- one\n- two\n\n```\ncode\n```\n\n';
const frame = () => new Promise((done) => requestAnimationFrame(done));
let close = (): void => undefined;
/** The reader scrolls: just these boxes are near. */
let look: (near: readonly (Element | undefined)[]) => Promise<void>;

/** Stands in for the browser's: the test says what is near. */
class Sight implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];
  readonly #tell: (entries: readonly Partial<IntersectionObserverEntry>[]) => void;
  readonly watched = new Set<Element>();

  constructor(tell: IntersectionObserverCallback) {
    this.#tell = (entries) => tell(entries as IntersectionObserverEntry[], this);
    look = (near) => this.#look(near);
  }
  observe(box: Element): void {
    this.watched.add(box);
  }
  unobserve(box: Element): void {
    this.watched.delete(box);
  }
  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }
  disconnect(): void {
    this.watched.clear();
  }
  async #look(near: readonly (Element | undefined)[]): Promise<void> {
    const boundingClientRect = { height: 1234 } as DOMRect;
    this.#tell(
      [...this.watched].map((target) => ({ target, isIntersecting: near.includes(target), boundingClientRect })),
    );
    await frame();
    await frame();
  }
}

beforeEach(() => vi.stubGlobal('IntersectionObserver', Sight));
afterEach(() => {
  close();
  vi.unstubAllGlobals();
});

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
  // Effects run after the frame that drew.
  for (let frames = 0; frames < 4; frames++) await frame();
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
const writing = (id: string, text: string): Answer => ({ role: 'assistant', id, text, status: 'writing' });

/** Questions and answers in turn, the last one a growing answer `a`; `t0` is the first. */
const chat = (count: number): PanelTurn[] =>
  Array.from({ length: count }, (_, index): PanelTurn => {
    if (index === count - 1) return writing('a', PIECE);
    if (index % 2 === 0) return { role: 'user', id: `t${index}`, text: `What is ${index}?` };
    return { role: 'assistant', id: `t${index}`, text: '1. `One` is.\n2. Two is.\n\nAnswer: 2', status: 'finished' };
  });

const articles = () => [...document.querySelectorAll<HTMLElement>('article')];
const group = (index: number) => document.querySelectorAll('.turn-group')[index];
const focusedTurn = () => document.activeElement?.closest<HTMLElement>('article')?.dataset['turnId'];
function turn(id: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-turn-id=${id}]`);
  if (!found) throw new Error(`${id} is not drawn`);
  return found;
}
const press = async (key: string) => {
  const event = new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, cancelable: true });
  (document.activeElement ?? document.body).dispatchEvent(event);
  for (let frames = 0; frames < 4; frames++) await frame();
};

describe('one more token', () => {
  it.each([
    ['plain', PIECE],
    ['of steps', '1. `One` is.\n2. Two is.\n3. Three is.\n\nFor this:\n\n'],
  ])('touches as little of a long answer as of a short one (%s)', async (_kind, piece) => {
    await show([writing('a', piece)]);
    const few = await touched('a');
    await show([writing('a', piece.repeat(500))]);
    expect(few.length).toBeGreaterThan(0);
    expect(await touched('a')).toHaveLength(few.length);
  });

  it('touches as little of 2,000 turns as of ten, and nothing but the last', async () => {
    await show(chat(10));
    const few = await touched('a');
    await show(chat(2_000));
    const nodes = await touched('a');
    expect(nodes).toHaveLength(few.length);
    const elsewhere = nodes.filter((node) => node.isConnected && node.parentElement?.closest('article') !== turn('a'));
    expect(elsewhere.map((node) => node.parentElement?.outerHTML.slice(0, 80))).toEqual([]);
  });

  it('looks at no more of 2,000 turns than of twenty', async () => {
    const reads = async (count: number) => {
      let looks = 0;
      const turns = new Proxy(chat(count), {
        get(target, key, receiver) {
          if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
          return Reflect.get(target, key, receiver) as unknown;
        },
      });
      await show(turns);
      looks = 0;
      await tell({ type: 'append', id: 'a', text: 'more ' });
      return looks;
    };
    expect(await reads(2_004)).toBe(await reads(20));
  });
});

describe('a long chat', () => {
  it('draws its end, and of the rest what is near; the others keep their room', async () => {
    await show(chat(2_000));
    expect(articles()).toHaveLength(16);
    await look([group(10), group(11)]);
    expect(articles().map(({ dataset }) => dataset['turnId'])).toContain('t160');
    expect(articles()).toHaveLength(48);
    await look([]);
    expect(articles()).toHaveLength(16);
    expect((group(10) as HTMLElement).style.height).toBe('1234px');
  });

  it('tells each turn its place among all', async () => {
    await show(chat(2_000));
    await look([group(3)]);
    expect(turn('t50').getAttribute('aria-posinset')).toBe('51');
    expect(turn('t50').getAttribute('aria-setsize')).toBe('2000');
  });

  it('goes to a turn, and to a step of it, that is far out of sight', async () => {
    await show(chat(2_000));
    await tell({ type: 'showTurn', id: 't700' });
    expect(document.activeElement).toBe(turn('t700'));
    await tell({ type: 'showTurn', id: 't333', step: 1 });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Step 2');
    expect(focusedTurn()).toBe('t333');
    expect(articles().length).toBeLessThanOrEqual(48);
    // From the list of all chats, which goes away then, as well.
    await tell({ type: 'showChats', query: '' });
    await tell({ type: 'showTurn', id: 't500' });
    expect(focusedTurn()).toBe('t500');
  });

  it('keeps what has the focus, and the keys go on to neighbours that are not drawn', async () => {
    await show(chat(2_000));
    await tell({ type: 'showTurn', id: 't320' });
    await look([]);
    expect(focusedTurn()).toBe('t320');
    await press('ArrowUp');
    expect(focusedTurn()).toBe('t319');
    await press('ArrowDown');
    await press('ArrowDown');
    expect(focusedTurn()).toBe('t321');
  });

  it('brings back what was folded, and never lets go of words that are being edited', async () => {
    await show(chat(2_000));
    await look([group(3)]);
    turn('t51').querySelector<HTMLElement>('.step-number')?.click();
    turn('t54').querySelector<HTMLElement>('[aria-label="Edit Question"]')?.click();
    await frame();
    await look([]);
    expect(document.querySelector('.question-editor')).not.toBeNull();
    turn('t54')
      .querySelector('textarea')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await frame();
    document.querySelector<HTMLElement>('.composer textarea')?.focus();
    await look([]);
    expect(document.querySelector('[data-turn-id=t51]')).toBeNull();
    await look([group(3)]);
    expect(turn('t51').querySelector('.step-number')?.getAttribute('aria-expanded')).toBe('false');
  });

  it('draws of a long answer its beginning and its end', async () => {
    await show([writing('a', PIECE.repeat(2_000))]);
    const blocks = () => document.querySelectorAll('.chunk > *').length;
    const whole = document.querySelectorAll('.chunk').length * 16;
    expect(whole).toBeGreaterThan(1_000);
    expect(blocks()).toBeLessThan(300);
    await look([]);
    expect(blocks()).toBeLessThan(100);
  });
});
