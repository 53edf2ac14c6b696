import type { ChatRow } from '../../src/protocol/chatList.ts';
import type { AttachmentView } from '../../src/protocol/composer.ts';
import { findings } from './harness/axe.ts';
import { InferenceBrake } from './harness/inference.ts';
import { expect, test } from './harness/fixtures.ts';
import { answerOf, chatOf, tellPanel } from './harness/panelPage.ts';

const FORMATS = `## How it works

Some **bold**, *slanted*, ~~struck~~ words, \`code\`, a [link](https://example.com) and $x^2$.

### Steps

1. First
   - nested
2. Second

> A quote.

| a | b |
|---|--:|
| 1 | 2 |

$$\\frac{1}{2}$$

\`\`\`ts
// The sum of all prices.
export class Cart<T> extends Map<string, T> {
  @sealed total(prices: number[] = [], text = "a\\n", other = /b+/g): number {
    return this.size + prices.reduce((sum, { price }) => sum + price, 0.5) + \`\${text}\`.length;
  }
}
\`\`\`

\`\`\`html
<!-- note --><a href="x" class='y'>&amp;</a>
\`\`\`

\`\`\`diff
- old
+ new
\`\`\`
`;
const question = {
  role: 'user',
  id: 'q1',
  text: 'How do I add up an array?',
  source: {
    label: 'cart.ts',
    uri: 'file:///cart.ts',
    language: 'TypeScript',
    firstLine: 1,
    lastLine: 90,
    lastSentLine: 80,
  },
} as const;
const failure = {
  name: 'engine-died',
  title: 'The engine process ended unexpectedly',
  why: 'It was ended by SIGKILL.',
  next: 'Try again.',
  detail: 'a line of the log',
  actions: [
    { id: 'retry', label: 'Try Again' },
    { id: 'showLog', label: 'Show Log' },
  ],
} as const;

const attachment = {
  kind: 'file',
  name: '',
  firstLine: 1,
  lastLine: 40,
  tokens: 312,
  isEstimate: false,
  isLive: false,
  leftOut: 0,
} as const;
const attachments: readonly AttachmentView[] = [
  { ...attachment, id: 'c1', label: 'src/checkout/a-name-that-is-longer-than-a-narrow-panel.ts', leftOut: 120 },
  { ...attachment, id: 'c2', kind: 'selection', label: 'cart.ts', firstLine: 8, lastLine: 14, isLive: true },
  { ...attachment, id: 'c3', kind: 'problems', label: 'orders.py', isEstimate: true },
  { ...attachment, id: 'c4', kind: 'symbol', name: 'total', label: 'cart.ts', firstLine: 8, lastLine: 14 },
  { ...attachment, id: 'c5', label: 'picture.png', trouble: 'binary' },
];
const meter = {
  conversation: 1200,
  context: 900,
  question: 40,
  reserved: 1024,
  contextSize: 4096,
  isEstimate: true,
  droppedTurns: 2,
  unseenTurns: 2,
} as const;

const row = { isPinned: false, isOnScreen: false, updated: Date.UTC(2025, 10, 3, 14, 5), turns: 12 };
const chats: ChatRow[] = [
  { ...row, id: 'r1', title: 'Stationery', isPinned: true },
  { ...row, id: 'r2', title: 'What is 9 times 8?', isOnScreen: true },
  { ...row, id: 'r3', title: 'A title that is far too long for a panel as narrow as a phone held upright', turns: 1 },
];
const found: ChatRow[] = chats.map((chat) => ({
  ...chat,
  hit: { turn: 't1', pieces: ['Tom has 4 ', 'pencils', '. He buys 3 more. How many ', 'pencils', ' has he?'] },
}));

const answered = chatOf(question, answerOf(FORMATS, { droppedTurns: 2 }));

