import { FailureError } from '../../../../protocol/failures.ts';

/** Characters of a server's own words that are repeated to the user. */
const MOST = 300;

/** The key of a server, kept so that no log, no error and no `JSON.stringify` shows it. */
export class Secret {
  readonly #key: string;
  readonly #forms: readonly string[];

  /** @param key empty: none  @throws FailureError `server-key-invalid` */
  constructor(key = '') {
    this.#key = key.trim();
    if (/[^\x21-\x7e]/.test(this.#key)) throw new FailureError({ name: 'server-key-invalid' });
    const escaped = JSON.stringify(this.#key).slice(1, -1);
    const base64 = Buffer.from(this.#key).toString('base64');
    this.#forms = this.#key === '' ? [] : [this.#key, escaped, encodeURIComponent(this.#key), base64];
  }

  get isEmpty(): boolean {
    return this.#key === '';
  }

  /** The header that carries the key; nothing without one. */
  get headers(): Record<string, string> {
    return this.isEmpty ? {} : { authorization: `Bearer ${this.#key}` };
  }

  /** Words of others, short and on one line, with the key taken out in whatever form it was echoed. */
  redact(text: string): string {
    const without = this.#forms.reduce((rest, form) => rest.replaceAll(form, '…'), text);
    return without
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, MOST);
  }
}
