/** What the checks of statements find, and what they call wrong by mistake, in worked solutions. */
import { readFileSync } from 'node:fs';
import { checkStep } from '../../../src/reasoning/checks/checkStep.ts';
import { changed, readSolutions, type SolutionLine } from './gsm8k.ts';

/** Lines of GSM8K that are wrong, read one by one. Ids only: the text is not ours. */
const KNOWN_ERRORS = new URL('../../../test/fixtures/gsm8kErrors.json', import.meta.url);

const hasWrong = (text: string): boolean => checkStep(text).some(({ verdict }) => verdict === 'false');

export function benchChecks(path: string, json: boolean): void {
  const lines = readSolutions(path).flatMap((solution) => solution.lines);
  const known = new Set(JSON.parse(readFileSync(KNOWN_ERRORS, 'utf8')) as string[]);
  const started = performance.now();
  const checked = lines.map((line) => ({ line, checks: checkStep(line.text) }));
  const ms = performance.now() - started;
  const wrong = checked.filter(({ checks }) => checks.some(({ verdict }) => verdict === 'false'));
  const marks = checked.flatMap(({ line, checks }) =>
    line.results.map((at) => ({ line, isJudged: checks.some(({ start, end }) => start <= at && at < end) })),
  );
  const judged = marks.filter(({ isJudged }) => isJudged).length;
  const report = {
    lines: lines.length,
    markedLines: lines.filter(({ results }) => results.length > 0).length,
    judgedLines: checked.filter(({ line, checks }) => line.results.length > 0 && checks.length > 0).length,
    markedCalculations: marks.length,
    judgedCalculations: judged,
    judgedShare: judged / marks.length,
    statements: checked.reduce((sum, { checks }) => sum + checks.length, 0),
    calledWrong: wrong.length,
    falseAlarms: wrong.filter(({ line }) => !known.has(line.id)).map(({ line, checks }) => describe(line, checks)),
    knownErrorsNotFound: [...known].filter((id) => !wrong.some(({ line }) => line.id === id)),
    changed: { last: benchChanged(lines, 'last', known), first: benchChanged(lines, 'first', known) },
    msPerLine: ms / lines.length,
  };
  if (json)
    console.log(
      JSON.stringify(
        { ...report, unjudged: marks.filter(({ isJudged }) => !isJudged).map(({ line }) => `${line.id} ${line.text}`) },
        null,
        1,
      ),
    );
  else print(report);
}

function describe({ id, text }: SolutionLine, checks: ReturnType<typeof checkStep>): string {
  const parts = checks
    .filter(({ verdict }) => verdict === 'false')
    .map(({ start, end, expected }) => `[${text.slice(start, end)}] ${expected ?? ''}`);
  return `${id} ${parts.join(' ')} IN ${text}`;
}

/** Of the lines with one result, changed: how many are called wrong, and how many changed results are called right. */
function benchChanged(lines: readonly SolutionLine[], place: 'first' | 'last', known: ReadonlySet<string>) {
  let all = 0;
  let found = 0;
  const right: string[] = [];
  const missed: string[] = [];
  for (const line of lines) {
    if (known.has(line.id)) continue;
    const text = changed(line, place);
    if (text === undefined) continue;
    all++;
    const [at = 0] = line.results;
    if (hasWrong(text)) found++;
    else if (checkStep(text).some(({ start, end }) => start <= at && at < end)) right.push(`${line.id} ${text}`);
    else missed.push(`${line.id} ${text}`);
  }
  return { all, found, foundShare: found / all, calledRight: right, missed };
}

type Report = ReturnType<typeof benchChanged>;

function print(report: {
  readonly lines: number;
  readonly markedLines: number;
  readonly judgedLines: number;
  readonly markedCalculations: number;
  readonly judgedCalculations: number;
  readonly statements: number;
  readonly calledWrong: number;
  readonly falseAlarms: readonly string[];
  readonly knownErrorsNotFound: readonly string[];
  readonly changed: { readonly last: Report; readonly first: Report };
  readonly msPerLine: number;
}): void {
  const share = (part: number, all: number): string => `${part} of ${all} (${((100 * part) / all).toFixed(2)} %)`;
  console.log(`lines                     ${report.lines}, ${report.msPerLine.toFixed(3)} ms each`);
  console.log(`marked lines judged       ${share(report.judgedLines, report.markedLines)}`);
  console.log(`marked results judged     ${share(report.judgedCalculations, report.markedCalculations)}`);
  console.log(`statements judged         ${report.statements}`);
  console.log(
    `lines called wrong        ${report.calledWrong}, ${report.falseAlarms.length} of them not known as errors`,
  );
  for (const alarm of report.falseAlarms) console.log(`  ${alarm}`);
  console.log(`known errors not found    ${report.knownErrorsNotFound.join(', ') || 'none'}`);
  for (const place of ['last', 'first'] as const) {
    const { all, found, calledRight } = report.changed[place];
    console.log(`${place} digit changed: found   ${share(found, all)}, called right: ${calledRight.length}`);
    for (const line of calledRight.slice(0, 20)) console.log(`  ${line}`);
  }
}
