import type * as vscode from 'vscode';

type Secrets = Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>;

/** Access tokens in the system's secret storage, each for one server: it is sent to no other. */
export class DownloadTokens {
  readonly #secrets: Secrets;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  async of(url: string): Promise<string | undefined> {
    return this.#secrets.get(keyOf(url));
  }

  async set(url: string, token: string): Promise<void> {
    await this.#secrets.store(keyOf(url), token);
  }

  async clear(url: string): Promise<void> {
    await this.#secrets.delete(keyOf(url));
  }
}

const keyOf = (url: string) => `cerebrum.downloadToken ${URL.parse(url)?.origin ?? ''}`;
