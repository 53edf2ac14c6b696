import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConversationStore } from '../../../../../src/host/history/store/conversationStore.ts';
import { fold, foldWithPlaces } from '../../../../../src/host/history/search/foldText.ts';
import { snippetOf, snippetPieces, termsOf } from '../../../../../src/host/history/search/searchQuery.ts';
import { chat, drain, question } from '../chats.ts';

let folder: string;
let store: ConversationStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'search-'));
  store = ConversationStore.open(join(folder, 'conversations.db'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const index = () => {
  drain(store.upkeep({ before: 0 }));
};

/** The text, words that find it, and words that do not. */
const CASES: readonly [text: string, found: readonly string[], not: readonly string[]][] = [
  ['Release v38.1 is out', ['38.1', 'v38', '38', '8.1', '.'], ['38.2', '381', '83']],
  ['これは日本語の文です', ['日本語', '本語', '語', '語の文'], ['英語', '日語']],
  ['ภาษาไทยง่ายมาก', ['ไทย', 'าษา', 'ง่าย'], ['งาย', 'ลาว']],
  [
    'Die Größe der Straße',
    ['GRÖSSE', 'größe', 'groesse'.slice(0, 2), 'STRASSE', 'strasse', 'ẞ', 'ss'],
    ['grosz', 'straze'],
  ],
  ['class UserName {}', ['username', 'Name', 'sern', 'UserName'], ['user name x']],
  ['Good job 👍 and 👩‍👩‍👧', ['👍', 'job 👍', '👩‍👩‍👧'], ['👎', '👩‍👩‍👦']],
  ['a == b and 2 * 3', ['==', '*', '= b', '2 *'], ['===', '**']],
  ['naïve café Ελλάδος ΣΊΣΥΦΟΣ', ['naive', 'CAFE', 'cafe\u0301', 'ελλαδοσ', 'σισυφος'], ['cafés']],
  ['İstanbul ILIK ılık', ['istanbul', 'ISTANBUL', 'ilik', 'ılık'], ['istambul']],
  ['한국어 문장', ['한국어', '국어', '\u1112\u1161\u11ab\u1100\u116e\u11a8'], ['하', '한굮']],
  ['ﬁle Ｗｉｄｅ x² soft\u00adhyphen', ['file', 'wide', 'x2', 'softhyphen'], ['fille']],
  ['C++ and C# and .NET', ['c++', 'C#', '.net', '+'], ['c--', 'c+++']],
  ['say "strict mode" now', ['"strict mode"', '"strict', 'mode strict', '"mode" now'], ['"mode strict"', 'strict"']],
  ['Hello привет ёлка', ['ПРИВЕТ', 'елка', 'ривет'], ['превет']],
  ['x'.repeat(5000) + ' needle ' + 'y'.repeat(5000), ['needle', 'xx needle'], ['needles']],
  ['line one\nline two\tend\0after', ['one line', 'two end', 'after', '"one line"'], ['threé']],
];

describe.each([
  ['indexed', index],
  ['not in the index yet', () => undefined],
])('a chat that is %s', (_, prepare) => {
  it.each(CASES)('with %j', (text, found, not) => {
    store.write(chat('wanted', [question('q', text)], 'title'));
    store.write(chat('other', [question('o', 'nothing of that kind')], 'title'));
    prepare();
    const ids = (query: string) => store.find(query, 10).chats.map(({ id }) => id);
    for (const query of found) expect(ids(query), query).toContain('wanted');
    for (const query of not) expect(ids(query), query).toEqual([]);
  });
});

describe('what is found', () => {
  it('comes by title, then where the words begin words, then the others, the newest first', () => {
    store.write(chat('part', [question('1', 'concatenate')]));
    store.write(chat('old', [question('2', 'a cat')]));
    store.write(chat('new', [question('3', 'cats and dogs')]));
    store.write(chat('later', [question('4', 'education')]));
    store.write(chat('named', [question('5', 'nothing')], 'The cat'));
    for (let i = 0; i < 2; i++) {
      expect(store.find('cat', 10).chats.map(({ id }) => id)).toEqual(['named', 'new', 'old', 'later', 'part']);
      index();
    }
    expect(store.find('cat', 2)).toMatchObject({ chats: [{ id: 'named' }, { id: 'new' }], hasMore: true });
  });

  it('is marked exactly, also where folding makes the text longer or shorter', () => {
    const marked = (text: string, query: string) => snippetPieces(snippetOf(text, termsOf(query)));
    expect(marked('Die Größe zählt', 'GRÖSSE')).toEqual(['Die ', 'Größe', ' zählt']);
    expect(marked('Die Groesse cafe\u0301 da', 'café')).toEqual(['Die Groesse ', 'cafe\u0301', ' da']);
    expect(marked('これは日本語です', '本語')).toEqual(['これは日', '本語', 'です']);
    expect(marked('👍👎👍', '👎')).toEqual(['👍', '👎', '👍']);
    expect(marked('İİ ab', 'ab')).toEqual(['İİ ', 'ab', '']);
    expect(marked('aaaa', 'aa a')).toEqual(['', 'aa', '', 'aa', '']);
  });

  it('is cut around the first place, never inside a character', () => {
    const snippet = snippetOf(`${'😀'.repeat(200)}needle${'😀'.repeat(200)}`, ['needle']);
    expect(snippet).not.toMatch(/\p{Surrogate}/u);
    expect(snippet.length).toBeLessThan(260);
    expect(snippetPieces(snippet)).toHaveLength(3);
    expect(snippet.startsWith('…') && snippet.endsWith('…')).toBe(true);
  });
});

describe('folding', () => {
  it('gives the same with places as without, for any text', () => {
    const some = [
      'aB c',
      'ßẞ',
      'İ',
      'ﬃ',
      'e\u0301',
      'が',
      '\u304b\u3099',
      '한',
      '\ud800',
      '👩‍👩‍👧',
      '½',
      'ς',
      '\u0301',
      '\0\t',
    ];
    for (const a of some) {
      for (const b of some) {
        const { text, from } = foldWithPlaces(a + b);
        expect(text).toBe(fold(a + b));
        expect(from).toHaveLength(text.length + 1);
      }
    }
  });
});
