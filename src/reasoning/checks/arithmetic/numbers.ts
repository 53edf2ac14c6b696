/** How figures are written: separators of thousands and decimals of several countries. */
import { parseDecimal } from './rational.ts';
import { matchAt } from './signs.ts';
import type { Figure } from './token.ts';

const COMMA_GROUPS = /\d{1,3}(?:(?:,|\{,\})\d{3})+(?!\d)(?:\.\d+)?/y;
const DOT_GROUPS = /\d{1,3}(?:\.\d{3})+(?!\.?\d)(?:,\d+)?(?!\d)/y;
const OTHER_GROUPS = /\d{1,3}(['’_\u00a0\u2009\u202f ])\d{3}(?:\1\d{3})*(?!\d)(?:[.,]\d+(?!\d))?/y;
const COMMA_DECIMAL = /\d+(?:,|\{,\})\d+(?![\d]|,\d|\.\d)/y;
const PLAIN = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3}(?!\d))?/y;

type Written = Figure & { readonly length: number };

/** The figure that begins at a place of a text. */
export function figureAt(text: string, at: number): Written | undefined {
  return (
    otherGroups(text, at) ?? dotGroups(text, at) ?? commaGroups(text, at) ?? commaDecimal(text, at) ?? plain(text, at)
  );
}

function decimalsOf(literal: string): number {
  const [mantissa = '', exponent = '0'] = literal.toLowerCase().split('e');
  return (mantissa.split('.')[1] ?? '').length - Number(exponent);
}

function read(
  literal: string,
): { readonly value: NonNullable<Figure['value']>; readonly decimals: number } | undefined {
  const value = parseDecimal(literal);
  return value && { value, decimals: decimalsOf(literal) };
}

function otherGroups(text: string, at: number): Written | undefined {
  const match = matchAt(OTHER_GROUPS, text, at);
  if (match === undefined) return undefined;
  const digits = match.replace(/['’_\s]/g, '');
  const figure = read(digits.replace(',', '.'));
  const isBlankGrouped = match.includes(' ') && { isBlankGrouped: true as const };
  return figure && { ...figure, ...isBlankGrouped, length: match.length };
}

function dotGroups(text: string, at: number): Written | undefined {
  const match = matchAt(DOT_GROUPS, text, at);
  if (match === undefined || match.startsWith('0')) return undefined;
  const comma = read(match.replaceAll('.', '').replace(',', '.'));
  if (!comma) return undefined;
  const english = /^[^,.]*\.[^,.]*$/.test(match) ? read(match) : undefined;
  return { ...(english ?? { decimals: comma.decimals }), comma, length: match.length };
}

function commaGroups(text: string, at: number): Written | undefined {
  const match = matchAt(COMMA_GROUPS, text, at);
  if (match === undefined || match.startsWith('0')) return undefined;
  const english = read(match.replace(/[,{}]/g, ''));
  if (!english) return undefined;
  const comma = /^\d+,\d+$/.test(match) ? read(match.replace(',', '.')) : undefined;
  return { ...english, ...(comma && { comma }), length: match.length };
}

function commaDecimal(text: string, at: number): Written | undefined {
  const match = matchAt(COMMA_DECIMAL, text, at);
  const comma = match === undefined ? undefined : read(match.replace(/\{?,\}?/, '.'));
  return match !== undefined && comma ? { decimals: comma.decimals, comma, length: match.length } : undefined;
}

function plain(text: string, at: number): Written | undefined {
  const match = matchAt(PLAIN, text, at);
  const figure = match === undefined ? undefined : read(match);
  return match !== undefined && figure ? { ...figure, length: match.length } : undefined;
}
