/** How people ask what a program does, with the program in front of the question or behind it. */
import type { Lang } from './prog.ts';
import type { Rng } from '../rng.ts';
import { TITLE } from './prog.ts';

const PRINTED = `What does this print?
What does this print?
What does this print?
What does this $T code print?
What is the output of this code?
What is the output?
What's the output?
Output?
output
what does it print
what will $t print
What will this program print?
What will be printed?
What gets printed?
What is printed here?
What is printed when this runs?
What do I see when I run this?
What do we see on the screen?
What shows up in the console?
What appears in the console?
What is written to the terminal?
which output does this give
Which output do I get?
Which lines are printed?
Which number is printed?
Which value is logged?
Trace this code and tell me what it prints.
Trace it, please. What is the output?
Follow the code and give me the output.
What does this program output?
What does this one output
what does the last line print
What is shown by the last line?
What will the last line show?
Tell me the output.
Give me the output of this $T code.
Give all the printed lines.
I run this. What comes out?
I ran this with $t. What did I see?
What comes out?
What comes out of this loop?
Run this in your head: what is printed?
Pretend that you are $t and run this.
What is logged?
What is the result of this code?
What result does this give?
Can you say what the program writes out?
Can you tell me what this prints?
Could you work out what gets printed?
Predict the output.
Guess the output of this snippet.
I am learning $t. What does this print?
I am new to $t, what does it print and why?
My teacher gave me this. What does it print?
Quiz: what does this print?
What would this print?
What would the console say?
What does the program say?
what will it say
what do you get if you run this
So what is the output here?
Say what this code prints.
Please tell me what this prints.
Say which values are printed.
Write down what this program prints.
How does the output look?
I expected something else. What does this really print?
What is the console output?
Find the output.
Determine what is printed.
Work through this code. What does it print?`.split('\n');

const VALUES = `What is $x at the end?
What is the value of $x at the end?
What is $x after this code runs?
In the end, what is $x?
Which value does $x have at the end?
what is $x after this code runs
What is $x when the code is done?
What is $x after these lines?
what is $x when it's done
And what is $x once this has finished?
$x is what, once this has finished?
What does $x hold at the end?
What does $x contain after this?
Find the final value of $x.
find the final value of $x
Give me the final value of $x.
Tell me what $x is at the end.
Say what $x is at the end.
How big is $x at the end?
What has $x become at the end?
What ends up in $x?
what ends up in $x
What is left in $x at the end?
Work out $x.
Which value ends up in $x?
What will $x be?
What will $x be in the end?
Value of $x at the end?
final value of $x?
$x at the end?
I want to know $x after this has run.
Please tell me the final $x.
After running this, what is $x?
After this code, what is the value of $x?
When all is done, what does $x have as its value?
What value does $x get?
Can you tell me what $x is after this?
Can you work out the value of $x?
Follow $x through this code. What is it at the end?
Keep an eye on $x. What is it at the end?`.split('\n');

const asked = (r: Rng, text: string, code: string): string =>
  r.chance(0.8) ? `${text}${r.chance(0.85) ? '\n\n' : '\n'}${code}` : `${code}${r.chance(0.85) ? '\n\n' : '\n'}${text}`;

/** @param code in its fence */
export const askPrinted = (r: Rng, lang: Lang, code: string): string =>
  asked(
    r,
    r
      .pick(PRINTED)
      .replace('$T', TITLE[lang])
      .replace('$t', r.pick([TITLE[lang], TITLE[lang].toLowerCase()])),
    code,
  );

/** @param code in its fence */
export const askValue = (r: Rng, name: string, code: string): string =>
  asked(r, r.pick(VALUES).replace('$x', r.chance(0.35) ? `\`${name}\`` : name), code);
