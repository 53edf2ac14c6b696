/** TeX to MathML, which the browser draws itself; a chunk of its own, loaded with the first formula. */
import katex from 'katex';

/** One element of MathML. */
export interface MathElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (MathElement | string)[];
}

/** KaTeX's own tree; it gives text no type, and other nodes no text. */
interface BuiltNode {
  readonly type?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly BuiltNode[];
}
type BuildTree = (tex: string, options: katex.KatexOptions) => BuiltNode;
/** What KaTeX's own `render` begins with; the exact version is pinned, and tests hold the shape. */
const buildTree = (katex as unknown as { readonly __renderToDomTree: BuildTree }).__renderToDomTree;

const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'math mrow mi mn mo ms mtext mspace msup msub msubsup munder mover munderover mfrac msqrt mroot ' +
    'mtable mtr mtd mstyle mpadded mphantom menclose'
  ).split(' '),
);
const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'accent accentunder columnalign columnspacing depth display displaystyle fence form height largeop linethickness ' +
    'lspace mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation rspace scriptlevel ' +
    'separator stretchy symmetric voffset width'
  ).split(' '),
);
/** Words, numbers, lengths and colours; no addresses. */
const VALUE = /^[\w#.+\-% ]*$/;

const MAX_NODES = 4_000;
const MAX_DEPTH = 60;

/** The formula as MathML; `undefined` when it is no TeX that KaTeX knows, or too much of it. */
export function typeset(tex: string, isDisplay: boolean): MathElement | undefined {
  try {
    const tree = buildTree(tex, {
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
    // A ParseError, a stack too deep, or a formula beyond the limits below: it stays text.
    return undefined;
  }
}

function converted(node: BuiltNode, budget: { nodes: number }, depth: number): readonly (MathElement | string)[] {
  if (--budget.nodes < 0 || depth > MAX_DEPTH) throw new RangeError('The formula is too large.');
  if (node.type === undefined && node.text !== undefined) return [node.text];
  // The annotation beside the formula repeats its source.
  if (node.type === 'annotation') return [];
  const children = (node.children ?? []).flatMap((child) => converted(child, budget, depth + 1));
  if (node.type === undefined || !ELEMENTS.has(node.type)) return children;
  const attributes = Object.fromEntries(
    Object.entries(node.attributes ?? {}).filter(([name, value]) => ATTRIBUTES.has(name) && VALUE.test(value)),
  );
  return [{ name: node.type, attributes, children }];
}
