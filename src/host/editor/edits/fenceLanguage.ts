/** Words behind a fence that are not the language ids of VS Code. */
const IDS: Readonly<Record<string, string>> = {
  bash: 'shellscript',
  'c++': 'cpp',
  cs: 'csharp',
  js: 'javascript',
  jsx: 'javascriptreact',
  md: 'markdown',
  py: 'python',
  ps1: 'powershell',
  rb: 'ruby',
  rs: 'rust',
  sh: 'shellscript',
  shell: 'shellscript',
  ts: 'typescript',
  tsx: 'typescriptreact',
  yml: 'yaml',
};

/** The id among `known` that the word behind a fence stands for, else `plaintext`. */
export function fenceLanguage(word: string, known: readonly string[]): string {
  const id = Object.hasOwn(IDS, word) ? (IDS[word] ?? word) : word;
  return known.includes(id) ? id : 'plaintext';
}
