import { describe, expect, it } from 'vitest';
import { sends, stops, type Key } from '../../../../src/webview/composer/keys.ts';

const key = (fields: Partial<Key>): Key => ({
  key: 'Enter',
  keyCode: 13,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  ...fields,
});

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
});
