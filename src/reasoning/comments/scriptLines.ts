import jsTokens from 'js-tokens';

/** `<T,>(` and `<T extends X>(` of an arrow function, which look like elements. */
const GENERIC_ARROW = /<\s*(?:const\s+)?[A-Za-z_$][\w$]*\s*(?:,|extends\b)[^()]*?>(?=\s*\()/g;

/** For each line of JavaScript or TypeScript whether it begins where `//` begins a comment. */
export function scriptLines(text: string, language: string): boolean[] {
  const jsx = language !== 'typescript';
  const code =
    language === 'typescriptreact' ? text.replaceAll(GENERIC_ARROW, (all) => all.replaceAll(/[^\n]/g, ' ')) : text;
  const lines = [true];
  for (const { type, value } of jsx ? jsTokens(code, { jsx: true }) : jsTokens(code)) {
    if (type === 'LineTerminatorSequence') {
      if (value === '\n') lines.push(true);
    } else for (const character of value) if (character === '\n') lines.push(false);
  }
  return lines;
}
