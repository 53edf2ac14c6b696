import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { askAbout } from '../../src/host/questions/askAbout.ts';
import { gatherContext } from '../../src/host/editor/context/gatherContext.ts';
import { snippetOfLines } from '../../src/host/editor/selection.ts';
import type { Engine } from '../../src/host/engine/engine.ts';
import { promptBudget } from '../../src/reasoning/prompt/budget.ts';
import type { ContextCandidate } from '../../src/reasoning/context/candidates.ts';
import { withContext } from '../../src/reasoning/context/fill.ts';
import { explainQuestion } from '../../src/reasoning/questions/explain.ts';
import { promptText, renderPrompt } from '../../src/reasoning/prompt/template.ts';
import { demoEngine, extensionUri } from './demoEngine.ts';

const SELECTIONS = 1000;
const LONGEST_SELECTION = 60;
/** The language service is asked once for so many lines of the file: a selection gets what it knows of the pieces it touches. */
const PIECE = 40;
/** Long enough for a language server that has just started. */
const PATIENT_MS = 20_000;

/** What must not exceed what, in tokens. */
interface Limit {
  readonly text: string;
  readonly most: number;
  readonly about: string;
}

describe('the budget', function () {
  let engine: Engine;
  before(() => {
    engine = demoEngine();
  });
  after(() => engine.stop());

  it(`holds for ${SELECTIONS} random selections of a large file, counted by the model`, async function () {
    this.timeout(120_000);
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.joinPath(extensionUri(), 'src/host/models/download/download.ts'),
    );
    const known: ContextCandidate[][] = [];
    for (let line = 1; line <= document.lineCount; line += PIECE) {
      const piece = snippetOfLines(document, line, line + PIECE - 1);
      known.push(piece === undefined ? [] : await gatherContext(document, piece.parts, PATIENT_MS));
    }
    const { contextSize } = await engine.start();
    const random = randoms(20_261_122);
    const limits: Limit[] = [];
    let pieces = 0;
    while (limits.length < SELECTIONS) {
      const first = 1 + random(document.lineCount);
      const last = Math.min(document.lineCount, first + random(LONGEST_SELECTION));
      const snippet = snippetOfLines(document, first, last);
      if (snippet === undefined) continue;
      const candidates = known.slice(Math.floor((first - 1) / PIECE), Math.ceil(last / PIECE)).flat();
      const about = `lines ${first} to ${last}`;

      const settings = { maxTokens: 1 + random(500), context: 'always', contextSize: 4096, systemPrompt: '' } as const;
      const gather = () => Promise.resolve(candidates);
      const { text, context = [] } = await askAbout(engine, snippet, settings, explainQuestion, gather);
      const turns = [{ role: 'user', content: withContext(text, context) }] as const;
      // One token is BOS.
      limits.push({
        text: promptText(renderPrompt(turns)),
        most: promptBudget(contextSize, settings.maxTokens) - 1,
        about,
      });
      pieces += context.length;
    }
    const tokens = await engine.countTokens(limits.map(({ text }) => text));
    const over = limits.filter(({ most }, i) => (tokens[i] ?? Infinity) > most);
    const fullest = Math.max(...limits.map(({ most }, i) => (tokens[i] ?? 0) / most));
    // A line that begins so is shown among the results.
    console.log(
      `- ${limits.length} selections of ${document.lineCount} lines: ${over.length} over the budget, ` +
        `${pieces} pieces of context, at most ${(100 * fullest).toFixed(1)} % of a budget`,
    );
    assert.deepEqual(
      over.map(({ about }) => about),
      [],
    );
    // A test of empty prompts would prove nothing.
    assert.ok(pieces > SELECTIONS && fullest > 0.9);
  });
});

/** Whole numbers below `n`, the same ones at every run (Park and Miller). */
function randoms(seed: number): (n: number) => number {
  let state = seed;
  return (n) => (state = (state * 48_271) % 2_147_483_647) % n;
}
