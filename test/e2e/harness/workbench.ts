import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copySampleWorkspace, type Settings } from '../../../scripts/workbench/folders.ts';
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

const EXTENSION_ID = 'cerebrum-local.cerebrum';
const OURS = `iframe.webview[src*="extensionId=${EXTENSION_ID}"]`;
/** All webviews lie side by side in the workbench's DOM; the address of one tells whether a view shows it. */
const IN_VIEW = '[src*="purpose=webviewView"]';

/** The inside of the chat in an editor of the workbench. */
export function editorChat(page: Page): FrameLocator {
  const frame = page.locator(`${OURS}:not(${IN_VIEW})`);
  return frame.contentFrame().locator('iframe#active-frame').contentFrame();
}

/** The inside of the chat in a window of its own. */
export function windowChat(window: Page): FrameLocator {
  return window.locator(OURS).contentFrame().locator('iframe#active-frame').contentFrame();
}

/** The inside of VS Code's own Markdown preview. */
export function markdownPreview(page: Page): FrameLocator {
  const frame = page.locator('iframe.webview[src*="extensionId=vscode.markdown-language-features"]');
  return frame.contentFrame().locator('iframe#active-frame').contentFrame();
}

/** Keys of the tests' own. */
export const testKeybindings = [
  // What `reset` presses: closes what tests open, in VS Code's own terms.
  {
    key: 'ctrl+alt+shift+f12',
    command: 'runCommands',
    args: {
      commands: [
        'workbench.action.closeAllGroups',
        'workbench.action.closePanel',
        'notifications.clearAll',
        'cerebrum.newChat',
        // A page that tests told something reads again what is so.
        'workbench.action.webview.reloadWebviewAction',
      ],
    },
  },
  // VS Code's own command for the view; as long as the extension isn't there the key does nothing.
  { key: 'ctrl+alt+shift+f11', command: 'workbench.view.extension.cerebrum' },
];

/** A file that a test asked for last may open only after that: then once more. Sooner, it would reload the page under the next test. */
const PRESS_AGAIN_MS = 10_000;

/** How long a button is held on an entry of a menu. */
const MENU_DEAF_MS = 150;

/** VS Code's workbench, driven as a person drives it: by its menus, its palette, its keys and its mouse. */
export class Workbench {
  readonly page: Page;
  /** The opened folder, an absolute path; the test may read and write files in it. */
  readonly folder: string;
  #resets = 0;
  /** Of the side bar with the chat as VS Code opens it, pixels. */
  #width: number | undefined;

  constructor(page: Page, folder: string) {
    this.page = page;
    this.folder = folder;
  }

