import { MAX_PROGRAM, type RunRequest } from '../protocol/sandbox.ts';
import { instrumentJavaScript } from './javascript/instrument.ts';
import { withoutTypes } from './javascript/typescript.ts';
import { Obstacle, type Instrumented } from './program.ts';
import { instrumentPython } from './python/instrument.ts';

/** The program so that it tells what it does. @throws Obstacle */
export function prepare({ language, code, words }: RunRequest): Instrumented {
  if (code.trim() === '') throw new Obstacle('nothing');
  if (code.length > MAX_PROGRAM) throw new Obstacle('unsupported', 'length');
  switch (language) {
    case 'javascript':
      return instrumentJavaScript(code, words);
    case 'typescript':
      return instrumentJavaScript(withoutTypes(code), words, code);
    case 'python':
      return instrumentPython(code, words);
  }
}
