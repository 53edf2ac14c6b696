/** What a step states of a run: values of names, tests, outputs, what a function returns. Only plain sentences are read. */
import { LITERAL } from './literal.ts';
import { NAME, readPlain, roundsOfStep, type Plain } from './plain.ts';

interface Claimed extends Plain {
  /** Of the value, in the text of the step. */
  readonly start: number;
  readonly end: number;
  /** The value as written. */
  readonly stated: string;
}

export type Claim = Claimed &
  /** `way`: what stands between the verb and the value, such as a calculation. */
  (
    | { readonly kind: 'value'; readonly name: string; readonly verb: string; readonly way: string }
    | { readonly kind: 'test'; readonly source: string }
    | { readonly kind: 'print'; readonly source?: string; readonly isBare: boolean }
    | { readonly kind: 'return'; readonly call?: string }
    | { readonly kind: 'rounds'; readonly name: string }
  );

const VERB = String.raw`(?<verb>=|is now|is still|is then|is|becomes|equals|stays|remains|gets|is (?:first |initially )?(?:set|initiali[sz]ed|assigned|updated|changed|reset) to|changes to|starts (?:at|as))`;
/** "6 + 39 =", "`a + b` = 6 + 39 =", "the list", "the item at index 3, which is". */
const WAY =
  '(?<way>(?:the (?:list|array|text|string|number|value) )|(?:(?:`[^`\\n]+`|[-−+*/%×÷()\\d.\\s]+?)\\s*=\\s*)+|the (?:item|element) at index \\d+, which is )?';
const VALUE = `(?<value>\`${LITERAL}\`|${LITERAL})`;
/** Behind a value: the end of what is said of it. */
const END = String.raw`(?=\s*(?:$|[.;](?:\s|$)|\)|,(?!\s*(?:\d|or\b|and \d|not\b|but\b))|\s(?:because|since|so)\b|\sand \x60[^\x60\n]+\x60 (?:=|is|becomes)\s))`;

const VALUE_CLAIM = new RegExp(`${NAME} ${VERB} ${WAY}${VALUE}${END}`, 'gu');
const TEST_CLAIM = new RegExp(
  String.raw`\x60(?<source>[^\x60\n]*[<>=!%&|][^\x60\n]*|not [^\x60\n]+)\x60 (?:is|evaluates to) (?:[^,.;:\n]{1,60}, which is )?(?<value>true|false|True|False)${END}`,
  'gu',
);
const PRINT_CLAIM = new RegExp(
  String.raw`(?:\x60(?<source>(?:console\.\w+|print)\([^\n]*?\))\x60|\b(?:it|this|that|the (?:code|program|script|loop)|and)) (?:prints|outputs|logs) ${WAY}(?:${VALUE}|(?<bare>[\p{L}][\p{L}\p{N} ]{0,30}(?:: \d+)?))(?=[.]?\s*$)`,
  'gu',
);
const RETURN_CLAIM = new RegExp(
  String.raw`(?:\x60(?<call>[\p{L}_$][\p{L}\p{N}_$]*\([^\x60\n]*\))\x60(?:: [^\x60\n]{0,80}?, so it)?) returns ${WAY}${VALUE}${END}`,
  'gu',
);
const ROUNDS_CLAIM = new RegExp(
  String.raw`[Tt]he loop runs with ${NAME} (?:= |from -?\d+ (?:by \d+ )?(?:down )?to -?\d+: )(?<value>-?\d+(?:, -?\d+)*)(?=\.?\s*$)`,
  'gu',
);

const MAX_LENGTH = 2000;

type Made = Pick<Claim, 'kind'> &
  Partial<Record<'name' | 'verb' | 'way' | 'source' | 'call', string>> & { isBare?: boolean };
type Groups = Partial<Record<string, string>>;

const PATTERNS: readonly (readonly [RegExp, (groups: Groups) => Made])[] = [
  [VALUE_CLAIM, ({ name = '', verb = '', way = '' }) => ({ kind: 'value', name, verb, way })],
  [TEST_CLAIM, ({ source = '' }) => ({ kind: 'test', source })],
  [PRINT_CLAIM, ({ source, bare }) => ({ kind: 'print', isBare: bare !== undefined, ...(source && { source }) })],
  [RETURN_CLAIM, ({ call }) => ({ kind: 'return', ...(call && { call }) })],
  [ROUNDS_CLAIM, ({ name = '' }) => ({ kind: 'rounds', name })],
];

/** The claims of a step (Markdown, with or without its number), in order. */
export function readClaims(step: string): Claim[] {
  const text = step.slice(0, MAX_LENGTH);
  if (/```|~~~/.test(text)) return [];
  const found = PATTERNS.flatMap(([pattern, make]) =>
    [...text.matchAll(pattern)].map((match) => {
      const groups = match.groups ?? {};
      const stated = groups['value'] ?? groups['bare'] ?? '';
      const valueAt = match.index + match[0].lastIndexOf(stated);
      const span = { start: match.index, end: match.index + match[0].length };
      return { span, claim: { start: valueAt, end: valueAt + stated.length, stated, ...make(groups) } };
    }),
  ).sort((a, b) => a.span.start - b.span.start);
  const spans = found.map(({ span }) => span);
  const values = found.map(({ claim }) => claim);
  const ofStep = roundsOfStep(text);
  return found.flatMap(({ span, claim }) => {
    const plain = readPlain(text, span, spans, values);
    if (plain === undefined) return [];
    const { moment } = plain;
    const rounds = plain.rounds.length === 0 ? ofStep : plain.rounds;
    return moment === 'here' || rounds.length === 0 ? [{ ...claim, moment, rounds } as Claim] : [];
  });
}
