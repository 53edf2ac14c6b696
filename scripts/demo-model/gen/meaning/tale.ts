/** A word problem while it is made up: what is said, what is given, what is asked, and how it is worked out. */
import { cap, type Rng, solution } from '../rng.ts';
import { type Actor, type Figures, figures, formOf, listed, say } from './say.ts';
import { figuresIn } from './read.ts';
import { Work } from './work.ts';

/** One question in its three forms: "How many eggs are left" · "how many eggs are left" · "the number of eggs left". */
export interface Ask {
  readonly direct: string;
  readonly indirect: string;
  readonly noun?: string;
}

/** A finished word problem. */
export interface Told {
  readonly q: string;
  readonly plan: string;
  readonly steps: readonly string[];
  readonly answer: string;
  /** "it" of the follow-ups. */
  readonly unit: string;
  readonly who: Actor | undefined;
  readonly value: number | undefined;
}

type Slots = Readonly<Record<string, string | number>>;

export class Tale {
  readonly r: Rng;
  readonly past: boolean;
  readonly f: Figures;
  readonly work = new Work();
  readonly givens: string[] = [];
  private readonly clauses: string[] = [];
  private readonly known = new Set<Actor>();
  private lastSubject: Actor | undefined;
  ask: Ask = { direct: '', indirect: '' };
  unit = 'points';
  who: Actor | undefined;

  constructor(r: Rng, past = r.chance(0.55)) {
    this.r = r;
    this.past = past;
    this.f = figures(r);
  }

  /** The subject's words: its name at first, later often a pronoun. */
  name(who: Actor): string {
    if (!this.known.has(who)) {
      this.known.add(who);
      this.lastSubject = who;
      return who.first;
    }
    const clear = this.lastSubject === who || this.known.size === 1;
    this.lastSubject = who;
    return clear && this.r.chance(0.65) ? who.he : who.again;
  }

  /** The words of one that is no subject. */
  other(who: Actor): string {
    const first = !this.known.has(who);
    this.known.add(who);
    return who.he === 'I' || who.he === 'we' ? who.him : first ? who.first : who.again;
  }

  /** Says one of the forms; `$A` is its subject. */
  words(forms: readonly string[], slots: Slots = {}, who?: Actor, past = this.past): string {
    const form = formOf(this.r, forms);
    const subject = who !== undefined && form.includes('$A') ? { A: this.name(who) } : {};
    return say(
      this.r,
      form,
      { ...slots, ...subject, ...(who && { his: who.his, him: who.him, he: who.he }) },
      who,
      past,
    );
  }

  /** Tells a fact. */
  tell(forms: readonly string[], slots: Slots = {}, who?: Actor, past = this.past): void {
    this.clauses.push(this.words(forms, slots, who, past));
  }

  /** Puts a fact in front of or among the others, where order does not matter. */
  shuffle(): void {
    const mixed = this.r.shuffle(this.clauses);
    this.clauses.splice(0, mixed.length, ...mixed);
  }

  given(text: string): void {
    this.givens.push(text);
  }

  /** "How many $what does A have left". */
  asks(what: string, who: Actor, verb: string, tail: string): void {
    const { r } = this;
    const [one = '', many = one, did = one] = verb.split('/');
    const end = say(r, tail, {}, who, this.past);
    const subject = r.chance(0.6) ? (this.known.has(who) && r.chance(0.6) ? who.he : who.again) : who.again;
    const isMany = who.plural;
    const now = this.past && r.chance(0.35) ? false : this.past;
    const auxiliary = now ? 'did' : isMany ? 'do' : 'does';
    const finite = now ? did : isMany ? many : one;
    this.ask = {
      direct: `${what} ${auxiliary} ${subject} ${many} ${end}`,
      indirect: `${what} ${subject} ${finite} ${end}`,
      ...(what.startsWith('how many ') && { noun: `the number of ${what.slice(9)} ${subject} ${finite} ${end}` }),
    };
  }

  /** A question that is said alike in all ways: "how many eggs are left". */
  asksPlainly(forms: readonly string[], slots: Slots = {}, noun?: string): void {
    const text = this.words(forms, slots);
    this.ask = { direct: text, indirect: inward(text), ...(noun !== undefined && { noun: say(this.r, noun, slots) }) };
  }

