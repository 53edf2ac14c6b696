// npm start [-- --desktop | --port N --host ADDRESS --vsix FILE]: Cerebrum in a real VS Code, on a copy of the sample
// workspace. Without --desktop VS Code runs in the browser; it is fetched with npm the first time.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageExtension } from './package/packageExtension.ts';
import { openInBrowser } from './workbench/browser.ts';
import { capture, tail } from './workbench/childProcess.ts';
import { copySampleWorkspace, createProfile, ownFolder, root, vscodeTest } from './workbench/folders.ts';
import { ensureWorkbench, VSCODE_VERSION } from './workbench/install.ts';
import { Problem, runScript } from './workbench/problem.ts';
import { installExtension, type Server, startServer } from './workbench/server.ts';

const usage = `npm start                      Cerebrum in VS Code in your browser
npm start -- --desktop         Cerebrum in the VS Code that is installed on this machine

--port N         the port to serve VS Code on (default: a free one)
--host ADDRESS   the address to listen on (default: 127.0.0.1)
--vsix FILE      try this package of the extension instead of building one`;

/** For who sees it for the first time; all of it is what the demo model can do. */
const tryThis = `
Try  the Cerebrum view at the right: a question with numbers in it, and its steps
     cart.ts, lines 8 to 14 selected, right click, Explain Step by Step with Cerebrum
     scores.js, lines 14 to 18 selected, right click, Trace Values: the steps beside what a run says`;

interface Options {
  readonly port: number;
  readonly host: string;
  readonly vsix: string | undefined;
}

await runScript(async () => {
  const { values } = parse();
  if (values.help) {
    console.log(usage);
    return;
  }
  const folder = await ownFolder('start');
  const workspace = join(folder, 'sample-workspace');
  await copySampleWorkspace(workspace);
  if (values.desktop) return startDesktop(workspace);
  await startInBrowser(folder, workspace, { port: toPort(values.port), host: values.host, vsix: values.vsix });
});

function parse() {
  try {
    return parseArgs({
      options: {
        desktop: { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        host: { type: 'string', default: '127.0.0.1' },
        vsix: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error), `\n\n${usage}`);
  }
}

function toPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Problem(`"${text}" is no port.`, 'Give a number up to 65535, or leave --port out for a free one.');
}

async function startInBrowser(folder: string, workspace: string, { port, host, vsix }: Options): Promise<void> {
  await ensureWorkbench();
  const file = vsix ?? (await build());
  // The user data stays from start to start: settings, and models that were downloaded into it.
  const { serverData } = await createProfile(join(vscodeTest, 'user'));
  const profile = { serverData, extensions: join(folder, 'extensions') };
  await installExtension(profile, file);
  const server = await startServer({ profile, port, host, env: { CEREBRUM_SHOW_CHAT: '1' } });
  const stopped = stopOnSignal(server);
  const url = server.url(workspace);
  console.log(`VS Code ${VSCODE_VERSION} with Cerebrum is running; its files lie in ${workspace}. Ctrl+C stops it.`);
  console.log(tryThis);
  openInBrowser(url);
  console.log(`\nOpen  ${url}`);
  await stopped;
}

async function build(): Promise<string> {
  console.log('Packaging the extension …');
  try {
    return (await packageExtension()).vsixPath;
  } catch (error) {
    throw new Problem(
      `${String(error)}\n\nThe extension could not be packaged (see above).`,
      'Mend that, then start again.',
    );
  }
}

async function stopOnSignal(server: Server): Promise<void> {
  const asked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      asked.abort();
      void server.stop();
    });
  }
  await server.ended;
  if (asked.signal.aborted) return;
  throw new Problem(
    'VS Code ended by itself; .vscode-test/user/server-data/server.log may say why.',
    'Start again: npm start.',
  );
}

async function startDesktop(workspace: string): Promise<void> {
  const { code, output } = await capture(process.execPath, ['esbuild.js'], root);
  if (code !== 0)
    throw new Problem(`The extension could not be built:\n${tail(output)}\n`, 'Mend that, then start again.');
  const command = process.platform === 'win32' ? 'code.cmd' : 'code';
  const args = ['--new-window', '--disable-workspace-trust', `--extensionDevelopmentPath=${root}`, workspace];
  const opened = await capture(command, args);
  if (opened.code === 0) {
    console.log(`VS Code opens ${workspace} with Cerebrum.`);
    return;
  }
  if (opened.code !== null) console.error(tail(opened.output));
  throw new Problem(
    'The command "code" did not start a VS Code.',
    'Install VS Code and its shell command (Command Palette: "Install \'code\' command in PATH"), or try it in the browser: npm start.',
  );
}
