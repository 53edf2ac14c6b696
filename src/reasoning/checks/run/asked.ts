/** What a question asks for, as far as its final answer can be compared with a run. */

/** `name`: what it is at that moment. */
export type Asked = { readonly name: string; readonly moment: 'end' | 'after loop' } | 'output';

const ASKS_VALUE =
  /^(?:(?:and|so) )?(?:what(?: is|['’]s) )?(?:the (?:final )?value of )?`?(?<name>[\p{L}_$][\p{L}\p{N}_$]*)`?(?: (?:at|in) the end| (?<loop>after the loop)| after (?:this|the) (?:code|program) (?:runs|has run|is run))?\?$/iu;

const OUTPUT = /\b(?:prints?|printed|outputs?|logs?|logged)\b/i;

/** The only words of a question that asks for all that is printed. With any other it may ask for a part, a count or a reason. */
const OUTPUT_WORDS = new Set(
  (
    "what what's whats which does do did will would is are was gets get be the a of by to in on and so when i we you me my your here now " +
    'this that it one all every code program script snippet loop console screen terminal python javascript typescript js ts ' +
    'print prints printed output outputs log logs logged run runs running ran trace follow tell say give see predict guess find determine ' +
    'work through can could please really think step steps head number value values text word list line lines result hey order write down'
  ).split(' '),
);

/** A question about another program than the one it shows, or about other values. */
const SUPPOSES =
  /\b(?:(?:what|how) (?:if|about)|instead|suppose|imagine|were|would have to|should have|have to be|need to be)\b/i;
const CHANGES =
  /(?:^|[.!?]\s+)(?:(?:and|now|then|please) )*(?:change|replace|swap|remove|delete|add|use|set|call|try|rewrite|fix|let|make) /i;
const OTHER_VALUES = /(?:^|[.!?]\s+)(?:and|now|then) (?:with|for|in) /i;
const CONDITION = /\bif (?!I run\b|you run\b|we run\b|(?:it|this|that) (?:is|are) (?:right|correct|true|wrong)\b)/i;

/** @param words the question without the code */
export function askedFor(words: string): Asked | undefined {
  const question = onlyQuestion(words);
  const all = question.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? [];
  if (OUTPUT.test(question) && all.every((word) => OUTPUT_WORDS.has(word))) return 'output';
  const value = ASKS_VALUE.exec(question)?.groups;
  return value && { name: value['name'] ?? '', moment: value['loop'] === undefined ? 'end' : 'after loop' };
}

/** The last sentence, or the only one with a question mark and what stands behind it; empty where there are several. */
function onlyQuestion(words: string): string {
  const sentences = words.trim().split(/(?<=[.!?:])\s+|\n+/);
  const asking = sentences.flatMap((sentence, i) => (sentence.endsWith('?') ? [i] : []));
  return asking.length > 1 ? '' : sentences.slice(asking[0] ?? -1).join(' ');
}

/** Whether a question is about what would happen if something were otherwise. */
export const asksOtherwise = (question: string): boolean =>
  [SUPPOSES, CHANGES, OTHER_VALUES, CONDITION].some((pattern) => pattern.test(question));
