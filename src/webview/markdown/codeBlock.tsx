import { CopyButton } from '../parts/copyButton.tsx';

const LANGUAGES: Record<string, string> = {
  bash: 'Shell',
  c: 'C',
  cpp: 'C++',
  'c++': 'C++',
  cs: 'C#',
  csharp: 'C#',
  css: 'CSS',
  go: 'Go',
  html: 'HTML',
  java: 'Java',
  javascript: 'JavaScript',
  js: 'JavaScript',
  json: 'JSON',
  jsx: 'JavaScript JSX',
  markdown: 'Markdown',
  md: 'Markdown',
  php: 'PHP',
  py: 'Python',
  python: 'Python',
  rb: 'Ruby',
  rs: 'Rust',
  ruby: 'Ruby',
  rust: 'Rust',
  sh: 'Shell',
  shell: 'Shell',
  sql: 'SQL',
  ts: 'TypeScript',
  tsx: 'TypeScript JSX',
  typescript: 'TypeScript',
  yaml: 'YAML',
  yml: 'YAML',
};

/** The first word of a fence's info string, as people write that language's name. */
function languageName(info: string): string {
  const word = (info.trim().split(/\s/, 1)[0] ?? '').slice(0, 30);
  return Object.hasOwn(LANGUAGES, word.toLowerCase()) ? (LANGUAGES[word.toLowerCase()] ?? word) : word;
}

export function CodeBlock({ code, info }: { code: string; info: string }) {
  const language = languageName(info);
  return (
    <div class="code" dir="ltr">
      <div class="code-head">
        <span class="code-language">{language || 'Code'}</span>
        <CopyButton label="Copy Code" text={code} />
      </div>
      <pre tabIndex={0} role="group" aria-label={language ? `${language} code` : 'Code'}>
        <code>{code}</code>
      </pre>
    </div>
  );
}