  /** The whole question: facts and question in one of many orders. */
  private question(): string {
    const { r, ask, clauses } = this;
    const tidy = (text: string) =>
      text
        .replace(/ +/g, ' ')
        .replace(/ ([,.?!;])/g, '$1')
        .trim();
    const ending = r.chance(0.93) ? '?' : '';
    const frame = r.weighted([
      [66, 'direct'],
      [16, 'indirect'],
      [ask.noun === undefined ? 0 : 16, 'noun'],
    ] as const);
    const polite = r.chance(0.04) ? 'Please ' : '';
    const asked = {
      direct: () => cap(ask.direct) + ending,
      indirect: () =>
        r.pick([
          () =>
            `${cap(`${polite}${r.pick(['find', 'work out', 'find out', 'tell me', 'say', 'calculate', 'figure out', 'count'])}`.replace('Please F', 'Please f'))} ${ask.indirect}.`,
          () =>
            `${r.pick(['Can you tell me', 'Do you know', 'Can you work out', 'Could you say', 'Can you say'])} ${ask.indirect}?`,
          () =>
            `${r.pick(['I want to know', 'I wonder', 'Now tell me', 'The question is', 'I would like to know'])} ${ask.indirect}.`,
        ])(),
      noun: () =>
        r.pick([
          () => `${r.pick(['What is', "What's", 'What was'])} ${ask.noun}?`,
          () =>
            `${r.pick(['Find', 'Give', 'Give me', 'Work out', 'Calculate', 'Tell me', 'Compute', 'State'])} ${ask.noun}.`,
        ])(),
    }[frame]();
    const facts = this.facts();
    const body = clauses.join(', ');
    const order = r.weighted([
      [80, 'after'],
      [4, 'before'],
      [clauses.length <= 3 ? 6 : 0, 'if'],
      [clauses.length <= 3 && frame === 'direct' ? 6 : 0, 'backIf'],
    ] as const);
    const all = {
      after: () => `${facts} ${asked}`,
      before: () => `${asked} ${facts}`,
      if: () => `If ${listed(r, clauses)}, ${ask.direct}${ending}`,
      backIf: () => `${cap(ask.direct)} if ${listed(r, clauses)}${ending}`,
    }[order]();
    return style(r, tidy(body === '' ? asked : all));
  }

  private facts(): string {
    const { r } = this;
    let text = '';
    let joined = 0;
    for (const clause of this.clauses) {
      if (text === '') text = cap(clause);
      else if (joined < 2 && r.chance(0.3)) {
        joined++;
        text += r.weighted([
          [6, ` and ${clause}`],
          [4, `, and ${clause}`],
          [2, `; ${clause}`],
          [2, `, ${clause}`],
          [clause.startsWith('while') ? 0 : 1, `, while ${clause}`],
        ]);
      } else {
        joined = 0;
        text += `. ${cap(clause)}`;
      }
    }
    return text === '' ? '' : `${text}.`;
  }

  told(answer: string | number): Told {
    const { goal } = this;
    const q = this.question();
    const read = figuresIn(q);
    const steps = [
      ...(read.length > 1 ? [`In the question: ${read.join('; ')}.`] : []),
      ...(this.givens.length > 0 ? [`Given: ${this.givens.join('; ')}.`] : []),
      ...this.work.steps,
    ];
    return {
      q,
      plan: `Find ${goal}.`,
      steps,
      answer: String(answer),
      unit: this.unit,
      who: this.who,
      value: typeof answer === 'number' ? answer : undefined,
    };
  }

  /** What the plan says is looked for. */
  private get goal(): string {
    return inward(this.ask.indirect);
  }
}

/** "how many are there" inside of a sentence: "how many there are". */
function inward(text: string): string {
  return text
    .replace(/ +/g, ' ')
    .replace(
      /^(what|how (?:many|much|old|far|long|big|tall|cold|warm|often|large)\b.*?) (is|are|was|were|will|does|did) (that|there|it|this|they)\b/,
      '$1 $3 $2',
    )
    .replace(/^what(?:'s| is) (the|one|its|each) /, '$1 ')
    .trim();
}

/** Now and then as people type. */
export function style(r: Rng, text: string): string {
  let out = text;
  if (r.chance(0.07)) out = out.toLowerCase();
  if (r.chance(0.04)) out = out.replace(/[.?]$/, '');
  if (r.chance(0.02))
    out = `${out} ${r.pick(['Think step by step.', 'Show your steps.', 'Thanks!', 'Explain your answer.'])}`;
  if (r.chance(0.02))
    out = `${r.pick(['Solve this: ', 'Question: ', 'Help me with this: ', 'Here is a problem: '])}${out}`;
  return out;
}

export const solved = ({ plan, steps, answer }: Told): string => solution(plan, [...steps], answer);
