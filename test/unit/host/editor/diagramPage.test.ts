import { describe, expect, it } from 'vitest';
import { diagramPage } from '../../../../src/host/editor/diagramPage.ts';

describe('the page of a diagram', () => {
  const page = diagramPage({
    nonce: 'AbC=',
    script: 'https://webview/diagram.js',
    css: 'p{}',
    language: 'de',
    sentences: { 'Zoom In': '</script><img src="https://leak.example/">' },
  });
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';

  it('may load its own scripts and nothing else, from nowhere', () => {
    expect(policy.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'none'",
      "default-src 'none'",
      "font-src 'none'",
      "form-action 'none'",
      "img-src 'none'",
      "script-src 'nonce-AbC='",
      "style-src 'unsafe-inline'",
    ]);
  });

  it('holds words that cannot end their block', () => {
    expect(page).not.toContain('</script><img');
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
  });
});
