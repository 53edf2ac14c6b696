/** The variants of LaTeX and of single characters that mean the same, reduced to one. */
export function plainMaths(text: string): string {
  return text
    .replaceAll('−', '-')
    .replace(/\\[()[\]]/g, '')
    .replace(/^(\$\$?)([^$]+)\1(?![\d.])/, '$2')
    .replace(/\\[$%]/g, (escaped) => escaped.slice(1))
    .replace(/[¼-¾⅐-⅞]/g, (fraction) => ` ${fraction.normalize('NFKC')}`)
    .replaceAll('⁄', '/')
    .replace(/[⁰¹²³⁴-⁹]+/g, (exponent) => `^${exponent.normalize('NFKC')}`)
    .replace(/\\(?:left|right)(?![a-z])|\\!|\^\{?\\circ\}?|\\degree/g, '')
    .replace(/\\[,;: ]/g, ' ')
    .replace(/(?<=.)~/g, ' ')
    .replace(/(?<=\d)\s*\\(?:text|mathrm|mbox)\{([^{}]*)\}/g, ' $1')
    .replace(/\\(?:text|mathrm|mbox|textbf|mathbf)\{([^{}]*)\}/g, '$1')
    .replace(/\^\{(\w)\}/g, '^$1')
    .replace(/\\[dt]frac/g, '\\frac')
    .replace(/\\frac\s*(\d)\s*(\d)/g, '\\frac{$1}{$2}')
    .replace(/(?<=\d)\s*\\frac\{(\d+)\}\{(\d+)\}/g, ' $1/$2')
    .replace(/\\frac\{(-?\d+)\}\{(\d+)\}/g, '$1/$2')
    .replace(/\\sqrt\s*(\d)/g, '\\sqrt{$1}')
    .trim();
}
