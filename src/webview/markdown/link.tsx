import type { ComponentChildren } from 'preact';
import { usePost } from '../parts/post.ts';
import { safeHref } from './links.ts';

/** A link out of an answer; the host opens it. Without a safe address only its text. */
export function Link({ address, children }: { address: string; children: ComponentChildren }) {
  const post = usePost();
  const href = safeHref(address);
  if (href === undefined) return <>{children}</>;
  const open = (event: MouseEvent) => {
    event.preventDefault();
    // Else VS Code's own listener on the document opens it a second time.
    event.stopPropagation();
    post({ type: 'openLink', href });
  };
  return (
    <a href={href} title={href} onClick={open}>
      {children}
    </a>
  );
}