for (const theme of [
  'Default Light Modern',
  'Default Dark Modern',
  'Default High Contrast',
  'Default High Contrast Light',
]) {
  test.describe(theme, () => {
    test.use({ workspaceSettings: { 'workbench.colorTheme': theme } });

    test('axe finds nothing in an empty chat, an answer, an open answer and an error', async ({ workbench }) => {
      const panel = await workbench.chatPanel();
      await expect(panel.getByRole('heading', { name: 'Demo model' })).toBeVisible();
      expect.soft(await findings(panel)).toEqual([]);

      await tellPanel(panel, answered);
      await expect(panel.locator('.hljs-keyword').first()).toBeVisible();
      await expect(panel.locator('math mfrac')).toBeVisible();
      expect.soft(await findings(panel)).toEqual([]);
      await workbench.screenshot(`answer ${theme}`);

      await tellPanel(panel, chatOf(question, answerOf('# Plan\n\n1. Fir', { status: 'writing' })), {
        type: 'queuedChanged',
        queued: 'And then?',
      });
      expect.soft(await findings(panel)).toEqual([]);

      await tellPanel(panel, chatOf(question, answerOf('Half', { status: 'failed', failure })), {
        type: 'notice',
        failure,
      });
      await panel.getByText('Details').first().click();
      expect.soft(await findings(panel)).toEqual([]);
      await workbench.screenshot(`error ${theme}`);
    });

    test('axe finds nothing in the list of chats and in what goes along with a question, which has room in a narrow panel', async ({
      workbench,
    }) => {
      const panel = await workbench.chatPanel();
      await expect(panel.getByRole('heading', { name: 'Demo model' })).toBeVisible();
      await workbench.page.getByRole('button', { name: 'Show All Chats' }).click();
      await expect(panel.locator('.chats-none, .chat-item').first()).toBeVisible(); // the host's own list is there
      await tellPanel(panel, { type: 'chats', query: '', hasMore: false, chats });
      const stationery = panel.getByRole('listitem').filter({ hasText: 'Stationery' });
      await stationery.hover();
      await expect(stationery.getByRole('button', { name: 'Unpin' })).toBeVisible();
      expect.soft(await findings(panel)).toEqual([]);
      await workbench.screenshot(`chats ${theme}`);
      await tellPanel(panel, { type: 'chats', query: 'pencils', hasMore: true, chats: found });
      await stationery.getByRole('button', { name: 'Rename' }).click();
      await expect(panel.getByRole('textbox', { name: 'Title' })).toBeFocused();
      expect.soft(await findings(panel)).toEqual([]);
      await workbench.screenshot(`chats-search ${theme}`);
      await panel.getByRole('button', { name: 'Back to the Chat' }).click();

      await workbench.resizeSideBar(250);
      await tellPanel(panel, answered, { type: 'attachmentsChanged', attachments }, { type: 'meterChanged', meter });
      const chips = panel.getByRole('list', { name: 'Added to the question' });
      await expect(chips.getByRole('listitem')).toHaveCount(attachments.length);
      expect.soft(await findings(panel)).toEqual([]);
      await workbench.screenshot(`context-chips ${theme}`);
      await panel.getByRole('button', { name: /^Context window: / }).focus();
      await expect(panel.getByRole('tooltip')).toContainText('The first 2 messages will not fit.');
      expect.soft(await findings(panel)).toEqual([]);
      await workbench.screenshot(`context-meter ${theme}`);
      const outside = await panel
        .locator('.attachments, .attachments *, .composer-bar *, [role=tooltip], [role=tooltip] *')
        .evaluateAll((elements: Element[]) =>
          elements
            .filter((element) => !element.matches('.visually-hidden'))
            .filter((element) => {
              const { left, right } = element.getBoundingClientRect();
              return left < 0 || right > document.documentElement.clientWidth;
            })
            .map((element) => element.outerHTML),
        );
      expect(outside).toEqual([]);

      const own = { temperature: 0.7, systemPrompt: 'Answer in two sentences.', isImported: true };
      const settings = { temperature: 0, maxTokens: 1024, systemPrompt: '' };
      await tellPanel(
        panel,
        { type: 'attachmentsChanged', attachments: [] },
        { type: 'chatSettingsChanged', own, settings },
      );
      await expect(panel.getByRole('group', { name: 'Chat Settings' })).toContainText('Answer in two sentences.');
      expect.soft(await findings(panel)).toEqual([]);
      await tellPanel(panel, { type: 'showChatSettings' });
      await panel.getByRole('textbox', { name: 'Temperature' }).fill('7');
      expect.soft(await findings(panel)).toEqual([]);
      await workbench.screenshot(`chat-settings ${theme}`);
    });
  });
}

