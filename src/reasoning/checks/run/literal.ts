/** Values as a step states them, and whether a value of a run is that. */
import type { RunValue } from '../../../protocol/sandbox.ts';

const NUMBER = String.raw`[-−]?\d+(?:\.\d+)?`;
const QUOTED = String.raw`'[^'\n]{0,200}'|"[^"\n]{0,200}"`;
const WORD = String.raw`true|false|True|False|None|null|undefined`;
const SCALAR = `(?:${NUMBER}|${QUOTED}|${WORD})`;

/** The source of a pattern for one literal: a number, a text in quotation marks, a truth value, or a list of these. */
export const LITERAL = String.raw`(?:${SCALAR}|\[(?:\s*${SCALAR}\s*(?:,\s*${SCALAR}\s*)*)?\])`;

export type Stated =
  | { readonly kind: 'number' | 'text' | 'boolean' | 'nothing'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Stated[] };

const WHOLE = new RegExp(`^${LITERAL}$`);
const ITEMS = new RegExp(SCALAR, 'g');

/** What a literal states; `undefined` where it is none. */
export function readLiteral(source: string): Stated | undefined {
  const text = source.trim().replace(/^`([^`]*)`$/, '$1');
  if (!WHOLE.test(text)) return undefined;
  if (text.startsWith('['))
    return { kind: 'list', items: [...text.matchAll(ITEMS)].flatMap(([item]) => readLiteral(item) ?? []) };
  if (/^['"]/.test(text)) return { kind: 'text', text: text.slice(1, -1) };
  if (/^(?:true|false)$/i.test(text)) return { kind: 'boolean', text: text.toLowerCase() };
  if (/^(?:None|null|undefined)$/.test(text)) return { kind: 'nothing', text };
  return { kind: 'number', text: text.replace('−', '-') };
}

/** `near`: the same but for rounding, quotation marks or the like: nothing to say. */
export type Match = 'same' | 'near' | 'different';

export function matches(stated: Stated, value: RunValue): Match {
  if (stated.kind === 'list') {
    if (value.kind !== 'list') return value.kind === 'other' || value.kind === 'record' ? 'near' : 'different';
    if (!value.whole) return 'near';
    if (stated.items.length !== value.items.length) return 'different';
    const items = stated.items.map((item, i) => matches(item, value.items[i] ?? { kind: 'other', text: '' }));
    if (items.every((item) => item === 'same')) return 'same';
    return items.includes('different') ? 'different' : 'near';
  }
  if (value.kind === 'other') return 'near';
  if (value.kind === 'record') return 'near';
  if (value.kind === 'list') return value.whole ? 'different' : 'near';
  if (stated.kind === 'number' && value.kind === 'number') return matchNumbers(stated.text, value.text);
  const [a, b] = [stated.text.trim().toLowerCase(), value.text.trim().toLowerCase()];
  if (stated.kind === value.kind && (stated.text === value.text || (stated.kind === 'boolean' && a === b)))
    return 'same';
  // "5" and 5, 'Yes' and yes, null and undefined, 0 and false.
  if (a === b || Number(a) === Number(b) || (stated.kind === 'nothing' && value.kind === 'nothing')) return 'near';
  if ([stated.kind, value.kind].includes('boolean') && /^(?:0|1|0\.0|1\.0)$/.test(stated.kind === 'boolean' ? b : a))
    return 'near';
  return 'different';
}

function matchNumbers(stated: string, value: string): Match {
  if (stated === value) return 'same';
  if (/^-?\d+$/.test(stated) && /^-?\d+$/.test(value)) return BigInt(stated) === BigInt(value) ? 'same' : 'different';
  const [a, b] = [Number(stated), Number(value)];
  if (!Number.isFinite(a) || !Number.isFinite(b)) return 'near';
  // 3 and 3.0, 2.50 and 2.5.
  if (a === b) return Number.isSafeInteger(Math.trunc(a)) ? 'same' : 'near';
  if (Number.isInteger(a) && Number.isInteger(b)) return 'different';
  const decimals = /\.(\d+)/.exec(stated)?.[1]?.length ?? 0;
  return Math.abs(a - b) <= 1.5 * 10 ** -decimals ? 'near' : 'different';
}
