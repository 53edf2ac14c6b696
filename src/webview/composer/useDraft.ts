import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePost } from '../parts/post.ts';
import type { VsCodeApi } from '../vscodeApi.ts';

/** The host is told the draft when no key came for so long; milliseconds. */
const TOLD_AFTER_MS = 250;

interface Sources {
  /** Keeps the draft over a reload. */
  readonly vscode: VsCodeApi;
  /** What is typed is kept nowhere. */
  readonly isPrivate: boolean;
  /** Text to take back in, once for each `serial`. */
  readonly returned: { readonly serial: number; readonly text: string } | undefined;
  /** Text for an empty composer. */
  readonly restored: string | undefined;
  /** Text came back: the user goes on with it. */
  readonly onReturned: () => void;
}

/** The text in the composer and where its caret is; kept over a reload and told to the host. */
export function useDraft({ vscode, isPrivate, returned, restored, onReturned }: Sources) {
  const post = usePost();
  const [draft, setDraft] = useState(() => vscode.getState()?.draft ?? '');
  /** The draft where it may have changed since it was drawn. */
  const latest = useRef(draft);
  const [caret, setCaret] = useState(draft.length);
  /** How many questions ago the draft was asked, while it is as it was. */
  const [recalled, setRecalled] = useState(0);

  const change = (text: string, at = text.length) => {
    latest.current = text;
    setDraft(text);
    setCaret(at);
    setRecalled(0);
    vscode.setState({ ...vscode.getState(), draft: isPrivate ? '' : text });
  };
  useLayoutEffect(() => {
    if (restored !== undefined && draft === '') change(restored);
  }, [restored]);
  useLayoutEffect(() => {
    if (!returned) return;
    const { current } = latest;
    // What VS Code had no time to forget is there already.
    change(current.trim() === '' || current === returned.text ? returned.text : `${returned.text}\n\n${current}`);
    onReturned();
  }, [returned?.serial]);
  // The timer ends with the layout, not after the paint: a draft that was asked meanwhile must not be sent as one.
  useLayoutEffect(() => {
    const timer = setTimeout(() => post({ type: 'draftChanged', text: draft }), TOLD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [draft, post]);

  /** Puts in the question asked `back` questions ago; whether there is one. */
  const recall = (back: number, text: string | undefined): boolean => {
    if (text === undefined) return false;
    change(text);
    setRecalled(back);
    return true;
  };
  return { draft, caret, setCaret, change, recalled, recall };
}

export type Draft = ReturnType<typeof useDraft>;
