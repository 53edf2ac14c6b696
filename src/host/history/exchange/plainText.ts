interface Options {
  /** What a picture without a text of its own is called. */
  readonly image: string;
  /** Addresses of links in angle brackets are not spared: here they turned out to be HTML. */
  readonly isStrict: boolean;
  /** Whether backticks mean code, as they do in all but HTML. */
  readonly hasCode: boolean;
}

const AUTOLINK = /^<(?:(?:https?|mailto):[^\s<>]*|[\w.+-]+@[\w.-]+)>/i;
const LINK_TARGET = /^<[^<>\n]*>/;
/** A picture that is a link: the link stays. */
const LINKED_IMAGE = /^\[!\[([^\]\\`[]*)\]\((?:<[^<>\n]*>|[^\s()]*)(?:\s+"[^"\n]*")?\)(?=\]\()/;

/** A block of Markdown, no code block, without HTML, pictures and diagrams: see `safeMarkdown`. */
export function plainText(source: string, { image, isStrict, hasCode }: Options): string {
  const text = source.replaceAll(/^([\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*):::/gm, '$1\\:::');
  let result = '';
  let dollars = 0;
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at, at + MOST_AHEAD);
    const character = text.charAt(at);
    let taken = character;
    let written = character;
    switch (character) {
      case '\\':
        taken = written = text.slice(at, at + 2);
        break;
      case '`':
        taken = written = (hasCode ? codeAt(text, at) : undefined) ?? /^`+/.exec(text.slice(at))?.[0] ?? '`';
        break;
      case '$':
        dollars++;
        break;
      case '<': {
        const isTarget = !isStrict && /\](?:\(|:)\s*$/.test(result.slice(-20));
        const kept = AUTOLINK.exec(rest) ?? (isTarget ? LINK_TARGET.exec(rest) : null);
        if (kept !== null) taken = written = kept[0];
        else if (!/^<[a-z/!?]/i.test(rest)) break;
        // In a formula an entity would be an error; `<` before a space is no HTML, either.
        else written = dollars % 2 === 1 && text.includes('$', at) ? '< ' : '&lt;';
        break;
      }
      case '[': {
        const linked = LINKED_IMAGE.exec(rest);
        if (linked === null) break;
        taken = linked[0];
        written = `[${linked[1] === '' ? image : (linked[1] ?? '')}`;
        break;
      }
      case '!':
        if (text.charAt(at + 1) !== '[') break;
        written = isImage(text, at + 1) && !result.endsWith('!') ? '' : '\\!';
        if (text.startsWith('![]', at)) [taken, written] = ['![', `${written}[${image}`];
        break;
    }
    result += written;
    at += taken.length;
  }
  return result;
}

/** Characters; longer addresses are no links to the panel, either. */
const MOST_AHEAD = 4_000;

/** The code span that begins here, if one does. */
export function codeAt(text: string, at: number): string | undefined {
  const [marks = ''] = /^`+/.exec(text.slice(at)) ?? [];
  for (let from = at + marks.length; ;) {
    const found = text.indexOf(marks, from);
    if (found < 0) return undefined;
    let end = found;
    while (text.charAt(end) === '`') end++;
    if (end - found === marks.length) return text.slice(at, end);
    from = end;
  }
}

/** Whether what is in brackets here has an address or the name of one behind it. */
function isImage(text: string, at: number): boolean {
  let depth = 0;
  for (let end = at; end < Math.min(text.length, at + MOST_AHEAD); end++) {
    const character = text.charAt(end);
    if (character === '\\') end++;
    else if (character === '[') depth++;
    else if (character === ']' && --depth === 0) return /^[([]/.test(text.slice(end + 1, end + 2));
  }
  return false;
}
