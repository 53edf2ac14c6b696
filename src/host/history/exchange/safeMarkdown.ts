import MarkdownIt, { type Token } from 'markdown-it';
import { plainText } from './plainText.ts';

/** Each pass may reveal Markdown in what HTML had hidden. */
const MOST_PASSES = 6;

/** As VS Code's preview reads Markdown: HTML counts. */
const parser = new MarkdownIt({ html: true, linkify: false, breaks: true });
// Else an image whose address this parser refuses is text to it, which it need not be to others.
parser.validateLink = () => true;

/**
 * Markdown that reads the same and loads nothing: images become links, HTML becomes text, and a diagram becomes plain code. VS
 * Code's own preview loads pictures, styles and fonts from any https server, in Mermaid diagrams, too.
 *
 * The text is changed by rules; then a parser that knows all of the syntax looks whether anything is left. Text for which the
 * rules do not suffice becomes one code block.
 *
 * @param image what a picture without a text of its own is called
 */
export function safeMarkdown(text: string, image: string): string {
  let safe = text.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD');
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const tokens = parsed(safe);
    if (tokens === undefined) break;
    const next = changed(safe, tokens, { image, isStrict: pass > 0 });
    if (next === safe && loadsNothing(tokens)) return safe;
    safe = next;
  }
  return asCodeBlock(text);
}

function parsed(text: string): Token[] | undefined {
  try {
    return parser.parse(text, {});
  } catch {
    return undefined;
  }
}

const LOADING = new Set(['image', 'html_inline', 'html_block']);
/** A container that Mermaid's plugin draws. */
const CONTAINER = /^\s*:::/m;

const loadsNothing = (tokens: readonly Token[]): boolean =>
  tokens.every(
    (token) =>
      !LOADING.has(token.type) &&
      !(token.type === 'fence' && isDiagram(token)) &&
      !(token.type === 'inline' && CONTAINER.test(token.content)) &&
      (token.children === null || loadsNothing(token.children)),
  );

/** VS Code looks for the word anywhere behind the fence. */
const isDiagram = ({ info }: Token): boolean => /mermaid/i.test(parser.utils.unescapeAll(info));

interface Rules {
  readonly image: string;
  /** Only the parser's own autolinks stay in angle brackets. */
  readonly isStrict: boolean;
}

/** Code stays as it is; all other text is changed block by block, for code in a line ends with its block at the latest. */
function changed(text: string, tokens: readonly Token[], { image, isStrict }: Rules): string {
  const lines = text.split('\n');
  const blocks = new Map(tokens.filter(({ type }) => BLOCKS.has(type)).map((token) => [token.map?.[0], token]));
  const result: string[] = [];
  for (let line = 0; line < lines.length;) {
    const block = blocks.get(line);
    const end = Math.max(block?.map?.[1] ?? 0, line + 1);
    const source = lines.slice(line, end);
    if (block !== undefined && CODE.has(block.type)) {
      if (isDiagram(block)) source[0] = asText(source[0] ?? '', block);
      result.push(source.join('\n'));
    } else {
      result.push(plainText(source.join('\n'), { image, isStrict, hasCode: block?.type !== 'html_block' }));
    }
    line = end;
  }
  return result.join('\n');
}

const CODE = new Set(['fence', 'code_block']);
const BLOCKS = new Set([...CODE, 'inline', 'html_block']);

/** The line that opens a fence, with another language. */
const asText = (line: string, { markup }: Token): string =>
  `${line.slice(0, line.indexOf(markup) + markup.length)}text`;

/** A text as a block of code, which nothing in it can close. */
export function asCodeBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
