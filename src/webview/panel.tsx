import { render } from 'preact';
import { isChats } from '../protocol/chatList.ts';
import type { PanelTurn } from '../protocol/conversation.ts';
import type { ToPanel } from '../protocol/panel.ts';
import { App } from './app.tsx';
import { throttle } from './throttle.ts';
import { Chats } from './chats/chats.tsx';
import { searches, stops } from './composer/keys.ts';
import { copyFormulas } from './markdown/math/copyFormulas.ts';
import { perFrame } from './perFrame.ts';
import { PostContext, type Post } from './parts/post.ts';
import { reduce, type ViewEvent, type ViewState } from './state.ts';
import { focusTurn, neighbourOf } from './turns/turnFocus.ts';
import type { KeptState, VsCodeApi } from './vscodeApi.ts';

const COMPOSER = '.composer textarea';
/** Milliseconds between two looks at a growing answer while the user is elsewhere: in the browser, the editor's keys wait for them. */
const UNFOCUSED_PACE = 150;

/** Shows the panel in `root`, tells the host that it listens, and draws what the host sends; gives back what ends it. */
export function openPanel(root: HTMLElement, vscode: VsCodeApi): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const post: Post = (message) => vscode.postMessage(message);
  let state: ViewState | undefined;
  let isListOpen = false;
  /** Had the focus before the list of chats was opened. */
  let opener: Element | null = null;

  const earlier = (back: number) => state?.turns.filter(({ role }) => role === 'user').at(-back)?.text;

  const draw = perFrame(() => {
    if (!state || signal.aborted) return;
    const focused = document.activeElement;
    const twin = versionButton(focused);
    if (state.chats && !isListOpen) opener = focused;
    const wasListClosed = isListOpen && !state.chats;
    isListOpen = state.chats !== undefined;
    render(
      <PostContext.Provider value={post}>
        <App
          state={state}
          vscode={vscode}
          onDismissNotice={dismissNotice}
          onSettings={toggleSettings}
          earlier={earlier}
        />
        {state.chats && <Chats state={state.chats} onClose={closeChats} />}
      </PostContext.Provider>,
      root,
    );
    // A turn that the reader was sent to may have taken it.
    if (!isNowhere(document.activeElement)) return;
    // A button that went away with what it was for leaves the focus to the composer, not to the page.
    if (wasListClosed && opener instanceof HTMLElement && opener !== document.body && opener.isConnected)
      opener.focus();
    else if (focused && !focused.isConnected && !isListOpen)
      (twin() ?? root.querySelector<HTMLElement>(COMPOSER))?.focus();
  });
  const drawUnfocused = throttle(UNFOCUSED_PACE, draw);
  const handle = (event: ViewEvent) => {
    state = reduce(state, event);
    if (event.type === 'snapshot') vscode.setState({ ...vscode.getState(), conversation: event.state.conversationId });
    if (event.type === 'snapshot' && vscode.getState()?.chatSettings?.conversation === event.state.conversationId)
      state = reduce(state, { type: 'chatSettingsKept' });
    if (event.type === 'append' && !document.hasFocus()) drawUnfocused();
    else draw();
  };
  const closeChats = () => handle({ type: 'chatsClosed' });
  const toggleSettings = () => {
    const isOpen = state?.chatSettingsForm !== undefined;
    if (isOpen) {
      const kept: { -readonly [K in keyof KeptState]: KeptState[K] } = { ...vscode.getState() };
      delete kept.chatSettings;
      vscode.setState(kept);
    }
    handle({ type: isOpen ? 'chatSettingsClosed' : 'showChatSettings' });
  };
  const dismissNotice = () => handle({ type: 'noticeDismissed' });

  const listen = ({ data }: MessageEvent<ToPanel>) => {
    if (data.type === 'chats' && !isChats(data)) return;
    handle(data);
    // After what came before it is drawn.
    if (data.type === 'focusLastAnswer') requestAnimationFrame(() => focusTurn(state?.turns.at(-1)?.id ?? ''));
  };
  window.addEventListener('message', listen, { signal });
  document.addEventListener('copy', copyFormulas, { signal });
  document.addEventListener(
    'keydown',
    (event) => {
      if (stops(event) && state?.growing) {
        event.preventDefault();
        post({ type: 'stop' });
      }
      if (searches(event)) {
        event.preventDefault();
        // Not for VS Code, which has nothing to search a panel with: a page knows only what is drawn of a chat.
        event.stopPropagation();
        if (isListOpen) root.querySelector<HTMLElement>('.chats-search')?.focus();
        else post({ type: 'search', text: '' });
      }
      const isMove = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (isMove && state) moveByKey(event, root, state.turns, (id) => handle({ type: 'showTurn', id }));
    },
    { signal },
  );
  window.addEventListener('focus', () => post({ type: 'focused' }), { signal });
  post({ type: 'ready' });

  return () => {
    listening.abort();
    render(null, root);
  };
}

const isNowhere = (focused: Element | null): boolean =>
  focused === null || focused === document.body || !focused.isConnected;

/** Finds the button of the version that takes the place of the one whose button has the focus. */
function versionButton(focused: Element | null): () => HTMLElement | null | undefined {
  const label = focused?.closest('.branches') && focused.getAttribute('aria-label');
  if (!label) return () => undefined;
  const turns = () => [...document.querySelectorAll('[data-turn-id]')];
  const index = turns().findIndex((turn) => turn.contains(focused));
  return () => turns()[index]?.querySelector<HTMLElement>(`.branches [aria-label="${label}"]`);
}

/**
 * Ctrl or Cmd with the arrows goes from the empty composer up through the turns and back.
 *
 * @param show brings a turn that is far out of sight, and not drawn, to the reader
 */
function moveByKey(
  event: KeyboardEvent,
  root: HTMLElement,
  turns: readonly PanelTurn[],
  show: (id: string) => void,
): void {
  const focused = document.activeElement;
  const inComposer = focused instanceof HTMLTextAreaElement && focused.matches(COMPOSER);
  // While a question is edited the keys belong to its words.
  if (!inComposer && focused instanceof HTMLTextAreaElement) return;
  const isUp = event.key === 'ArrowUp';
  if (!isUp && event.key !== 'ArrowDown') return;
  if (inComposer && (!isUp || focused.value !== '')) return;
  const id = inComposer ? turns.at(-1)?.id : neighbourOf(focused, turns, isUp ? -1 : 1);
  if (id !== undefined) {
    event.preventDefault();
    if (!focusTurn(id)) show(id);
  } else if (!isUp) {
    event.preventDefault();
    root.querySelector<HTMLElement>(COMPOSER)?.focus();
  }
}
