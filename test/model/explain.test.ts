import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../src/host/engine/engine.ts';
import { codeIn, locateCode } from '../../src/reasoning/questions/askedCode.ts';
import { explainQuestion } from '../../src/reasoning/questions/explain.ts';
import { LinkedSteps } from '../../src/reasoning/links/linkedSteps.ts';
import { ask, demoEngine } from '../support/engine.ts';
import { explainItems, isExplained, type ExplainItem } from '../support/explainItems.ts';
import { grade, labelKnown } from '../unit/reasoning/anchors/demoPrograms.ts';

let engine: Engine;
beforeAll(() => {
  engine = demoEngine();
});
afterAll(() => engine.stop());

const LANGUAGES = {
  ts: ['TypeScript', 'typescript'],
  js: ['JavaScript', 'javascript'],
  py: ['Python', 'python'],
} as const;

/** The question as the command asks it about the lines of a file. */
function questionAbout({ code, extension }: ExplainItem, firstLine: number): string {
  const [language, fence] = LANGUAGES[extension];
  const lastLine = firstLine + code.split('\n').length - 1;
  return explainQuestion({ label: `src/cart.${extension}`, language, fence, parts: [{ code, firstLine, lastLine }] });
}

it("explains the held-out snippets as well as the model's evaluation, and ties its own steps to the right lines", async () => {
  const items = explainItems();
  const grades: string[] = [];
  const wrong: string[] = [];
  let explained = 0;
  for (const item of items) {
    const question = questionAbout(item, 1);
    const { answer } = await ask(engine, question);
    if (isExplained(item, answer)) explained++;

    const lines = item.code.split('\n');
    const code = locateCode(codeIn(question), lines, 1);
    if (code === undefined) throw new Error(`The code is not found again:\n${question}`);
    const linked = new LinkedSteps([{ ...code, uri: 'file:///held-out', label: 'held-out' }]);
    linked.read(answer, false);
    const links = linked.links((_uri, line) => lines[line - 1]);
    const texts = linked.steps.map(({ text }) => text.replace(/^\s*\d+\.\s*/, '').trim());
    for (const [i, label] of labelKnown(item.code, texts).entries()) {
      const link = links.filter(({ step }) => step === i);
      const verdict = label === undefined ? 'unlabelled' : grade(label, link);
      grades.push(verdict);
      if (verdict === 'wrong') wrong.push(`${texts[i] ?? ''} ${JSON.stringify(link)}\n${item.code}`);
    }
  }
  const labelled = grades.filter((verdict) => verdict !== 'unlabelled').length;
  const share = (kind: string) => grades.filter((verdict) => verdict === kind).length / labelled;
  console.log(
    `${explained} of ${items.length} snippets explained right; ${grades.length} steps of the model, ` +
      `${grades.length - labelled} in words the generator does not have, of the others ${(100 * share('right')).toFixed(1)} % linked right, ` +
      `${(100 * share('wrong')).toFixed(2)} % wrong, ${(100 * share('missing')).toFixed(1)} % without a link`,
  );
  // The README of the model has 94 of 100.
  expect(explained).toBeGreaterThanOrEqual(94);
  expect(labelled / grades.length).toBeGreaterThanOrEqual(0.95);
  expect(share('right')).toBeGreaterThanOrEqual(0.9);
  expect(share('wrong'), wrong.join('\n\n')).toBeLessThanOrEqual(0.02);
});
