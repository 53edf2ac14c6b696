import { describe, expect, it } from 'vitest';
import { unlinked } from '../../../../../src/host/platform/texts/unlinked.ts';

/** As VS Code finds links in a notification. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe('text of others in a notification', () => {
  it.each([
    '[Open](command:workbench.action.terminal.sendSequence?%7B%7D)',
    'a [b](HTTPS://leak.example/x "title") c',
    '[a](file:///etc/passwd)[b](command:x)',
    '[[a](command:x)](command:y)',
  ])('%j holds no link', (text) => {
    expect(text).toMatch(LINK);
    expect(unlinked(text)).not.toMatch(LINK);
  });

  it('is the same text but for what makes a link', () => {
    expect(unlinked('src/[id]/page (1).tsx: a[0] (x)')).toBe('src/[id]/page (1).tsx: a[0] (x)');
  });
});
