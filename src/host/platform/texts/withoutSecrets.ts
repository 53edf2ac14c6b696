const PASSWORDS = /([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/@"']*@)+/gi;
const QUERIES = /(https?:\/\/[^\s"'`<>?#]+)[?#][^\s"'`<>)]+/gi;

/** A text without what gives access: names and passwords in addresses, and their queries, which hold tokens. */
export function withoutSecrets(text: string): string {
  return text.replace(PASSWORDS, '$1…@').replace(QUERIES, '$1?…');
}
