import { useEffect, useState } from 'preact/hooks';
import { usePost } from '../parts/post.ts';

/** What VS Code's explorer and tabs drag, best first: lines of addresses, or a JSON array of them. */
const TYPES = ['application/vnd.code.uri-list', 'resourceurls', 'text/uri-list'] as const;
/** As `attachDropped` takes them. */
const [MOST, LONGEST] = [50, 4000];

/** Takes files that are dropped anywhere on the panel; whether some are being dragged over it. */
export function useDrop(): boolean {
  const post = usePost();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const over = (event: DragEvent) => {
      if (event.dataTransfer === null || !event.dataTransfer.types.some(isOurs)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      const uris = event.dataTransfer === null ? [] : droppedUris(event.dataTransfer);
      if (uris.length === 0) return;
      event.preventDefault();
      post({ type: 'attachDropped', uris });
    };
    window.addEventListener('dragenter', over, { signal });
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('drop', drop, { signal });
    // Out of the page, not from one part of it to another.
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    window.addEventListener('dragleave', leave, { signal });
    return () => listening.abort();
  }, [post]);
  return isOver;
}

const isOurs = (type: string): boolean => TYPES.some((known) => known === type.toLowerCase());

/** @internal */
export function droppedUris(data: Pick<DataTransfer, 'getData'>): string[] {
  for (const type of TYPES) {
    const uris = parse(data.getData(type)).filter((uri) => uri.length <= LONGEST);
    if (uris.length > 0) return uris.slice(0, MOST);
  }
  return [];
}

function parse(text: string): string[] {
  if (!text.startsWith('[')) return text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
