/** Files that hold secrets by custom. Their content goes nowhere unless the user selects in them. */
const SECRET_NAMES = new RegExp(
  `^(${[
    String.raw`\.envrc|\.env(\..*)?|.*\.env`,
    String.raw`\.(npmrc|netrc|pgpass|htpasswd|git-credentials|pypirc|my\.cnf|mylogin\.cnf|s3cfg|boto|vault-token|dockercfg|yarnrc\.yml|terraformrc)`,
    String.raw`_netrc|\.?dockerconfigjson`,
    String.raw`\.(bash|zsh|python|node_repl|psql|mysql|sqlite)_history`,
    'id_(rsa|dsa|ecdsa|ed25519)(_sk)?',
    String.raw`.*\.(pem|key|p12|pfx|p8|ppk|pgp|gpg|jks|keystore|keytab|kdbx?|ovpn|tfstate|tfvars)`,
    String.raw`(secrets?|credentials)(\.\w+)?`,
    String.raw`(.*[._-])?(secrets?|credentials)(\.[\w-]+)?\.(json|ya?ml|toml|ini|properties|txt|xml|conf|cfg)`,
  ].join('|')})$`,
  'i',
);
/** Names that say little without the folder they are in. */
const SECRET_PLACES =
  /(^|\/)(\.(ssh|gnupg|aws|azure|password-store)\/.+|\.kube\/config|\.docker\/config\.json|\.m2\/settings(-security)?\.xml|\.config\/(gcloud\/.+|gh\/hosts\.yml|rclone\/rclone\.conf)|\.gradle\/gradle\.properties)$/i;
/** What editors and people put behind the name of a copy. */
const COPY = /(~|#|\.(bak|backup|old|orig|save|copy|tmp|sw[op]|\d+))+$/i;
/** What others wrote: its signatures help, its text does not. */
const FOREIGN =
  /(^|\/)(node_modules|site-packages|dist-packages|vendor|typeshed[^/]*|\.venv|venv)\/|(^|\/)lib\.[\w.]*\.?d\.ts$/;

/** @param path with forward slashes */
export function holdsSecrets(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const original = name.replace(COPY, '');
  // Copies of editors have a sign in front, too: `.id_rsa.swp`, `#.env#`.
  const names = [name, original, ...(original === name ? [] : [original.replace(/^[.#]/, '')])];
  return SECRET_PLACES.test(path.replace(COPY, '')) || names.some((each) => SECRET_NAMES.test(each));
}

/** Whether a file lies outside of what the user writes. @param path with forward slashes */
export function isForeign(path: string): boolean {
  return FOREIGN.test(path);
}
