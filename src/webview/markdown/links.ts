const PROTOCOLS = ['http:', 'https:', 'mailto:'];
/** The host takes no longer ones. */
const MAX_LENGTH = 2000;

/**
 * The address as it would be opened, if it may be: an absolute http, https or mailto address.
 * Anything else (`javascript:`, `data:`, `command:`, `vscode:`, `file:`, relative …) gives `undefined`.
 */
export function safeHref(address: string): string | undefined {
  const url = URL.parse(address);
  if (!url || !PROTOCOLS.includes(url.protocol) || url.href.length > MAX_LENGTH) return undefined;
  return url.href;
}
