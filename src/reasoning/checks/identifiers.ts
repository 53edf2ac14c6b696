import { editDistance } from './names.ts';
import type { Check, CheckContext } from './types.ts';

const NAME = '`(?<name>[\\p{L}_$][\\p{L}\\p{N}_$]*)`';
const NOUN = '(?:function|method|variable|parameter|argument|constant|list|array|counter|accumulator|loop variable)';
/** Sentences that say of a name what the code does with it. Each has to begin where a sentence does. */
const CLAIMS = [
  `(?:The )?(?:${NOUN} )?${NAME} (?:is|was|gets) (?:first |then |now |initially )?(?:set to|initiali[sz]ed|assigned|declared|incremented|decremented|returned|updated|increased|decreased)\\b`,
  `(?:The )?(?:${NOUN} )?${NAME} (?:becomes|starts (?:at|with|as)|stays)\\b`,
  `${NAME} is (?:the (?:list|text|item|array) |\`)`,
  `The ${NOUN} ${NAME} (?:takes|returns|checks|holds|stores|contains|computes|is called|loops)\\b`,
  `The function \`[^\`]+\` takes (?:the list )?${NAME}`,
  `The loop takes each \`[^\`]+\` of ${NAME}`,
  `If \`[^\`]+\`, [^\`]{0,20}(?:added to|subtracted from) ${NAME}`,
  `Each time \`[^\`]+\` is added to ${NAME}`,
].map((claim) => new RegExp(`(?<=^(?:\\d+[.)]|[-*])?\\s*|[.!:;]\\s+|\\n\\s*)${claim}`, 'gu'));

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** A text with one of these speaks of names that need not be there. */
const ELSEWHERE = list(
  'would could should might may can instead new add adds imagine not never no missing undefined undeclared typo use using error ' +
    'outside elsewhere caller library keyword type module inherited global like below above hidden nowhere let say built-in builtin ' +
    "let's let’s e.g",
);
/** Beginnings of more such words: `renamed`, `importing`. */
const ELSEWHERE_STEMS = ['renam', 'suggest', 'fix', 'import', 'internal', 'implicit', 'environment', 'denot'];
const ELSEWHERE_PHRASES = ['if we', 'for example', 'call it', 'call the', 'call this'];

function isElsewhere(text: string): boolean {
  const lower = text.replace(/`[^`\n]*`/g, '').toLowerCase();
  const words = lower.match(/[\p{L}\p{N}_]+(?:[-.'’][\p{L}\p{N}_]+)*/gu) ?? [];
  return (
    words.some((word) => ELSEWHERE.has(word) || ELSEWHERE_STEMS.some((stem) => word.startsWith(stem))) ||
    ELSEWHERE_PHRASES.some((phrase) => lower.includes(phrase))
  );
}

/** Names, in lower case, that need no declaration. */
const PREDEFINED = list(
  'true false null undefined none nil nan infinity this self super cls args kwargs arguments err error exception console print window ' +
    'document process math json object array string number boolean map set promise date int str float bool list dict tuple len range ' +
    'sum min max sorted enumerate zip filter reduce async await return result output input stdout stdin void any never unknown nullptr ' +
    'length size index value key iterator generator',
);

/** Names in backticks that a step claims of the code and that occur nowhere in it. Names that do occur are not reported. */
export function checkIdentifiers(text: string, { code }: CheckContext, names: ReadonlySet<string>): Check[] {
  if (!code || text.includes('```') || isElsewhere(text)) return [];
  const folded = new Set([...names].map((name) => name.toLowerCase()));
  const found = new Map<number, Check>();
  for (const claim of CLAIMS) {
    for (const match of text.matchAll(claim)) {
      const name = match.groups?.['name'] ?? '';
      if (folded.has(name.toLowerCase()) || PREDEFINED.has(name.toLowerCase())) continue;
      const start = match.index + match[0].lastIndexOf(`\`${name}\``) + 1;
      const meant = closest(name, names);
      if (meant === undefined && isCalledByLanguage(name, match[0])) continue;
      found.set(start, {
        kind: 'identifier',
        verdict: 'false',
        start,
        end: start + name.length,
        ...(meant !== undefined && { expected: meant }),
      });
    }
  }
  return [...found.values()];
}

/** `__iter__`, a method that a library has, a type that is returned: they need not stand in the code. */
const isCalledByLanguage = (name: string, claim: string): boolean =>
  /^__\w+__$/.test(name) || / is called$/.test(claim) || (/ returned$/.test(claim) && /^\p{Lu}/u.test(name));

/** The only name of the code that is spelled nearly so, or that has this one as its beginning or end. */
function closest(name: string, names: ReadonlySet<string>): string | undefined {
  const near = [...names].filter(
    (other) =>
      other.length > 2 &&
      (editDistance(name, other, 2) <= Math.min(2, Math.floor(name.length / 3)) ||
        (name.length > 1 && (other.startsWith(name) || other.endsWith(name)))),
  );
  return near.length === 1 ? near[0] : undefined;
}
