/** Elements whose text is no markup, or is shown with every space. */
const TEXT_ELEMENTS = /^(?:script|style|textarea|title|pre|xmp|iframe|noembed|noframes|noscript|plaintext|listing)$/i;
const SCRIPT_TYPES: Readonly<Record<string, string>> = {
  '': 'javascript',
  module: 'javascript',
  'text/javascript': 'javascript',
  'application/javascript': 'javascript',
  'text/ecmascript': 'javascript',
  'text/babel': 'javascriptreact',
  'text/jsx': 'javascriptreact',
  'text/typescript': 'typescript',
  js: 'javascript',
  jsx: 'javascriptreact',
  ts: 'typescript',
  typescript: 'typescript',
  tsx: 'typescriptreact',
};
const STYLE_TYPES: Readonly<Record<string, string>> = {
  '': 'css',
  'text/css': 'css',
  css: 'css',
  postcss: 'css',
  scss: 'scss',
  'text/scss': 'scss',
  less: 'less',
  'text/less': 'less',
};

/** Finds the lines of a text in another language, by its id. */
type LinesOf = (text: string, language: string) => readonly (string | undefined)[];

/** For each line of HTML, XML, Vue or Svelte the language whose comment may stand before it. */
export function markupLines(text: string, language: string, linesOf: LinesOf): (string | undefined)[] {
  return new Markup(text, language, linesOf).scan();
}

class Markup {
  readonly #text: string;
  readonly #language: string;
  readonly #linesOf: LinesOf;
  readonly #lines: (string | undefined)[];
  #at = 0;
  /** Blocks of a Vue file that stand around the current place. */
  #open = 0;

  constructor(text: string, language: string, linesOf: LinesOf) {
    this.#text = text;
    this.#language = language;
    this.#linesOf = linesOf;
    this.#lines = [language];
  }

