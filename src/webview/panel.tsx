import { render } from 'preact';
import { isChats } from '../protocol/chatList.ts';
import type { ToPanel } from '../protocol/panel.ts';
import { App } from './app.tsx';
import { Chats } from './chats/chats.tsx';
import { stops } from './composer/keys.ts';
import { perFrame } from './perFrame.ts';
import { PostContext, type Post } from './parts/post.ts';
import { openAnswer, reduce, type ViewEvent, type ViewState } from './state.ts';
import { focusTurn } from './turns/turnFocus.ts';
import type { VsCodeApi } from './vscodeApi.ts';

const COMPOSER = '.composer textarea';

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
        <App state={state} vscode={vscode} onDismissNotice={dismissNotice} earlier={earlier} />
        {state.chats && <Chats state={state.chats} onClose={closeChats} />}
      </PostContext.Provider>,
      root,
    );
    // A button that went away with what it was for leaves the focus to the composer, not to the page.
    if (wasListClosed && opener instanceof HTMLElement && opener !== document.body && opener.isConnected)
      opener.focus();
    else if (focused && !focused.isConnected && !isListOpen)
      (twin() ?? root.querySelector<HTMLElement>(COMPOSER))?.focus();
  });
  const handle = (event: ViewEvent) => {
    state = reduce(state, event);
    draw();
  };
  const closeChats = () => handle({ type: 'chatsClosed' });
  const dismissNotice = () => handle({ type: 'noticeDismissed' });

  const listen = ({ data }: MessageEvent<ToPanel>) => {
    if (data.type === 'chats' && !isChats(data)) return;
    handle(data);
    // After what came before it is drawn.
    if (data.type === 'focusLastAnswer') requestAnimationFrame(() => focusTurn('last'));
  };
  window.addEventListener('message', listen, { signal });
  document.addEventListener(
    'keydown',
    (event) => {
      if (stops(event) && state && openAnswer(state)) {
        event.preventDefault();
        post({ type: 'stop' });
      }
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) moveByKey(event, root);
    },
    { signal },
  );
  post({ type: 'ready' });

  return () => {
    listening.abort();
    render(null, root);
  };
}

/** Finds the button of the version that takes the place of the one whose button has the focus. */
function versionButton(focused: Element | null): () => HTMLElement | null | undefined {
  const turns = () => [...document.querySelectorAll('[data-turn-id]')];
  const label = focused?.closest('.branches') && focused.getAttribute('aria-label');
  const index = turns().findIndex((turn) => turn.contains(focused));
  return () => (label ? turns()[index]?.querySelector<HTMLElement>(`.branches [aria-label="${label}"]`) : undefined);
}

/** Ctrl or Cmd with the arrows goes from the empty composer up through the turns and back. */
function moveByKey(event: KeyboardEvent, root: HTMLElement): void {
  const focused = document.activeElement;
  const inComposer = focused instanceof HTMLTextAreaElement && focused.matches(COMPOSER);
  // While a question is edited the keys belong to its words.
  if (!inComposer && focused instanceof HTMLTextAreaElement) return;
  if (event.key === 'ArrowUp') {
    if (inComposer && focused.value !== '') return;
    if (focusTurn(inComposer ? 'last' : 'previous')) event.preventDefault();
  } else if (event.key === 'ArrowDown' && !inComposer) {
    event.preventDefault();
    if (!focusTurn('next')) root.querySelector<HTMLElement>(COMPOSER)?.focus();
  }
}
