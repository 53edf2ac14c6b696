import type { ProgramLanguage } from '../../protocol/sandbox.ts';

const LANGUAGES: Record<string, ProgramLanguage> = {
  js: 'javascript',
  javascript: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  node: 'javascript',
  ts: 'typescript',
  typescript: 'typescript',
  mts: 'typescript',
  py: 'python',
  python: 'python',
  python3: 'python',
};

/** The language of a code fence or file ending, if it is one that can be run. */
export function languageOf(name: string): ProgramLanguage | undefined {
  const key =
    name
      .trim()
      .toLowerCase()
      .split(/[\s,{]/)[0] ?? '';
  return Object.hasOwn(LANGUAGES, key) ? LANGUAGES[key] : undefined;
}
