import { MAX_PROGRAM, type RunRequest } from '../protocol/sandbox.ts';
import { instrumentJavaScript } from './javascript/instrument.ts';
import { withoutTypes } from './javascript/typescript.ts';
import { Obstacle, type Instrumented, type Rewritten } from './program.ts';
import { instrumentPython } from './python/instrument.ts';
import { withDefinitions } from './withDefinitions.ts';

/** The program so that it tells what it does. @throws Obstacle */
export function prepare(request: RunRequest): Instrumented {
  if (request.code.trim() === '') throw new Obstacle('nothing');
  const { code, linesBefore, definitions } = withDefinitions(request);
  if (code.length > MAX_PROGRAM) throw new Obstacle('unsupported', 'length');
  return { ...rewritten({ ...request, code }, linesBefore), linesBefore, definitions };
}

function rewritten({ language, code, words }: RunRequest, linesBefore: number): Rewritten {
  switch (language) {
    case 'javascript':
      return instrumentJavaScript(code, words, linesBefore);
    case 'typescript':
      return instrumentJavaScript(withoutTypes(code), words, linesBefore, { typed: code, isTypeScript: true });
    case 'python':
      return instrumentPython(code, words, linesBefore);
  }
}
