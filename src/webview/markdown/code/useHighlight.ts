import type { Root } from 'hast';
import { useEffect, useState } from 'preact/hooks';

/** Characters of code, and of one line; beyond these the colours would cost more than a frame. */
const MAX_CODE = 30_000;
const MAX_LINE = 2_000;

interface Highlighted {
  readonly code: string;
  readonly language: string;
  readonly root: Root | undefined;
}

/** The colours of `code`, when the grammars are there and the page has time; while not `isSettled`, none. */
export function useHighlight(code: string, language: string, isSettled: boolean): Root | undefined {
  const [done, setDone] = useState<Highlighted>();
  useEffect(() => {
    if (!isSettled || language === '' || !isReasonable(code)) return undefined;
    const wanted = new AbortController();
    void colour(code, language, wanted.signal).then(
      (root) => wanted.signal.aborted || setDone({ code, language, root }),
      // Without its grammars the code is still there to be read.
      () => undefined,
    );
    return () => wanted.abort();
  }, [code, language, isSettled]);
  return done?.code === code && done.language === language ? done.root : undefined;
}

async function colour(code: string, language: string, signal: AbortSignal): Promise<Root | undefined> {
  const { highlight } = await import('./highlighter.ts');
  await new Promise<void>((done) => requestIdleCallback(() => done(), { timeout: 1_000 }));
  return signal.aborted ? undefined : highlight(code, language);
}

const isReasonable = (code: string): boolean =>
  code.length <= MAX_CODE && code.split('\n').every((line) => line.length <= MAX_LINE);
