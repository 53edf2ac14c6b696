import { useState } from 'preact/hooks';
import { IconButton } from './iconButton.tsx';
import { usePost } from './post.ts';

/** Puts `text` on the clipboard and says so until the text changes. */
export function CopyButton({ label, text, icon = 'copy' }: { label: string; text: string; icon?: string }) {
  const post = usePost();
  const [copied, setCopied] = useState<string>();
  const copy = () => {
    post({ type: 'copy', text });
    setCopied(text);
  };
  return <IconButton icon={copied === text ? 'check' : icon} label={label} onClick={copy} />;
}
