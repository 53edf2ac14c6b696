/** Names of variables, members and settings that hold a secret, judged together with their values. */

/** By custom. Names are compared in the form `db_password`. */
const SECRET = new RegExp(
  [
    'password|passwd|passphrase|passwort|kennwort|secret(?!ar|io)|credential|connection_?string',
    '(?:private|priv|api|access|client)_?keys?(?![a-z])',
    '(?<![a-z])(?:auth|account|storage|encrypt|encryption|decryption|signing|master|shared|license|hmac|aes)_?keys?(?![a-z])',
    '(?:access|auth|refresh|bearer|session|csrf|xsrf|api|bot)_?tokens?(?![a-z])',
    '(?:seed|recovery)_?(?:phrase|words|codes?)',
  ].join('|'),
);
/** What is said of a secret, but is none: `password_length`. */
const DESCRIPTION =
  /_(?:length|len|size|count|min|max|type|name|file|path|field|label|hint|placeholder|prompt|policy|rules?|pattern|regex|strength|expiry|expires|valid|invalid|required|missing|found|error|errors|exception)$/;
/** So short that they mean other things, too: a pass of a compiler, a pin of a board, the folder a shell is in. */
const SHORT = /(?:(?:^|_)(?:pass|pw|pin|otp)|pwd)$/;
/** Names that often hold a secret, but as often belong to a parser or a loop: their value decides. */
const DOUBTFUL =
  /(?<![a-z])(?:o?auth|authorization|authentication|bearer|signature|sig)(?![a-z])|token(?!i[sz])|cookie|session/;

const NOTHING = /^(?:true|false|null|undefined|none|nil|nan|\$\d+|%\w|%\(\w+\)s|[^\p{L}\p{N}]*)$/iu;
const FUNCTION = /^(?:async )?(?:ƒ|function\b|class\b|\[Function|<(?:bound method|function|class)\b)/;
const SMALL_NUMBER = /^-?(?:\d{1,3}|\d*\.\d+)$/;
const PATH = /^(?:~|[A-Za-z]:)?[\\/]/;
/** A text, or a word as a debugger without quotes shows it; an object is no word. */
const TEXT = /^[a-z]{0,2}["'`]|^[^\s({[<]+$/i;
/** A run of letters and digits as no word has it, nor the address of an object. */
const RANDOM = /(?<![\w+=-])(?!0x)(?=[\w+=-]*\d)(?=[\w+=-]*[A-Za-z])[\w+=-]{16,}/;
const SCHEME = /^\W*(?:bearer|basic|digest|token)\s+\S/i;
/** The words of a wallet. */
const WORDS = /^\W*(?:[a-z]{3,8} ){3,}[a-z]{3,8}\W*$/;

/** Whether something of this name and value is a secret by its name. */
export function isSecretByName(name: string, value: string): boolean {
  const said = value.trim();
  const words = inWords(name);
  // A placeholder in a query has the name of what goes there: `password = :password`.
  if (NOTHING.test(said) || said.replace(/^[:@$]/, '') === name || DESCRIPTION.test(words)) return false;
  if (SECRET.test(words)) return !FUNCTION.test(said);
  if (SHORT.test(words)) return isSecretText(said);
  if (DOUBTFUL.test(words)) return RANDOM.test(said) || SCHEME.test(said);
  return words.includes('mnemonic') && WORDS.test(said);
}

function isSecretText(value: string): boolean {
  const text = value.replace(/^[a-z]{0,2}["'`]|["'`]$/gi, '');
  return TEXT.test(value) && !SMALL_NUMBER.test(text) && !PATH.test(text);
}

/** `dbPassword2`, `'DB-PASSWORD'`: `db_password` */
const inWords = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|[_\d]+$/g, '');
