/** Entry of the thread in which a terminal reads texts. It ends when they are read. */
import { parentPort, workerData } from 'node:worker_threads';
import { Terminal } from '@xterm/headless/lib-headless/xterm-headless.mjs';

/** Wider than a terminal on screen: a program never relies on a line break that it did not write. */
const COLUMNS = 320;
/** How far up a program can move the cursor. */
const ROWS = 100;
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
  });
  for (const final of REPEATING) {
    terminal.parser.registerCsiHandler({ final }, ([times]) => Number(times) > MOST_TIMES);
  }
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  const { active } = terminal.buffer;
  const lines: string[] = [];
  for (let y = 0; y < active.length; y++) {
    const row = active.getLine(y);
    const shown = row?.translateToString(true) ?? '';
    if (row?.isWrapped === true && lines.length > 0) lines.push(`${lines.pop() ?? ''}${shown}`);
    else lines.push(shown);
  }
  return lines.join('\n').replace(/\n+$/, '');
}

void Promise.all((workerData as readonly string[]).map(shownBy)).then((shown) => parentPort?.postMessage(shown));
