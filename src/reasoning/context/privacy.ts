/** What notes and settings are written in: a name with one of these may hold a secret where source code does not. */
const DATA = String.raw`(json|ya?ml|toml|ini|properties|txt|csv|xml|conf|cfg)`;
/** Files that hold secrets by custom. Their content goes nowhere unless the user selects in them. */
const SECRET_NAMES = new RegExp(
  `^(${[
    String.raw`\.envrc|\.env([._-].*)?|.*\.env|env\.(local|dev(elopment)?|staging|prod(uction)?)|\.flaskenv|\.\w+\.vars`,
    String.raw`\.(npmrc|netrc|pgpass|htpasswd|git-credentials|pypirc|my\.cnf|mylogin\.cnf|s3cfg|boto|vault-token|dockercfg|yarnrc\.yml|terraformrc)`,
    String.raw`\.(htdigest|msmtprc|fetchmailrc|authinfo|sentryclirc|clasprc\.json|Renviron|passwd-s3fs|ftpconfig|wakatime\.cfg)`,
    String.raw`_netrc|\.?dockerconfigjson|pgpass\.conf|my\.cnf|.*\.htpasswd|\.?vault[_-]pass(word)?(\.txt)?`,
    String.raw`\.(bash|zsh|sh|ksh|python|node_repl|psql|mysql|sqlite|irb|pry|rediscli)_history|fish_history|\.Rhistory|ConsoleHost_history\.txt`,
    // Keys of SSH: `id_rsa`, `github_rsa`, `id_ed25519_work`, `ssh_host_rsa_key`.
    String.raw`id_(rsa|dsa|ecdsa|ed25519)([._-].*)?|[^.]*[_-](rsa|dsa|ecdsa|ed25519)([_-][^.]*)?`,
    String.raw`.*\.(pem|key|p12|pfx|p8|ppk|pgp|gpg|jks|keystore|keytab|kdbx?|ovpn|tfstate|tfvars|tfvars\.json|kubeconfig|keychain(-db)?|1pux)`,
    String.raw`(.*[._-])?priv(ate)?[_-]?key(\.(asc|der|jwk|${DATA}))?`,
    String.raw`(secrets?|credentials)(\.\w+)?`,
    String.raw`(.*[._-])?(secrets?|credentials)(\.[\w-]+)?\.${DATA}`,
    String.raw`\.(\w+[_-]?)?(secrets?|credentials|password|token)`,
    String.raw`(passwords?|(.*[._-])?api[_-]?keys?)\.${DATA}|.*[._-]passwords?\.txt|(.*[._-])?token\.(txt|pickle)|((access|auth|oauth|refresh)[_-])?token\.json`,
    String.raw`(.*[._-])?service[_-]?account([_-]?key)?([_-].*)?\.json|.*firebase-adminsdk.*\.json|client_secret.*\.json`,
    String.raw`kubeconfig(\.ya?ml)?|kaggle\.json|rclone\.conf|wg\d+\.conf|ngrok\.yml|sftp-config\.json`,
    String.raw`auth\.json|local\.settings\.json|appsettings\.(local|staging|prod(uction)?)\.json|nuget\.config|wp-config\.php`,
    String.raw`(key|keystore|signing|local)\.properties|cookies\.(txt|sqlite)|wallet\.dat|arduino_secrets\.h`,
  ].join('|')})$`,
  'i',
);
/** Names that say little without the folder they are in. */
const SECRET_PLACES = new RegExp(
  `(^|/)(${[
    String.raw`\.(ssh|gnupg|aws|azure|password-store)/.+|\.kube/config|\.docker/config\.json|\.m2/settings(-security)?\.xml`,
    String.raw`\.config/(gcloud/.+|gh/hosts\.yml|rclone/rclone\.conf)|\.gradle/gradle\.properties`,
    String.raw`\.vscode/sftp\.json|\.?huggingface/token|secrets/[^/.]+(\.txt)?`,
  ].join('|')})$`,
  'i',
);
/** Source code, notes and public keys: what they are named after is not in them. */
const HARMLESS_ENDINGS = /\.([cm]?tsx?|jsx|vue|svelte|go|rs|java|kts?|cs|cpp|swift|dart|s?css|mdx?|rst|pub)$/i;
const SAMPLE = '(example|sample|template|tmpl|dist|schema)';
/** What shows how a file with secrets looks, as `.env.example` and `example.tfvars`, and public certificates. */
const HARMLESS_NAMES = new RegExp(
  [
    String.raw`^\.?env[._-]${SAMPLE}$|\.${SAMPLE}$|(^|[._-])${SAMPLE}\.(env|tfvars|${DATA})$`,
    String.raw`^(fullchain|chain|cacert|ca-bundle|public([_-]?key)?)\.pem$`,
  ].join('|'),
  'i',
);
/** Translations of a subject: `locales/en/password.json`. */
const TRANSLATIONS = new RegExp(
  String.raw`(^|/)(i18n|l10n|locales?|translations)/([a-z]{2}([_-][a-z]{2,4})?/)?\w[^/]*\.${DATA}$`,
  'i',
);
/** What editors and people put behind the name of a copy. */
const COPY = /(~|#|\.(bak|backup|old|orig|save|copy|tmp|sw[op]|\d+))+$/i;
/** What others wrote: its signatures help, its text does not. Packages in `vendor` are at least two folders deep. */
const FOREIGN = new RegExp(
  [
    String.raw`(^|/)(node_modules|bower_components|\.yarn|\.pnpm-store|site-packages|dist-packages|typeshed[^/]*|\.venv|venv|\.tox|\.nox)/`,
    String.raw`(^|/)(third[_-]party|Pods|\.cargo/registry|\.rustup|go/pkg/mod|lib/python\d\.\d+)/`,
    String.raw`(^|/)vendor/(autoload\.php$|composer/|[^/]+/[^/]+/)|(^|/)lib\.[\w.]*\.?d\.ts$`,
  ].join('|'),
);

/** @param path with forward slashes */
export function holdsSecrets(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const original = name.replace(COPY, '');
  if (HARMLESS_ENDINGS.test(original)) return false;
  if (SECRET_PLACES.test(path.replace(COPY, ''))) return true;
  if (HARMLESS_NAMES.test(original) || TRANSLATIONS.test(path)) return false;
  // Copies of editors have a sign in front, too: `.id_rsa.swp`, `#.env#`.
  const names = [name, original, ...(original === name ? [] : [original.replace(/^[.#]/, '')])];
  return names.some((each) => SECRET_NAMES.test(each));
}

/** Whether a file lies outside of what the user writes. @param path with forward slashes */
export function isForeign(path: string): boolean {
  return FOREIGN.test(path);
}
