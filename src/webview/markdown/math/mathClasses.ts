/** Browsers draw no more of MathML's tables and enclosures than their content: classes of math.css do the rest. */

/** Classes of a cell, by what its table says of columns and rows. */
export function cellClasses(
  table: Readonly<Record<string, string>>,
  at: { readonly row: number; readonly column: number; readonly isLastRow: boolean; readonly isLastColumn: boolean },
): string {
  const { row, column } = at;
  // The last value goes on for what comes behind it.
  const valueAt = (name: string, index: number): string => {
    const values = (table[name] ?? '').split(' ');
    return values[Math.min(index, values.length - 1)] ?? '';
  };
  const align = valueAt('columnalign', column);
  const line = (name: string, index: number) => /^(?:solid|dashed)$/.exec(valueAt(name, index))?.[0];
  const right = at.isLastColumn ? undefined : line('columnlines', column);
  const below = at.isLastRow ? undefined : line('rowlines', row);
  return [
    (align === 'left' || align === 'right') && `math-${align}`,
    column > 0 && valueAt('columnspacing', column - 1) === '0em' && 'math-no-start',
    valueAt('columnspacing', column) === '0em' && 'math-no-end',
    right && `math-line-end-${right}`,
    below && `math-line-below-${below}`,
  ]
    .filter(Boolean)
    .join(' ');
}

const NOTATIONS: ReadonlySet<string> = new Set(
  'box left right top bottom updiagonalstrike downdiagonalstrike horizontalstrike'.split(' '),
);

/** Classes of what is in an enclosure; `undefined` for one that cannot be drawn. */
export function enclosureClasses(notation = ''): string | undefined {
  const notations = notation.trim().split(/\s+/);
  if (!notations.every((one) => NOTATIONS.has(one))) return undefined;
  return ['math-enclosed', ...notations.map((one) => `math-edge-${one}`)].join(' ');
}

/** Classes of words in another type. */
export function textClasses(variant = ''): string {
  return [
    variant.includes('bold') && 'math-bold',
    variant.includes('italic') && 'math-italic',
    variant.includes('monospace') && 'math-mono',
    variant.includes('sans-serif') && 'math-sans',
  ]
    .filter(Boolean)
    .join(' ');
}
