/** Words for a meaning: forms with alternatives, verbs that agree, numbers as digits or words. */
import { hash, type Rng } from '../rng.ts';

/** Who does something, as the sentence needs it. */
export interface Actor {
  /** At first mention, and later without a pronoun. */
  readonly first: string;
  readonly again: string;
  readonly he: string;
  readonly him: string;
  readonly his: string;
  readonly plural: boolean;
}

/** Alternatives chosen so far, without names and numbers; counted by `patterns.ts`. */
export const patterns = new Map<string, number>();
let counting = false;
export const countPatterns = (): void => {
  counting = true;
};

/** One form in nine is kept for evaluation. */
const isHeld = (form: string): boolean => hash(form) % 9 === 4;

/** A form of this split. */
export function formOf(r: Rng, forms: readonly string[]): string {
  const mine = forms.filter((form) => isHeld(form) === (r.split === 'eval'));
  return r.pick(mine.length > 0 ? mine : forms);
}

/**
 * Says a form: `{a|b}` is one of them, `<has/have/had>` agrees with `who`, `$x` stands for a slot. Of `<is/are/was/am/were>`
 * the fourth is for "I", the fifth for many in the past.
 */
export function say(
  r: Rng,
  form: string,
  slots: Readonly<Record<string, string | number>> = {},
  who?: Actor,
  past = false,
): string {
  let text = form;
  for (let inner = /\{([^{}]*)\}/.exec(text); inner; inner = /\{([^{}]*)\}/.exec(text)) {
    text = text.slice(0, inner.index) + r.pick(inner[1]!.split('|')) + text.slice(inner.index + inner[0].length);
  }
  text = text.replace(/<([^<>]*)>/g, (_, forms: string, at: number) => {
    const [one = '', many = one, did = one, am = many, were = did] = forms.split('/');
    const before = text.slice(0, at);
    const isWho = before.includes('$A');
    const plural = isWho
      ? who?.plural === true
      : /\$[nmk]\b|\$many|\$boxes|friends|there $/.test(before) && !/(each|every|one|rest)\b/.test(before);
    const isI = isWho && who?.he === 'I';
    if (past) return plural && !isI ? were : did;
    return isI ? am : plural ? many : one;
  });
  if (counting) patterns.set(text, (patterns.get(text) ?? 0) + 1);
  return text
    .replace(/\$(\w+)/g, (_, slot: string) => String(slots[slot] ?? `?${slot}?`))
    .replace(/ +/g, ' ')
    .replace(/ ([,.?!;:])/g, '$1')
    .replace(/\b([Aa]) (?=[aeiou]\w)/g, '$1n ')
    .trim();
}

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** A number from 0 to 999 in words. */
export function inWords(n: number): string {
  if (n < 20) return SMALL[n]!;
  if (n < 100) return TENS[Math.floor(n / 10) - 2]! + (n % 10 === 0 ? '' : `-${SMALL[n % 10]}`);
  const rest = n % 100 === 0 ? '' : ` and ${inWords(n % 100)}`;
  return `${SMALL[Math.floor(n / 100)]} hundred${rest}`;
}

/** How one question writes its numbers. */
export type Figures = (n: number) => string;

export function figures(r: Rng): Figures {
  const style = r.weighted([
    [70, 'digits'],
    [18, 'small'],
    [9, 'mixed'],
    [5, 'words'],
  ] as const);
  const comma = r.chance(0.1);
  return (n) => {
    const spelled =
      n >= 0 &&
      ((style === 'small' && n <= 12) ||
        (style === 'mixed' && n <= 100 && r.chance(0.5)) ||
        (style === 'words' && n < 200));
    if (spelled) return r.chance(0.15) ? inWords(n).replace('-', ' ') : inWords(n);
    return comma && n >= 1000 ? `${Math.floor(n / 1000)},${String(n % 1000).padStart(3, '0')}` : String(n);
  };
}

/** A number of the sizes that people ask about. */
export function size(r: Rng, least = 2): number {
  for (;;) {
    const n = r.weighted<() => number>([
      [32, () => r.int(2, 20)],
      [40, () => r.int(10, 100)],
      [8, () => r.int(1, 10) * 10],
      [13, () => r.int(100, 999)],
      [3, () => r.int(1, 9) * 100],
      [4, () => r.int(1000, 4999)],
    ])();
    if (n >= least) return n;
  }
}

/** "a, b and c" in one of the usual ways. */
export function listed(r: Rng, parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  const last = parts[parts.length - 1]!;
  const head = parts.slice(0, -1).join(', ');
  return `${head}${parts.length > 2 && r.chance(0.3) ? ',' : ''} ${r.chance(0.9) ? 'and' : 'plus'} ${last}`;
}
