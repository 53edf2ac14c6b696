/** Files that hold secrets by custom. Their content goes nowhere unless the user selects in them. */
const SECRET =
  /(^|\/)(\.env(\..*)?|.*\.env|\.npmrc|\.netrc|\.pgpass|\.htpasswd|id_(rsa|dsa|ecdsa|ed25519)|.*\.(pem|key|p12|pfx|jks|keystore)|(secrets?|credentials)(\.\w+)?)$/i;
/** What others wrote: its signatures help, its text does not. */
const FOREIGN =
  /(^|\/)(node_modules|site-packages|dist-packages|vendor|typeshed[^/]*|\.venv|venv)\/|(^|\/)lib\.[\w.]*\.?d\.ts$/;

/** @param path with forward slashes */
export function holdsSecrets(path: string): boolean {
  return SECRET.test(path);
}

/** Whether a file lies outside of what the user writes. @param path with forward slashes */
export function isForeign(path: string): boolean {
  return FOREIGN.test(path);
}
