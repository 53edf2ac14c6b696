/** The questions of an evaluation. */

export const TASKS = ['gsm8k', 'arc_challenge', 'math'] as const;
export type TaskName = (typeof TASKS)[number];

/** A word problem with a number as its answer. */
export interface ProblemItem {
  readonly kind: 'problem';
  readonly id: string;
  readonly question: string;
  /** As published: the worked solution, ending in `#### 18`. */
  readonly solution: string;
}

/** A problem whose answer is a formula. */
export interface MathItem {
  readonly kind: 'math';
  readonly id: string;
  readonly question: string;
  /** The published answer, LaTeX. */
  readonly answer: string;
  /** 1 to 5. */
  readonly level?: number;
  readonly subject?: string;
}

/** A question with three to five choices. */
export interface ChoiceItem {
  readonly kind: 'choice';
  readonly id: string;
  readonly question: string;
  readonly choices: readonly string[];
  /** Index of the right choice. */
  readonly right: number;
}

export type Item = ProblemItem | MathItem | ChoiceItem;

/** The published answer of a word problem. */
export const goldOf = ({ solution }: ProblemItem): string => solution.split('####').at(-1)?.trim() ?? '';

const LETTERS = 'ABCDEFGH';

/** The letter a choice is shown with. */
export const letterOf = (index: number): string => LETTERS.charAt(index);

/** The right answer as one reads it. */
export function rightAnswer(item: Item): string {
  if (item.kind === 'problem') return goldOf(item);
  if (item.kind === 'math') return item.answer;
  return shownChoice(item, item.right);
}

/** A choice with its letter. */
export const shownChoice = ({ choices }: ChoiceItem, index: number): string =>
  `${letterOf(index)}. ${choices[index] ?? ''}`;

/** What our own problems are called. */
export const OWN_SETS = { gsm8k: "Cerebrum's own word problems", math: "Cerebrum's own formulas" } as const;

/** The published files; another file is read as well, and the run says so. */
const PUBLISHED: Readonly<Record<string, string>> = {
  '3730d312f6e3440559ace48831e51066acaca737f6eabec99bccb9e4b3c39d14': 'GSM8K, test',
  '17f347dc51477c50d4efb83959dbb7c56297aba886e5544ee2aaed3024813465': 'GSM8K, train',
  '35dc41080a3680858b27fa7e0533d2d547825316fc5dafe5d316f4ccc5a06132': 'MATH-500, as prm800k has it',
  ca0b51dceb763c4152c47e6bfa7f79a075d237bbc079fadf6a658af30fc2ffb7: OWN_SETS.gsm8k,
  cf1a075581dd2a38ded1a3596b627bc204f00f3223c3c493e0003d9833dcade7: OWN_SETS.math,
};

/** What a file is known as, by its SHA-256 in hex. */
export const publishedName = (sha256: string): string | undefined => PUBLISHED[sha256];
