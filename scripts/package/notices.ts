import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The licences of the packages that were bundled into `dist/`. (Those in `dist/node_modules` bring their own.)
 *
 * @param root the project's root
 * @param inputs the bundled files, relative to `root`, as esbuild's metafile names them
 */
export async function thirdPartyNotices(root: string, inputs: readonly string[]): Promise<string> {
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  const bundled = [...new Set(folders.filter((folder) => folder !== undefined))].sort();
  const notices = await Promise.all(bundled.map((folder) => notice(path.join(root, folder))));
  return ['Cerebrum contains the following works of others.', ...notices].join(`\n\n${'='.repeat(80)}\n\n`) + '\n';
}

/** The terms of the MIT licence, which follow the copyright. */
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Packages that name their licence but bring no file with it. */
const WITHOUT_FILE: Partial<Record<string, string>> = {
  '@micropython/micropython-webassembly-pyscript': `The MIT License (MIT)\n\nCopyright (c) 2013-2025 Damien P. George\n\n${MIT}`,
  '@xterm/headless': [
    'Copyright (c) 2017-2019, The xterm.js authors (https://github.com/xtermjs/xterm.js)',
    'Copyright (c) 2014-2016, SourceLair Private Company (https://www.sourcelair.com)',
    'Copyright (c) 2012-2013, Christopher Jeffrey (https://github.com/chjj/)',
    'Copyright (c) 2011, Fabrice Bellard (javascript vt100 for jslinux)',
    'Copyright (c) Microsoft Corporation (parts of Visual Studio Code)',
    '',
    MIT,
  ].join('\n'),
};

async function notice(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const missing = WITHOUT_FILE[name];
  if (missing !== undefined) return [`${name} ${version} (${license ?? 'no licence named'})`, missing].join('\n\n');
  const files = globSync(['[Ll][Ii][Cc][Ee][Nn][CcSs][Ee]*', 'NOTICE*'], { cwd: folder }).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  return [`${name} ${version} (${license ?? 'no licence named'})`, ...texts.map((text) => text.trim())].join('\n\n');
}
