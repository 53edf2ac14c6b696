/** Entry of the thread in which a terminal reads texts. It ends when they are read. */
import { parentPort, workerData } from 'node:worker_threads';
import type { IBuffer, IBufferCell, IBufferLine } from '@xterm/headless';
import { Terminal } from '@xterm/headless/lib-headless/xterm-headless.mjs';
import { withFinishedSequence } from '../../../reasoning/questions/controls.ts';

/** Wider than a terminal on screen: a program never relies on a line break that it did not write. */
const COLUMNS = 320;
/** How far up a program can move the cursor. */
const ROWS = 100;
const TAB = 8;
/** More lines than a text of `OutputTail` has. */
const SCROLLBACK = 12_000;
/** Sequences that do something n times: to insert, remove and scroll lines, to tab, to write a character again. */
const REPEATING = ['L', 'M', 'S', 'T', 'I', 'b'];
/** What says more is left out. */
const MOST_TIMES = 10_000;

async function shownBy(text: string): Promise<string> {
  const terminal = new Terminal({
    cols: COLUMNS,
    rows: ROWS,
    scrollback: SCROLLBACK,
    // A text that was captured has line feeds alone, and a terminal gets both.
    convertEol: true,
    // Needed to read the lines.
    allowProposedApi: true,
    logLevel: 'off',
  });
  for (const final of REPEATING) {
    terminal.parser.registerCsiHandler({ final }, ([times]) => Number(times) > MOST_TIMES);
  }
  await new Promise<void>((resolve) => terminal.write(withFinishedSequence(text), resolve));
  const { normal, alternate, active } = terminal.buffer;
  const row = text.includes('\t') ? rowWithTabs : rowText;
  if (active.type === 'normal') return linesOf(normal, row);
  // A program that has the whole screen hides what was written before it: both are part of the output.
  const shown = [linesOf(normal, row), linesOf(alternate, row).replace(/^\n+/, '')];
  return shown.filter((part) => part !== '').join('\n');
}

function linesOf(buffer: IBuffer, rowShown: (row: IBufferLine) => string): string {
  const lines: string[] = [];
  for (let y = 0; y < buffer.length; y++) {
    const row = buffer.getLine(y);
    const shown = row === undefined ? '' : rowShown(row);
    if (row?.isWrapped === true && lines.length > 0) lines.push(`${lines.pop() ?? ''}${shown}`);
    else lines.push(shown);
  }
  return lines.join('\n').replace(/\n+$/, '');
}

const rowText = (row: IBufferLine): string => row.translateToString(true);

/** A tab writes nothing into the cells it leaps over: cells without a character up to a tab stop are tabs. */
function rowWithTabs(row: IBufferLine): string {
  let shown = '';
  let end = 0;
  let cell: IBufferCell | undefined;
  for (let x = 0; x < row.length; x++) {
    cell = row.getCell(x, cell);
    const chars = cell?.getChars() ?? '';
    if (cell === undefined || chars === '') continue;
    shown += gap(end, x) + chars;
    end = x + cell.getWidth();
  }
  return shown;
}

/** What led from one column to another, over cells without a character. */
function gap(from: number, to: number): string {
  return to % TAB === 0 ? '\t'.repeat(Math.ceil((to - from) / TAB)) : ' '.repeat(to - from);
}

void Promise.all((workerData as readonly string[]).map(shownBy)).then((shown) => parentPort?.postMessage(shown));