  /** Opens the workbench; resolves when the folder is shown and the extension host runs. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await expect(this.page.locator('.monaco-workbench')).toBeVisible({ timeout: 60_000 });
    await expect(this.page.getByRole('treeitem', { name: 'README.md' })).toBeVisible({ timeout: 60_000 });
  }

  /** Puts the window back to how a test finds it: no editor, no message, an empty chat, the sample's files, these settings. */
  async reset(settings: Settings): Promise<void> {
    const dontSave = this.page.locator('.monaco-dialog-box').getByRole('button', { name: "Don't Save" });
    await this.page.keyboard.press('Escape');
    let pressedAt = -Infinity;
    await expect(async () => {
      if (await dontSave.isVisible()) await dontSave.click();
      if (performance.now() - pressedAt > PRESS_AGAIN_MS) {
        await this.page.keyboard.press('Control+Alt+Shift+F12');
        pressedAt = performance.now();
      }
      await expect(this.page.locator('.tab, .notification-toast')).toHaveCount(0, { timeout: 300 });
    }).toPass({ timeout: 30_000 });
    for (const name of await readdir(this.folder)) await rm(join(this.folder, name), { recursive: true, force: true });
    // A title of this reset's own shows that VS Code has read the settings.
    const title = `sample-workspace (${++this.#resets})`;
    await copySampleWorkspace(this.folder, { ...settings, 'window.title': title });
    await expect(this.page).toHaveTitle(title);
    const panel = await this.chatPanel();
    await expect(panel.locator('main').filter({ visible: true })).toBeVisible();
    await expect(panel.getByRole('article')).toHaveCount(0);
    await panel.getByRole('textbox', { name: 'Ask Cerebrum' }).fill('');
    const added = panel.getByRole('list', { name: 'Added to the question' }).getByRole('button', { name: /^Remove/ });
    for (let left = await added.count(); left > 0; left--) {
      await added.first().click();
      await expect(added).toHaveCount(left - 1);
    }
    if (this.#width !== undefined && (await this.boxOfSideBar()).width !== this.#width)
      await this.resizeSideBar(this.#width);
  }

  /** Reloads the page as the browser does; the extension host goes and comes again. */
  async reload(): Promise<void> {
    await this.page.goto(this.page.url());
    await expect(this.page.locator('.monaco-workbench')).toBeVisible({ timeout: 60_000 });
  }

  /** Reloads the window by VS Code's command: what is open is stored before, and is there again. */
  async reloadWindow(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await loaded;
    await expect(this.page.locator('.monaco-workbench')).toBeVisible({ timeout: 60_000 });
  }

  /** Runs a command by its full title in the Command Palette, e.g. "Cerebrum: New Chat". */
  async command(title: string): Promise<void> {
    // The list does not grow when an extension arrives after it was opened: open it again until the command is there.
    await this.pick('F1', `>${title}`, title);
  }

  /** Whether the Command Palette offers a command, by its full title. */
  async offersCommand(title: string): Promise<boolean> {
    await this.page.keyboard.press('F1');
    await this.quickPick.fill(`>${title}`);
    const options = this.page.locator('.quick-input-list').getByRole('option');
    await expect(options.first()).toBeVisible();
    const offered = await this.option(title).isVisible();
    await this.page.keyboard.press('Escape');
    return offered;
  }

  /** Takes an option of the quick pick that is open, by its label. */
  async pickOption(label: string): Promise<void> {
    await this.option(label).click();
  }

  /** Gives the simple file dialog a path and confirms it. */
  async answerFileDialog(path: string): Promise<void> {
    await expect(
      this.page.locator('.quick-input-widget').getByRole('button', { name: /OK|Use This Model/ }),
    ).toBeVisible();
    await expect(async () => {
      await this.quickPick.fill(path);
      // The dialog looks the path up and has no use for Enter before it lists the file.
      await expect(this.option(path.split('/').at(-1) ?? path)).toBeVisible({ timeout: 2_000 });
      await this.page.keyboard.press('Enter');
      await expect(this.page.locator('.quick-input-widget')).toBeHidden({ timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
  }

  /** Types into the input box or quick pick that is open and confirms it. */
  async answerQuickInput(text: string): Promise<void> {
    await this.quickPick.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Gives a path to the dialog that asks where a file goes, and waits for the notification `said` that it is there. */
  async saveAs(file: string, said: string | RegExp): Promise<void> {
    // The list that was open before would take the path for a file to open.
    await expect(this.quickPick).toHaveValue(/^\/.*\.\w+$/);
    // The dialog puts its own path back while it looks the folder up, whose files it then lists.
    await expect(this.page.locator('.quick-input-list').getByRole('option').first()).toBeVisible();
    await expect(async () => {
      await this.quickPick.fill(file);
      await expect(this.quickPick).toHaveValue(file, { timeout: 500 });
      await this.page.keyboard.press('Enter');
      await expect(this.quickPick).toBeHidden({ timeout: 2_000 });
    }).toPass();
    await expect(this.notification(said)).toBeVisible();
  }

  /** The text field of the open quick pick, palette or input box. */
  get quickPick(): Locator {
    return this.page.locator('.quick-input-widget input[type=text]');
  }

  /** Opens an address of an extension as another program hands it over: VS Code asks first. */
  async openAddress(address: string): Promise<void> {
    await this.command('Developer: Open URL');
    // The palette has a text field, too, until the one for the address takes its place.
    await expect(this.page.locator('.quick-input-widget')).toContainText('URL to open');
    await this.answerQuickInput(address);
    await this.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Open', exact: true }).click();
  }

  /** Opens a quick pick by its key, types into it and takes the option. */
  private async pick(key: string, text: string, option: string): Promise<void> {
    await expect(async () => {
      // What is open already keeps its old list.
      if (await this.quickPick.isVisible()) await this.page.keyboard.press('Escape');
      await expect(this.quickPick).toBeHidden({ timeout: 2_000 });
      await this.page.keyboard.press(key);
      await this.quickPick.fill(text, { timeout: 2_000 });
      await expect(this.option(option)).toBeVisible({ timeout: 2_000 });
      // A key acts at once or not at all: a click that a busy window answers late would be taken for none, and done twice.
      const isFirst = /\bfocused\b/.test((await this.option(option).getAttribute('class', { timeout: 2_000 })) ?? '');
      if (isFirst) await this.quickPick.press('Enter', { timeout: 2_000 });
      else await this.option(option).click({ timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
    // While it is still open it would take what is typed for the box that comes next.
    await expect.poll(() => this.stillOpen(text)).toBe(false);
  }

  /** Whether the quick pick shows the text that was typed into it; a window that is reloaded shows none. */
  private async stillOpen(text: string): Promise<boolean> {
    if (!(await this.quickPick.isVisible())) return false;
    return (await this.quickPick.inputValue({ timeout: 1_000 }).catch(() => '')) === text;
  }

  private option(name: string): Locator {
    return this.page.locator('.quick-input-list').getByRole('option', { name }).first();
  }

  /** Opens a file of the workspace by its path; resolves when its text is shown. */
  async openFile(path: string): Promise<void> {
    await this.pickFile(path);
    await expect(this.editor.locator('.view-line').first()).toBeVisible();
    // While it closes it looks open: a key that is to close it would take back the selection made since.
    await expect(this.quickPick).toBeHidden();
  }

  /** Opens a notebook of the workspace by its path; gives its code cells. */
  async openNotebook(path: string): Promise<Locator> {
    await this.pickFile(path);
    return this.page.locator('.code-cell-row');
  }

  private async pickFile(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    // A file that was just written is found a moment later.
    await expect(async () => {
      await this.pick('ControlOrMeta+P', path, name);
      // A chat that was begun takes the focus a moment later, and closes the list under the key.
      await expect(this.page.locator('.tab.active')).toContainText(name, { timeout: 5_000 });
    }).toPass({ timeout: 40_000 });
  }

  /** The editor that has, or had last, the focus. */
  get editor(): Locator {
    return this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  /** Selects whole lines of the active editor, first and last included, 1-based. */
  async selectLines(first: number, last: number): Promise<void> {
    const { keyboard } = this.page;
    await keyboard.press('ControlOrMeta+Home');
    await keyboard.press('Control+G');
    await this.quickPick.fill(`:${first}`);
    await keyboard.press('Enter');
    await expect(this.quickPick).toBeHidden();
    await keyboard.press('Home');
    for (let line = first; line < last; line++) await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Shift+End');
    await expect(this.status(/selected/)).toContainText(`Ln ${last}, `);
  }

  /** An entry of the status bar, by its text. */
  status(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** What extensions say of the active editor's language: opened by its entry in the status bar. */
  async languageStatus(): Promise<Locator> {
    const entries = this.page.locator('.hover-language-status');
    const status = this.page.locator('.monaco-hover').filter({ has: entries }).last();
    await expect(async () => {
      await this.page.mouse.move(0, 0);
      await this.page.locator('[id="status.languageStatus"]').hover();
      await expect(status).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 30_000 });
    return status;
  }

  /** Opens the context menu on the selection, else on the first line, with the mouse. */
  async openContextMenu(): Promise<Locator> {
    const menu = this.page.getByRole('menu').last();
    // The editor draws its selection anew now and then: a box can be gone between two looks.
    await expect(async () => {
      const selection = this.editor.locator('.selected-text').first();
      const target = (await selection.isVisible()) ? selection : this.editor.locator('.view-line').first();
      const box = await target.boundingBox({ timeout: 1_000 });
      expect(box, 'the editor shows something to click on').not.toBeNull();
      const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
      await this.page.mouse.click(x + Math.min(width / 2, 40), y + height / 2, { button: 'right' });
      await expect(menu).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
    return menu;
  }

  /** Opens the editor's context menu and clicks an entry. */
  async contextMenu(entry: string): Promise<void> {
    await this.takeMenuItem(await this.openContextMenu(), entry);
  }

  /** Opens the context menu of something in a view and clicks an entry. */
  async menuOf(target: Locator, entry: string): Promise<void> {
    const menu = this.page.getByRole('menu').last();
    await expect(async () => {
      // One that came late is there, in the way of another click.
      if (!(await menu.isVisible())) await target.click({ button: 'right', timeout: 2_000 });
      await expect(menu).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
    await this.takeMenuItem(menu, entry);
  }

  private async takeMenuItem(menu: Locator, entry: string): Promise<void> {
    const item = menu.getByRole('menuitem', { name: entry });
    await expect(item).toBeVisible();
    // VS Code's menus swallow a button that is let go in their first tenth of a second; a click that comes through late has
    // closed the menu.
    await expect(async () => {
      if (await item.isVisible()) await item.click({ delay: MENU_DEAF_MS, timeout: 1_000 });
      await expect(item).toBeHidden({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
  }

  /** Opens the editor's context menu at the cursor with Shift+F10 and takes an entry with the mouse. */
  async contextMenuByKey(entry: string): Promise<void> {
    const menu = this.page.getByRole('menu').last();
    const item = menu.getByRole('menuitem', { name: entry });
    // A panel that arrives closes a menu that has just opened.
    await expect(async () => {
      if (!(await item.isVisible())) await this.page.keyboard.press('Shift+F10');
      await expect(item).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
    await this.takeMenuItem(menu, entry);
  }

  /** The side bar in which VS Code puts the chat. */
  get chatSideBar(): Locator {
    return this.page.locator('.part.auxiliarybar');
  }

  /** Opens the Cerebrum view, unless it is open. */
  async openChatView(): Promise<void> {
    await expect(async () => {
      if (!(await this.chatFrame.isVisible())) await this.page.keyboard.press('Control+Alt+Shift+F11');
      await expect(this.chatFrame).toBeVisible({ timeout: 700 });
    }).toPass({ timeout: 60_000 });
    this.#width ??= (await this.boxOfSideBar()).width;
  }

  /** The inside of the chat panel, which is opened if need be. Use it like a page: `panel.getByRole(…)`. */
  async chatPanel(): Promise<FrameLocator> {
    await this.openChatView();
    const panel = this.chatFrame.contentFrame().locator('iframe#active-frame').contentFrame();
    await expect(panel.locator('body')).toBeVisible();
    return panel;
  }

  /** Drags the edge of the side bar with the chat until it is this wide. */
  async resizeSideBar(width: number): Promise<void> {
    const { mouse } = this.page;
    const box = await this.boxOfSideBar();
    // What is dragged lies between the side bar and the editors.
    const edge = box.x - 2;
    await mouse.move(edge, 300);
    await mouse.down();
    await mouse.move(edge + box.width - width, 300, { steps: 5 });
    await mouse.up();
    await expect.poll(async () => Math.abs((await this.boxOfSideBar()).width - width)).toBeLessThan(3);
  }

  private async boxOfSideBar(): Promise<{ readonly x: number; readonly width: number }> {
    const box = await this.chatSideBar.boundingBox();
    if (!box) throw new Error('The side bar with the chat is not open.');
    return box;
  }

  private get chatFrame(): Locator {
    // VS Code leaves the purpose out where it shows a view again; the side bar's webviews then lie at its right edge.
    return this.page.locator(`${OURS}${IN_VIEW}, .webview-overlay-outer-right > ${OURS}`);
  }

  /** A notification toast, by its text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  /** Writes test-results/screenshots/NAME.png. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: `test-results/screenshots/${name}.png` });
  }
}