  scan(): (string | undefined)[] {
    while (this.#at < this.#text.length) {
      if (this.#text[this.#at] === '\n') {
        this.#at++;
        this.#lines.push(this.#isPlace() ? this.#language : undefined);
      } else if (this.#text[this.#at] === '<') this.#angle();
      else if (this.#isSvelte && this.#text[this.#at] === '{') this.#pass(this.#behindBraces(this.#at));
      else if (!this.#between('{{', '}}') && !this.#between('{%', '%}') && !this.#between('{#', '#}')) this.#at++;
    }
    return this.#lines;
  }

  get #isSvelte(): boolean {
    return this.#language === 'svelte';
  }

  /** In XML a text counts to the last space: a comment stands between tags alone. */
  #isPlace(): boolean {
    if (this.#language !== 'xml') return true;
    let before = this.#at - 1;
    while (/\s/.test(this.#text[before] ?? '')) before--;
    return (this.#text[before] ?? '>') === '>' && /^\s*</.test(this.#text.slice(this.#at, this.#at + 2000));
  }

  #angle(): void {
    if (this.#between('<!--', '-->') || this.#between('<![CDATA[', ']]>')) return;
    if (this.#between('<?', '?>') || this.#between('<%', '%>')) return;
    if (this.#text.startsWith('<!', this.#at)) {
      const end = /^<![^[>]*(?:\[[^\]]*\]\s*)?>/.exec(this.#text.slice(this.#at))?.[0].length;
      this.#pass(this.#at + (end ?? 2));
      return;
    }
    const name = /^<\/?([a-zA-Z][\w:.-]*)/.exec(this.#text.slice(this.#at, this.#at + 200));
    if (name === null) {
      this.#at++;
      return;
    }
    const begin = this.#at;
    const end = this.#behindTag(this.#at + name[0].length);
    this.#pass(end);
    const tag = this.#text.slice(begin, end);
    if (tag.startsWith('</')) {
      if (this.#open > 0 && name[1] === 'template') this.#open--;
      return;
    }
    if (this.#isVueBlock(name[1] ?? '', tag)) this.#element(name[1] ?? '', tag);
  }

  /** Whether the element's text is no markup; it also keeps count of a Vue file's templates. */
  #isVueBlock(name: string, tag: string): boolean {
    if (tag.endsWith('/>') && this.#language !== 'html') return false;
    if (this.#language === 'xml') return false;
    if (this.#language === 'vue' && this.#open === 0) {
      if (name !== 'template') return true;
      const { lang = '' } = /\blang\s*=\s*["']?(?<lang>[\w/-]*)/.exec(tag)?.groups ?? {};
      if (lang !== '' && lang !== 'html') return true;
      this.#open = 1;
      return false;
    }
    if (this.#open > 0 && name === 'template') this.#open++;
    return TEXT_ELEMENTS.test(name);
  }

  #element(name: string, tag: string): void {
    const close = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
    close.lastIndex = this.#at;
    const end = close.exec(this.#text)?.index ?? this.#text.length;
    const language = embedded(name.toLowerCase(), tag);
    if (language === undefined) {
      this.#pass(end);
      return;
    }
    const [, ...inside] = this.#linesOf(this.#text.slice(this.#at, end), language);
    this.#lines.push(...inside);
    this.#at = end;
  }

  #between(open: string, close: string): boolean {
    if (!this.#text.startsWith(open, this.#at)) return false;
    const end = this.#text.indexOf(close, this.#at + open.length);
    // What is never closed is no such thing, but for a comment and what a server runs.
    if (end < 0 && open.startsWith('{')) return false;
    this.#pass(end < 0 ? this.#text.length : end + close.length);
    return true;
  }

  #behindTag(from: number): number {
    for (let at = from; at < this.#text.length; at++) {
      const character = this.#text[at];
      if (character === '>') return at + 1;
      if (character === '"' || character === "'") {
        const end = this.#text.indexOf(character, at + 1);
        if (end < 0) return this.#text.length;
        at = end;
      } else if (character === '{' && this.#isSvelte) at = this.#behindBraces(at) - 1;
    }
    return this.#text.length;
  }

  #behindBraces(from: number): number {
    let depth = 0;
    for (let at = from; at < this.#text.length; at++) {
      const character = this.#text[at];
      if (character === '{') depth++;
      else if (character === '}' && --depth === 0) return at + 1;
      else if (character === '"' || character === "'" || character === '`') {
        const end = this.#text.indexOf(character, at + 1);
        const isString = end >= 0 && (character === '`' || !this.#text.slice(at, end).includes('\n'));
        if (isString) at = end;
      }
    }
    return this.#text.length;
  }

  /** Goes to a place; the lines that begin on the way are none for a comment. */
  #pass(to: number): void {
    for (; this.#at < to; this.#at++) if (this.#text[this.#at] === '\n') this.#lines.push(undefined);
  }
}

function embedded(name: string, tag: string): string | undefined {
  const types = name === 'script' ? SCRIPT_TYPES : name === 'style' ? STYLE_TYPES : undefined;
  if (types === undefined) return undefined;
  const attribute = (key: string): string | undefined =>
    new RegExp(`\\s${key}\\s*=\\s*(["']?)(?<value>(?<=")[^"]*|(?<=')[^']*|[^\\s>"']+)`, 'i').exec(tag)?.groups?.[
      'value'
    ];
  const type = (attribute('lang') ?? attribute('type') ?? '').trim().toLowerCase();
  return Object.hasOwn(types, type) ? types[type] : undefined;
}

/** For each line of a PHP file `php` where a comment of PHP may stand before it; HTML around it would show one to everybody. */
export function phpLines(text: string, codeLines: (code: string) => readonly boolean[]): (string | undefined)[] {
  const lines: (string | undefined)[] = [undefined];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('<?', at);
    pushLines(text.slice(at, open < 0 ? text.length : open));
    if (open < 0) break;
    const mark = /^<\?(?:php(?=\s|$)|=)?/i.exec(text.slice(open, open + 6))?.[0].length ?? 2;
    const end = phpEnd(text, open + mark);
    const code = text.slice(open + mark, end);
    if (text.startsWith('<?=', open)) pushLines(code);
    else {
      const [, ...inside] = codeLines(code);
      lines.push(...inside.map((isCode) => (isCode ? 'php' : undefined)));
    }
    at = end;
  }
  return lines;

  function pushLines(passed: string): void {
    for (const character of passed) if (character === '\n') lines.push(undefined);
  }
}

/** Behind the `?>` that ends the code: not one in a string or a comment of several lines. */
function phpEnd(text: string, from: number): number {
  const passed =
    /\?>|\/\*[^]*?(?:\*\/|$(?![^]))|"(?:\\[^]|[^"\\])*(?:"|$(?![^]))|'(?:\\[^]|[^'\\])*(?:'|$(?![^]))|(?:\/\/|#(?!\[))(?:(?!\?>)[^\n])*|<<<[ \t]*(["']?)(\w+)\1\n[^]*?\n[ \t]*\2\b/g;
  passed.lastIndex = from;
  for (let match = passed.exec(text); match !== null; match = passed.exec(text)) {
    if (match[0] === '?>') return passed.lastIndex;
  }
  return text.length;
}
