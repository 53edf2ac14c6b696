// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { readJson, translatable, untranslatedInPanel } from '../support/sentences.ts';
import type { Answer } from '../../src/protocol/conversation.ts';
import type { PanelState } from '../../src/protocol/panel.ts';
import { speak, t, translationOf } from '../../src/webview/l10n.ts';
import { openPanel } from '../../src/webview/panel.tsx';
import { readyOnCpu } from '../support/engineView.ts';

type Sentences = Record<string, string>;
const german = readJson('l10n/bundle.l10n.de.json') as Sentences;
const holes = (sentence: string): string[] => (sentence.match(/\{\d+\}/g) ?? []).sort();

afterEach(() => speak());

describe('the German translation', () => {
  it('has every sentence of the host and the panel, and no other', () => {
    const { sentences, computed } = translatable();
    expect(computed).toEqual([]);
    expect(Object.keys(german).sort()).toEqual([...sentences].sort());
    for (const [sentence, translated] of Object.entries(german)) {
      expect(holes(translated), sentence).toEqual(holes(sentence));
    }
  });

  it('is asked for every word of the panel but proper names', () => {
    expect(untranslatedInPanel().sort()).toEqual(['Cerebrum', 'Hugging Face']);
  });

  it('has every text of the manifest, which holds none of its own', () => {
    const english = readJson('package.nls.json') as Sentences;
    expect(Object.keys(readJson('package.nls.de.json') as Sentences)).toEqual(Object.keys(english));
    const shown: string[] = [];
    JSON.stringify(readJson('package.json'), (key, value: unknown) => {
      const texts = key === 'enumDescriptions' ? (value as unknown[]) : [value];
      if (
        /^(title|name|description|markdownDescription|markdownDeprecationMessage|enumDescriptions|altText)$/.test(key)
      )
        shown.push(...texts.map(String));
      return value;
    });
    // A command in a title bar has the title it has in the palette.
    const keys = [...new Set(shown)].filter((text) => !['cerebrum', 'Cerebrum'].includes(text));
    expect(keys.map((key) => key.replace(/^%(.*)%$/, '$1')).sort()).toEqual(Object.keys(english).sort());
  });
});

describe('the panel in German', () => {
  const answer: Answer = {
    role: 'assistant',
    id: 'a1',
    text: '```ts\nlet a;\n```',
    status: 'stopped',
    droppedTurns: 2,
    stats: {
      promptTokens: 1340,
      reusedTokens: 1,
      generatedTokens: 9,
      prefillMs: 1,
      generateMs: 1000,
      gpu: 'cpu',
      model: 'm',
    },
  };
  const state: PanelState = {
    conversationId: 'c1',
    turns: [],
    branches: {},
    engine: readyOnCpu,
    model: { name: 'Demo', isDemo: true, examples: ['Warum?'] },
    queued: 'Und dann?',
  };
  const frame = () => new Promise((done) => requestAnimationFrame(done));

  /** All the panel says for `shown`: its text, names and hints. */
  async function says(shown: PanelState): Promise<string> {
    document.body.innerHTML = '<div id="app"></div>';
    const app = document.getElementById('app') ?? document.body;
    const close = openPanel(app, {
      postMessage: () => undefined,
      getState: () => undefined,
      setState: () => undefined,
    });
    window.dispatchEvent(new MessageEvent('message', { data: { type: 'snapshot', state: shown } }));
    await frame();
    await frame();
    const attributes = [...app.querySelectorAll('*')].flatMap((element) =>
      ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
    );
    const said = [app.textContent, ...attributes].join('\n');
    close();
    return said;
  }

  it('speaks it everywhere, with its numbers', async () => {
    speak({ language: 'de', sentences: german });
    const chat = await says({ ...state, turns: [{ role: 'user', id: 'q1', text: '?' }, answer] });
    expect(chat).toContain('1 von 1.340 Eingabetokens wiederverwendet');
    expect(chat).toContain('8,0 Tokens/s');
    for (const word of [
      'Cerebrum fragen',
      'Code kopieren',
      'Am Cursor einfügen',
      'Fortsetzen',
      'Entfernen',
      'Angehalten',
    ]) {
      expect(chat).toContain(word);
    }
    const steps = await says({
      ...state,
      turns: [
        { role: 'user', id: 'q1', text: '?' },
        { ...answer, text: 'Plan: add.\n\n1. 2 + 2 = 5.\n2. 5 - 1 = 4.\n\nAnswer: 4' },
      ],
      branches: { a1: { place: 1, count: 2 } },
    });
    for (const word of [
      'Aktionen für Schritt 1',
      'Falsch',
      'Rechnung geprüft',
      'Frage bearbeiten',
      'Vorherige Fassung',
    ]) {
      expect(steps).toContain(word);
    }
    const all = `${chat}${steps}${await says(state)}`;
    for (const [sentence, translated] of Object.entries(german)) {
      // Short words stand inside others.
      if (sentence !== translated && sentence.length > 12) expect(all).not.toContain(sentence);
    }
  });

  it('takes its words from the page, and speaks English without them', () => {
    document.body.innerHTML = '<script type="application/json" id="l10n"></script>';
    expect(translationOf(document)).toBeUndefined();
    const block = document.getElementById('l10n');
    if (block) block.textContent = JSON.stringify({ language: 'de', sentences: { Stop: 'Anhalten {0}' } });
    speak(translationOf(document));
    expect(t('Stop', 'jetzt')).toBe('Anhalten jetzt');
    expect(t('constructor')).toBe('constructor');
    speak();
    expect(t('{0} and {1}', 'a', 2)).toBe('a and 2');
  });
});
