/** TeX to MathML, which the browser draws itself; a chunk of its own, loaded with the first formula. */
import katex from 'katex';
import { inAlphabet } from './alphabets.ts';
import { cellClasses, enclosureClasses, textClasses } from './mathClasses.ts';

/** One element of MathML. */
export interface MathElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (MathElement | string)[];
}

/** KaTeX's own tree; it gives text and spaces no type, and other nodes no text and no width. */
interface BuiltNode {
  readonly type?: string;
  readonly text?: string;
  /** Of a space, in em. */
  readonly width?: number;
  readonly character?: string | null;
  readonly classes?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly BuiltNode[];
}
type BuildTree = (tex: string, options: katex.KatexOptions) => BuiltNode;
/** What KaTeX's own `render` begins with; the exact version is pinned, and tests hold the shape. */
const buildTree = (katex as unknown as { readonly __renderToDomTree: BuildTree }).__renderToDomTree;

const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'math mrow mi mn mo ms mtext mspace msup msub msubsup munder mover munderover mfrac msqrt mroot ' +
    'mtable mtr mtd mstyle mpadded mphantom'
  ).split(' '),
);
/** What KaTeX puts around a formula, and what holds nothing of its own. */
const WRAPPERS: ReadonlySet<string> = new Set(['semantics', 'span']);
/** Elements of text; others hold elements only. */
const TOKENS: ReadonlySet<string> = new Set(['mi', 'mn', 'mo', 'mtext']);
const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'accent accentunder depth display displaystyle fence form height largeop linethickness ' +
    'lspace mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits rspace scriptlevel ' +
    'separator stretchy symmetric voffset width'
  ).split(' '),
);
/** Words, numbers, lengths and colours; no addresses. */
const VALUE = /^[\w#.+\-% ]*$/;

const MAX_NODES = 4_000;
const MAX_DEPTH = 60;

/** The formula as MathML; `undefined` when it is no TeX that KaTeX knows, too much of it, or could not be drawn whole. */
export function typeset(tex: string, isDisplay: boolean): MathElement | undefined {
  try {
    const tree = buildTree(withTags(withPercents(tex)), {
      displayMode: isDisplay,
      output: 'mathml',
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: 200,
      maxSize: 20,
    });
    const budget = { nodes: MAX_NODES };
    const math = tree.children?.[0];
    const [root] = math ? converted(math, budget, 0) : [];
    return root === undefined || typeof root === 'string' ? undefined : root;
  } catch {
    // A ParseError, a stack too deep, or a formula beyond what is known below: it stays text.
    return undefined;
  }
}

/** In TeX a percent sign begins a comment, which would take the rest of the line off the page. */
const withPercents = (tex: string): string => tex.replace(/(?<!\\)((?:\\\\)*)%/g, '$1\\%');

/** KaTeX leaves the tags of an environment's lines out of its MathML: they go behind their lines as words. */
function withTags(tex: string): string {
  const plain = tex.replace(/\\tag(\*?)\s*\{([^{}]*)\}/g, (_, star: string, tag: string) =>
    star === '' ? `\\qquad\\text{(${tag})}` : `\\qquad\\text{${tag}}`,
  );
  if (/\\tag\b/.test(plain)) throw new RangeError('A tag with groups inside.');
  // KaTeX draws their names alone.
  if (/\\(?:href|url|includegraphics|html[A-Z])/.test(plain)) throw new RangeError('An address in a formula.');
  return plain;
}

type Converted = readonly (MathElement | string)[];

function converted(node: BuiltNode, budget: { nodes: number }, depth: number): Converted {
  if (--budget.nodes < 0 || depth > MAX_DEPTH) throw new RangeError('The formula is too large.');
  const { type, text, width } = node;
  if (type === undefined && text !== undefined) return [text];
  if (type === undefined && width !== undefined)
    return [{ name: 'mspace', attributes: { width: `${Number(width.toFixed(4))}em` }, children: [] }];
  // The annotation beside the formula repeats its source.
  if (type === 'annotation') return [];
  if (type !== undefined && TOKENS.has(type)) return [token(type, node)];
  const isCell = ({ classes = [] }: BuiltNode) =>
    !classes.some((name) => name === 'mtr-glue' || name === 'mml-eqn-num');
  const children = (node.children ?? []).filter(isCell).flatMap((child) => converted(child, budget, depth + 1));
  if (type === undefined || WRAPPERS.has(type)) return children;
  if (type === 'menclose') return [enclosed(node.attributes?.['notation'], children)];
  if (!ELEMENTS.has(type)) throw new RangeError(`No way to draw ${type}.`);
  const element = { name: type, attributes: attributesOf(node), children };
  return [type === 'mtable' ? withCellClasses(element, node.attributes ?? {}) : element];
}

const attributesOf = ({ attributes = {} }: BuiltNode): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).filter(([name, value]) => ATTRIBUTES.has(name) && VALUE.test(value)));

function token(name: string, node: BuiltNode): MathElement {
  const { mathvariant, ...attributes } = attributesOf(node);
  const text = textOf(node);
  if (name === 'mtext') {
    const classes = textClasses(mathvariant);
    return { name, attributes: { ...attributes, ...(classes && { class: classes }) }, children: [text] };
  }
  // The signs that browsers stretch, and that stand for no relation.
  const fence = { '\u2225': '\u2016', '\u2223': '|' }[text];
  if (name === 'mo' && fence !== undefined && (attributes['fence'] !== undefined || attributes['stretchy'] === 'true'))
    return { name, attributes: { stretchy: 'true', symmetric: 'true', ...attributes }, children: [fence] };
  const isNormal = mathvariant === undefined || mathvariant === 'normal';
  return {
    name,
    attributes: { ...attributes, ...(isNormal && mathvariant && { mathvariant }) },
    children: [isNormal ? text : inAlphabet(text, mathvariant)],
  };
}

/** Also of elements in a token: `\bmod` makes such. */
const textOf = ({ text, width, character, children = [] }: BuiltNode): string =>
  text ?? (width === undefined ? children.map(textOf).join('') : (character ?? ' '));

function enclosed(notation: string | undefined, children: Converted): MathElement {
  const classes = enclosureClasses(notation);
  if (classes === undefined) throw new RangeError(`No way to draw ${notation}.`);
  return { name: 'mrow', attributes: { class: classes }, children };
}

function withCellClasses(table: MathElement, attributes: Readonly<Record<string, string>>): MathElement {
  const elements = ({ children }: MathElement) => children.filter((child) => typeof child !== 'string');
  const rows = elements(table);
  const children = rows.map((row, index) => {
    const cells = elements(row);
    return {
      ...row,
      children: cells.map((cell, column) => {
        const classes = cellClasses(attributes, {
          row: index,
          column,
          isLastRow: index === rows.length - 1,
          isLastColumn: column === cells.length - 1,
        });
        return classes === '' ? cell : { ...cell, attributes: { ...cell.attributes, class: classes } };
      }),
    };
  });
  return { ...table, children };
}
