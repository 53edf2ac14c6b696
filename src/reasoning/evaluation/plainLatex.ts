/** One way to write what LaTeX, Unicode and plain text write in many: only the look of an answer changes, never its value. */

/** Commands and what they are replaced by. */
const COMMANDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '': 'left right middle displaystyle textstyle limits mathbf boldsymbol big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr !',
    ' ': ', ; : quad qquad enspace thinspace',
    '*': 'cdot times ast',
    '/': 'div',
    '|': 'lvert rvert vert',
    '(': 'langle',
    ')': 'rangle',
    '<': 'lt',
    '>': 'gt',
    '%': '%',
    '°': 'degree',
    '\\{': 'lbrace',
    '\\}': 'rbrace',
    '\\frac': 'dfrac tfrac cfrac',
    '\\binom': 'dbinom tbinom',
    '\\le': 'leq leqslant',
    '\\ge': 'geq geqslant',
    '\\ne': 'neq',
    '\\emptyset': 'varnothing',
    '\\overline': 'bar',
    '\\text': 'mbox textbf textrm textit textnormal mathrm mathsf',
  })
    .flatMap(([plain, names]) => names.split(' ').map((name) => [`\\${name}`, plain] as const))
    .concat([['\\ ', ' ']]),
);

/** Signs and words, and what they are replaced by, in this order. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/~/g, ' '],
  [/^\*\*([^*]*)\*\*$/, '$1'],
  [/^\\boxed\s*\{([^]*)\}$/, '$1'],
  [/\\not\s*=/g, '\\ne '],
  [/\*\*/g, '^'],
  [/√\s*(\d+)/g, '\\sqrt{$1}'],
  [/√/g, '\\sqrt '],
  [/[−–]/g, '-'],
  [/[×·]/g, '*'],
  [/÷/g, '/'],
  [/²/g, '^2'],
  [/³/g, '^3'],
  [/½/g, '\\frac12'],
  [/¼/g, '\\frac14'],
  [/¾/g, '\\frac34'],
  [/⅓/g, '\\frac13'],
  [/⅔/g, '\\frac23'],
  [/π/g, '\\pi '],
  [/θ/g, '\\theta '],
  [/∞/g, '\\infty '],
  [/∪/g, '\\cup '],
  [/∈/g, '\\in '],
  [/±/g, '\\pm '],
  [/≤|<=/g, '\\le '],
  [/≥|>=/g, '\\ge '],
  [/≠/g, '\\ne '],
  [/∅/g, '\\emptyset '],
  [/ℝ/g, '\\mathbb{R}'],
  [/(?<![\\a-zA-Z])infinity(?![a-zA-Z])/g, '\\infty '],
  [/(?<![\\a-zA-Z])(sqrt|pi|theta|sin|cos|tan|ln|log)(?![a-zA-Z])/g, '\\$1 '],
];

/** Text within the answer comes out between double quotes. */
export function plainLatex(text: string): string {
  let plain = withoutMathSigns(text.replaceAll('"', ''))
    .replace(/\{,\}|(?<=\d),\\!(?=\d{3})/g, '')
    .replace(/\\operatorname\*?\s*\{([a-zA-Z]+)\}/g, '\\$1 ');
  for (const [sign, replaced] of SIGNS) plain = plain.replace(sign, replaced);
  return plain
    .replace(/\\(?:[a-zA-Z]+|[^])/g, (command) => COMMANDS.get(command) ?? command)
    .replace(/\\text\s*\{([^{}]*)\}/g, (_match, inside: string) => quoted(inside))
    .replace(/\^\s*(?:\{\s*(?:\\circ|°)\s*\}|\\circ(?![a-zA-Z])|°)/g, '°')
    .replace(/\\overline\s*\{([A-Z]+)\}/g, '$1')
    .replace(/\\mathbb\s*([A-Z])/g, '\\mathbb{$1}')
    .replace(/\s*(?<![a-z])per ?cent$/, '%')
    .replace(/\s+/g, ' ')
    .replace(/(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?!\d)/g, (number) => number.replaceAll(' ', ''))
    .replace(/(?<!\.)\.$/, '')
    .trim();
}

/** Without the signs around mathematics; a lone dollar sign at the start is money. */
function withoutMathSigns(text: string): string {
  const isMoney = /^\s*-?\s*\$\s*[\d.][^$]*$/.test(text.replaceAll('\\$', ''));
  return text
    .replace(/\\[^]|\$/g, (sign) => {
      if (sign === '$') return isMoney ? '\\$' : '';
      return '()[]'.includes(sign.charAt(1)) ? '' : sign;
    })
    .trim();
}

/** Text with figures, and a letter that is no unit, are read as the rest of the answer. */
function quoted(text: string): string {
  if (/^[\s.]*$/.test(text)) return ' ';
  return /\d|^\s*[^mgshlLNJWVAKCF]\s*$/.test(text) ? ` ${text} ` : `"${text.trim()}"`;
}
