/** Values of a running program that should not be read by others, a model included. */

/** Names that by custom hold a secret. */
const SECRET_NAME = /pass(word|wd|phrase)|secret|credential|private_?key|api_?key|access_?key|client_?key/i;
/** Names that often do, but as often belong to a parser or a loop: their value decides. */
const DOUBTFUL_NAME = /token|auth|cookie|session|bearer|signature/i;
/** Keys, tokens and addresses with a password, by their form. */
const SECRET_VALUE =
  /-----BEGIN [A-Z ]*PRIVATE KEY|\beyJ[\w-]{10,}\.[\w-]{10,}|\b(AKIA|ASIA)[A-Z0-9]{16}\b|\b(ghp|gho|ghs|github_pat|glpat|hf|sk|xox[a-z])[_-][\w-]{16,}|:\/\/[^\s:/@]+:[^\s@/]+@/;
/** A long run of letters and digits as no word has it. */
const RANDOM = /(?=[^\s'"`]*\d)(?=[^\s'"`]*[A-Za-z])[^\s'"`]{16,}/;

/** Whether a variable, by its name and the value a debugger shows, looks like a secret. */
export function looksSecret(name: string, value: string): boolean {
  if (SECRET_VALUE.test(value)) return true;
  return SECRET_NAME.test(name) || (DOUBTFUL_NAME.test(name) && RANDOM.test(value));
}
