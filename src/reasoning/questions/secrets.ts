/** Values of a running program that should not be read by others, a model included. */
import { isSecretByName } from './secretNames.ts';

/** Characters of a value that are looked at: many more than are sent. */
const LONGEST = 10_000;
const LEFT_OUT = '…';

/** Keys, tokens and addresses with a password, by their form. */
const FORMS = new RegExp(
  [
    '-----BEGIN [A-Z ]*PRIVATE KEY[^]*?(?:-----END[A-Z ]*-----|$)|PuTTY-User-Key-File[^]*|AGE-SECRET-KEY-\\w+',
    // JSON Web Tokens, keys of AWS and Google.
    '\\beyJ[\\w-]{10,}\\.[\\w.-]{10,}|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\bAIza[\\w-]{30,}|\\bya29\\.[\\w-]{10,}',
    // GitHub, GitLab, Hugging Face, npm, PyPI.
    '\\bgh[opusr]_\\w{16,}|\\bgithub_pat_\\w{16,}|\\bglpat-[\\w-]{16,}|\\bhf_[A-Za-z0-9]{20,}',
    '\\bnpm_[A-Za-z0-9]{30,}|\\bpypi-AgE[\\w-]{10,}',
    // OpenAI and those who write theirs like it, Stripe, Slack, SendGrid.
    '\\bsk-(?:proj|ant|svcacct|admin|or)-[\\w-]{12,}|\\bsk-[A-Za-z0-9]{20,}|\\b[rs]k_(?:live|test)_\\w{10,}',
    '\\bxox[a-z]-[\\w-]{10,}|\\bxapp-\\d-[\\w-]{10,}|\\bhooks\\.slack\\.com/services/T[\\w/]+|\\bSG\\.[\\w-]{10,}\\.[\\w-]{10,}',
    // DigitalOcean, Shopify, Vault.
    '\\bdop_v1_[0-9a-f]{30,}|\\bshp(?:at|ca|pa|ss)_[0-9a-f]{20,}|\\bhv[sb]\\.[\\w-]{10,}',
    '(?<=://)[^\\s:/@]*:[^\\s@/]+(?=@)',
    '\\b(?:Bearer|Basic)\\s+(?=[\\w+/.~-]*[\\d=])[\\w+/=.~-]{8,}',
    '(?<=\\b[Aa]uthorization:\\s+)(?:Bearer|Basic|Digest|Token)\\s+\\S+',
  ].join('|'),
  'g',
);

/** A name with what stands between it and its value: `password=`, `"password": `, `'password' => `. */
const NAMED = /(?<![\w-])([\p{L}_][\w-]*)\\*["'`\]]*\s*(=>|:=|=|:(?!:))(\s*)/gu;
/** A text in quotes, the beginning of what has brackets, words before the next member, or a word. */
const VALUE = new RegExp(
  [
    '[a-z]{0,2}(["\'`])(?:\\\\.|(?!\\1)[^\\\\])*(?:\\1|\\\\?$)',
    '\\\\+["\'`][^]*',
    '[([{<][^)\\]}>]*',
    '[^,;:=&"\'`()[\\]{}<>\\n]+(?=[,;&)\\]}])',
    '[^\\s,;&"\'`()[\\]{}<>]+',
  ].join('|'),
  'iy',
);

/** Whether a variable, by its name and the value a debugger shows, is a secret or holds one. */
export function looksSecret(name: string, value: string): boolean {
  const read = value.slice(0, LONGEST);
  return isSecretByName(name, read) || withoutSecrets(read) !== read;
}

/** A text in which secrets are left out. */
export function withoutSecrets(text: string): string {
  return withoutNamedSecrets(text.replace(FORMS, LEFT_OUT));
}

/** Without the values of what is named like a secret, in whatever notation. */
function withoutNamedSecrets(text: string): string {
  let shown = '';
  let end = 0;
  for (const { index, 0: before, 1: name = '', 2: sign, 3: space } of text.matchAll(NAMED)) {
    const start = index + before.length;
    const value = valueAt(text, start);
    if (index < end || (sign === ':' && space !== '' && isProse(value))) continue;
    if (!isSecretByName(name, value)) continue;
    shown += text.slice(end, start) + LEFT_OUT;
    // Where it ends behind brackets is not known.
    end = /^[([{<]/.test(value) ? text.length : start + value.length;
  }
  return shown + text.slice(end);
}

/** `password: must be longer` is a sentence; `password: hunter2` and `password: "must"` are none. */
function isProse(value: string): boolean {
  const word = /^[\p{L}\p{N}.%-]+/u.exec(value)?.[0] ?? '';
  return word !== '' && !/^[a-z]{0,2}["'`]/i.test(value) && (word.length < 4 || !/\d/.test(word));
}

function valueAt(text: string, index: number): string {
  VALUE.lastIndex = index;
  return VALUE.exec(text)?.[0] ?? '';
}
