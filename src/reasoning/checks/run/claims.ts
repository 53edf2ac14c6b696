/** What a step states of a run: values of names, tests, outputs, what a function returns. Only plain sentences are read. */
import { DENIAL } from '../arithmetic/words.ts';
import { LITERAL } from './literal.ts';

interface Claimed {
  /** Of the value, in the text of the step. */
  readonly start: number;
  readonly end: number;
  /** The value as written. */
  readonly stated: string;
  /** The round of a loop it is about: "`p` = 6: …". */
  readonly round?: { readonly name: string; readonly value: string };
}

export type Claim = Claimed &
  (
    | { readonly kind: 'value'; readonly name: string; readonly when: 'here' | 'end' }
    | { readonly kind: 'test'; readonly source: string }
    | { readonly kind: 'print'; readonly source?: string; readonly isBare: boolean }
    | { readonly kind: 'return'; readonly call?: string }
    | { readonly kind: 'rounds'; readonly name: string }
  );

const NAME = String.raw`\x60(?<name>[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*){0,3})\x60`;
const VERB = String.raw`(?:=|is now|is still|is then|is|becomes|equals|stays|remains|gets|is (?:first |initially )?(?:set|initiali[sz]ed|assigned|updated|changed|reset) to|changes to|starts (?:at|as))`;
/** "6 + 39 =", "`a + b` = 6 + 39 =", "the list", "the item at index 3, which is". */
const WAY =
  '(?:(?:the (?:list|array|text|string|number|value) )|(?:(?:`[^`\\n]+`|[-−+*/%×÷()\\d.\\s]+?)\\s*=\\s*)+|the (?:item|element) at index \\d+, which is )?';
const VALUE = `(?<value>\`${LITERAL}\`|${LITERAL})`;
/** Behind a value: the end of what is said of it. */
const END = String.raw`(?=\s*(?:$|[.;](?:\s|$)|\)|,(?!\s*(?:\d|or\b|and \d|not\b|but\b))|\s(?:because|since|so)\b))`;

const VALUE_CLAIM = new RegExp(`${NAME} ${VERB} ${WAY}${VALUE}${END}`, 'gu');
const FINAL = /(?:^|[.;]\s+|\n)\s*(?:\d+[.)]\s+)?(?:At the end|In the end),?\s*$/;
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
const ROUND = new RegExp(String.raw`^\s*(?:\d+[.)]\s+)?${NAME} = (?<value>${LITERAL}): `, 'u');
const ROUNDS_CLAIM = new RegExp(
  String.raw`[Tt]he loop runs with ${NAME} (?:= |from -?\d+ (?:by \d+ )?(?:down )?to -?\d+: )(?<value>-?\d+(?:, -?\d+)*)(?=\.?\s*$)`,
  'gu',
);

/** A sentence with one of these may speak of another run, or not exactly. */
const OTHERWISE =
  /\b(?:if|whether|when|whenever|unless|would|could|should|might|may|can|assum\w+|example|say|such as|were|was|had|rounded|rounds|approximately|approx|about|around|roughly|nearly|almost|until|once|maximum|minimum|at least|at most|up to|more than|less than|possible|potentially|usually|typically|default|previous\w*|before|earlier|will)\b|[≈~]/i;

const MAX_LENGTH = 2000;

/** The claims of a step (Markdown, with or without its number), in order. */
export function readClaims(step: string): Claim[] {
  const text = step.slice(0, MAX_LENGTH);
  if (/```|~~~/.test(text)) return [];
  const round = ROUND.exec(text)?.groups;
  const inRound = round && { round: { name: round['name'] ?? '', value: round['value'] ?? '' } };
  const claims: Claim[] = [];
  const each = (
    pattern: RegExp,
    make: (groups: Partial<Record<string, string>>, before: string) => object | undefined,
  ) => {
    for (const match of text.matchAll(pattern)) {
      const groups = match.groups ?? {};
      const stated = groups['value'] ?? groups['bare'];
      if (stated === undefined || !isPlain(text, match.index, match[0].length)) continue;
      const start = match.index + match[0].lastIndexOf(stated);
      const made = make(groups, text.slice(0, match.index));
      if (made) claims.push({ start, end: start + stated.length, stated, ...inRound, ...made } as Claim);
    }
  };
  each(VALUE_CLAIM, ({ name = '', value }, before) => {
    const isRound = round !== undefined && name === round['name'] && value === round['value'];
    return isRound ? undefined : { kind: 'value', name, when: FINAL.test(before) ? 'end' : 'here' };
  });
  each(TEST_CLAIM, ({ source = '' }) => ({ kind: 'test', source }));
  each(PRINT_CLAIM, ({ source, bare }) => ({ kind: 'print', isBare: bare !== undefined, ...(source && { source }) }));
  each(RETURN_CLAIM, ({ call }) => ({ kind: 'return', ...(call && { call }) }));
  each(ROUNDS_CLAIM, ({ name = '' }) => ({ kind: 'rounds', name }));
  return claims.sort((a, b) => a.start - b.start);
}

/** Whether the sentence around a match says it plainly, of this very run. */
function isPlain(text: string, start: number, length: number): boolean {
  const from = Math.max(text.lastIndexOf('. ', start), text.lastIndexOf('\n', start)) + 1;
  const rest = text.slice(start + length);
  const until = start + length + (/\.\s|\n|$/.exec(rest)?.index ?? rest.length);
  const words = text
    .slice(from, until)
    .replace(/`[^`\n]*`|'[^'\n]*'|"[^"\n]*"/g, '``')
    .replace(/\belse (?:branch|block)\b/g, '');
  return !DENIAL.test(words) && !OTHERWISE.test(words);
}
