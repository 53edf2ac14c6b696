import { afterEach, describe, expect, it, vi } from 'vitest';
import { searches, sends, stops, type Key } from '../../../../src/webview/composer/keys.ts';

const key = (fields: Partial<Key>): Key => ({
  key: 'Enter',
  keyCode: 13,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  ...fields,
});

afterEach(() => vi.unstubAllGlobals());

describe('keys', () => {
  it('sends with Enter alone', () => {
    expect(sends(key({}))).toBe(true);
    expect(sends(key({ shiftKey: true }))).toBe(false);
    expect(sends(key({ altKey: true }))).toBe(false);
    expect(sends(key({ key: 'a', keyCode: 65 }))).toBe(false);
  });

  it('neither sends nor stops with a key that an IME is using', () => {
    expect(sends(key({ isComposing: true }))).toBe(false);
    expect(sends(key({ keyCode: 229 }))).toBe(false);
    expect(stops(key({ key: 'Escape', keyCode: 27, isComposing: true }))).toBe(false);
    expect(stops(key({ key: 'Escape', keyCode: 27 }))).toBe(true);
  });

  it.each([
    ['Macintosh; Intel Mac OS X 10_15_7', false, true],
    ['X11; Linux x86_64', true, false],
  ])('search with the key that finds elsewhere: %s', (userAgent, byControl, byCommand) => {
    vi.stubGlobal('navigator', { userAgent });
    const none = { key: 'f', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
    expect(searches({ ...none, ctrlKey: true })).toBe(byControl);
    expect(searches({ ...none, metaKey: true })).toBe(byCommand);
    expect(searches({ ...none, ctrlKey: true, metaKey: true })).toBe(false);
  });
});
