import { render } from 'preact';
import type { ToPanel } from '../protocol/panel.ts';
import { App } from './app.tsx';
import { stops } from './composer/keys.ts';
import { perFrame } from './perFrame.ts';
import { PostContext, type Post } from './parts/post.ts';
import { openAnswer, reduce, type ViewEvent, type ViewState } from './state.ts';
import { focusTurn } from './turns/turnFocus.ts';
import type { VsCodeApi } from './vscodeApi.ts';

/** Shows the panel in `root`, tells the host that it listens, and draws what the host sends; gives back what ends it. */
export function openPanel(root: HTMLElement, vscode: VsCodeApi): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const post: Post = (message) => vscode.postMessage(message);
  let state: ViewState | undefined;

  const draw = perFrame(() => {
    if (!state || signal.aborted) return;
    const focused = document.activeElement;
    render(
      <PostContext.Provider value={post}>
        <App state={state} vscode={vscode} onDismissNotice={dismissNotice} />
      </PostContext.Provider>,
      root,
    );
    // A button that went away with what it was for leaves the focus to the composer, not to the page.
    if (focused && !focused.isConnected) root.querySelector('textarea')?.focus();
  });
  const handle = (event: ViewEvent) => {
    state = reduce(state, event);
    draw();
  };
  const dismissNotice = () => handle({ type: 'noticeDismissed' });

  const listen = ({ data }: MessageEvent<ToPanel>) => {
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

/** Ctrl or Cmd with the arrows goes from the empty composer up through the turns and back. */
function moveByKey(event: KeyboardEvent, root: HTMLElement): void {
  const focused = document.activeElement;
  const inComposer = focused instanceof HTMLTextAreaElement;
  if (event.key === 'ArrowUp') {
    if (inComposer && focused.value !== '') return;
    if (focusTurn(inComposer ? 'last' : 'previous')) event.preventDefault();
  } else if (event.key === 'ArrowDown' && !inComposer) {
    event.preventDefault();
    if (!focusTurn('next')) root.querySelector('textarea')?.focus();
  }
}