test.describe('with the keyboard alone', () => {
  const brake = new InferenceBrake();
  test.afterEach(() => brake.release());

  test('one asks, stops, reads, copies, tries again and comes back', async ({ workbench }) => {
    const { keyboard } = workbench.page;
    await workbench.command('Cerebrum: Focus Input');
    const panel = await workbench.chatPanel();
    const focused = panel.locator(':focus');
    await expect(focused).toHaveAccessibleName('Ask Cerebrum');
    await keyboard.type('What is 3 + 4?');
    await keyboard.press('Enter');
    const last = panel.getByRole('article', { name: 'Cerebrum' }).last();
    await expect(last).toHaveAttribute('data-status', 'finished');
    await expect(focused).toHaveAccessibleName('Ask Cerebrum');
    await expect(panel.getByRole('status')).toHaveText('The answer is finished.');

    await workbench.command('Cerebrum: Focus Last Answer');
    await expect(last).toBeFocused();
    const tabTo = async (name: string) => {
      const button = last.getByRole('button', { name, exact: true });
      await expect(async () => {
        await keyboard.press('Tab');
        await expect(button).toBeFocused({ timeout: 100 });
      }).toPass({ intervals: [0] });
    };
    await tabTo('Copy Answer');
    await tabTo('Copy All');
    const outline = await focused.evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(outline).toBe('solid');
    await tabTo('Raw Text');
    await keyboard.press('Enter');
    await expect(last.getByRole('group', { name: 'Raw text' })).toContainText('Answer: 7');
    await keyboard.press('Enter');
    await tabTo('Try Again');

    brake.freeze();
    await keyboard.press('Enter');
    await expect(panel.getByRole('button', { name: 'Stop' })).toBeVisible();
    await keyboard.press('Escape');
    brake.release();
    await expect(last).toHaveAttribute('data-status', /stopped|finished/);
    await keyboard.press('Control+ArrowUp');
    await expect(last).toBeFocused();
    await keyboard.press('Control+ArrowUp');
    await expect(panel.getByRole('article', { name: 'You' })).toBeFocused();
    await keyboard.press('Control+ArrowDown');
    await keyboard.press('Control+ArrowDown');
    await expect(focused).toHaveAccessibleName('Ask Cerebrum');
  });
});

test('Hebrew and Arabic are laid out from the right, code and formulas from the left', async ({ workbench }) => {
  const panel = await workbench.chatPanel();
  await expect(panel.getByRole('heading', { name: 'Demo model' })).toBeVisible(); // the host's own snapshot is there
  const text = 'שלום עולם\n\n- פריט\n- עוד\n\n```ts\nlet a;\n```\n\nמרחבا بالعالم $x+1$\n\nEnglish again.';
  await tellPanel(panel, chatOf({ ...question, text: 'مرحبا' }, answerOf(text)));
  await expect(panel.locator('math')).toBeVisible();
  const directions = await panel
    .locator('.question-text, .chunk > p, .chunk > ul, pre, math')
    .evaluateAll((elements) =>
      elements.map((element) => `${element.localName} ${getComputedStyle(element).direction}`),
    );
  expect(directions).toEqual(['div rtl', 'p rtl', 'ul rtl', 'pre ltr', 'p rtl', 'math ltr', 'p ltr']);
  await workbench.screenshot('right-to-left');
});

test('nothing moves for who asked for less motion', async ({ workbench }) => {
  await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
  const panel = await workbench.chatPanel();
  await expect(panel.getByRole('heading', { name: 'Demo model' })).toBeVisible();
  await tellPanel(panel, chatOf(question, answerOf('', { status: 'waiting' })));
  await expect(panel.locator('.codicon-loading')).toBeVisible();
  const moving = await panel
    .locator('body')
    .evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
  expect(moving).toBe(0);
});
