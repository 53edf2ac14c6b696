import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
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
  ['a line\r\nend  of\u3000\u00a0\tall', ['"line end"', '"end of"', '"of  all"', '"line\nend of all"'], ['"lineend"']],
  ['it’s an e‐mail on pages 2–3 — ‘so’', ["it's", 'it’s', 'e-mail', '2-3', '2−3', "'so'"], ['its', 'email', '23']],
  ["it's an e-mail on pages 2-3", ['it’s', 'itʼs', 'e‐mail', 'e‑mail', '2–3', '2—3'], ['it”s']],
  [
    'she said “foo bar” and « baz »',
    ['“foo bar”', '„foo bar“', '«foo bar»', '＂foo bar＂', '"foo bar"', '"foo', '„foo'],
    ['“bar foo”', '«foo baz»'],
  ],
  [
    'word\u2060joiner right\u200fmark byte\ufefforder \u2067x\u2069y می\u200cخواهم',
    ['wordjoiner', 'rightmark', 'byteorder', 'xy', 'می\u200cخواهم', 'byte\ufefforder', 'right\u200emark'],
    ['"word joiner"', '"byte order"', 'میخواهم'],
  ],
  [
    'Łódź Ørsted đồng œuvre Æsir Ðorð Ħamrun Þór',
    ['lodz', 'ŁÓDŹ', 'orsted', 'dong', 'ĐỒNG', 'oeuvre', 'ŒUVRE', 'aesir', 'dord', 'hamrun', 'thor', 'Łodz'],
    ['łodź 2', 'auvre', 'torr'],
  ],
  ['ǿre ǽon', ['ore', 'øre', 'aeon'], ['aon']],
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

  it('is what a title holds, also behind what a list shows of it', () => {
    store.write(chat('long', [question('1', 'nothing')], `${'x '.repeat(120)}it’s at the end`));
    expect(store.find("it's end", 10).chats).toMatchObject([{ id: 'long', title: 'x '.repeat(100) }]);
    expect(store.find('start', 10).chats).toEqual([]);
  });

  it.each([
    ['phrase', 'The quick brown fox. '.repeat(75).trim()],
    ['emoji', `a${'😀'.repeat(900)}`],
  ])('is the text that was pasted, a long %s, though only its beginning counts', (_, text) => {
    store.write(chat('wanted', [question('1', text)]));
    store.write(chat('other', [question('2', 'brown fox: the quick one')]));
    for (const query of [text, `"${text}"`, `“${text}”`, `"${text}`.slice(0, 1000)])
      expect(store.find(query, 10).chats.map(({ id }) => id)).toEqual(['wanted']);
  });

  it('holds a quote that nothing closes, unless the query was cut off', () => {
    const query = '"quick fox '.padEnd(1000, 'and so on ');
    expect(termsOf(query)).toEqual([query.slice(1).trim()]);
    expect(termsOf(query.slice(0, 999))).toEqual(['"quick', 'fox', 'and', 'so', 'on', 'o']);
    expect(termsOf(`word ${'x'.repeat(1500)}`)).toEqual(['word', 'x'.repeat(995)]);
  });

  it('is marked exactly, also where folding makes the text longer or shorter', () => {
    const marked = (text: string, query: string) => snippetPieces(snippetOf(text, termsOf(query)));
    expect(marked('Die Größe zählt', 'GRÖSSE')).toEqual(['Die ', 'Größe', ' zählt']);
    expect(marked('Die Groesse cafe\u0301 da', 'café')).toEqual(['Die Groesse ', 'cafe\u0301', ' da']);
    expect(marked('これは日本語です', '本語')).toEqual(['これは日', '本語', 'です']);
    expect(marked('👍👎👍', '👎')).toEqual(['👍', '👎', '👍']);
    expect(marked('İİ ab', 'ab')).toEqual(['İİ ', 'ab', '']);
    expect(marked('aaaa', 'aa a')).toEqual(['', 'aa', '', 'aa', '']);
    expect(marked('of  a \r\n b  c', '"a b"')).toEqual(['of ', 'a b', ' c']);
    expect(marked('x  it’s “so”', "it's")).toEqual(['x ', 'it’s', ' “so”']);
    expect(marked('chef-d’œuvre là', 'oeuvre')).toEqual(['chef-d’', 'œuvre', ' là']);
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
      ' ',
      ' \u2060\r\n',
      '¨',
      'œ’',
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

describe('a database whose texts were folded in another way', () => {
  it('has them indexed anew, and finds them meanwhile', () => {
    const path = join(folder, 'older.db');
    const older = ConversationStore.open(path);
    older.write(chat('wanted', [question('q', 'It’s in Łódź.')], 'title'));
    drain(older.upkeep({ before: 0 }));
    older.close();
    const database = new DatabaseSync(path);
    database.exec(`DELETE FROM trigrams; INSERT INTO trigrams (rowid, text) SELECT row, 'it’s in łodz.' FROM turn;
      PRAGMA user_version = 5`);
    database.close();
    const now = ConversationStore.open(path);
    const found = () => ["it's", 'lodz'].map((query) => now.find(query, 10).chats.map(({ id }) => id));
    expect(found()).toEqual([['wanted'], ['wanted']]);
    drain(now.upkeep({ before: 0 }));
    expect(found()).toEqual([['wanted'], ['wanted']]);
    now.close();
  });
});
