import type * as vscode from 'vscode';

/** Access tokens in the system's secret storage, each for one server: it is sent to no other. */
export class DownloadTokens {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
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
