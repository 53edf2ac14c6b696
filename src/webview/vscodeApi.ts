import type { FormValues } from './chatSettings/formValues.ts';
import type { FromPanel } from '../protocol/panel.ts';

/** What outlives a reload of the page; the conversation does not: the host sends it again. */
export interface KeptState {
  /** The unsent question. */
  readonly draft?: string;
  /** Which conversation an editor shows: the host asks for it when the window comes back. */
  readonly conversation?: string;
  /** What was typed into the form for the settings of a chat and is not saved. */
  readonly chatSettings?: { readonly conversation: string; readonly values: FormValues };
}

/** What VS Code gives a webview, once per page. */
export interface VsCodeApi {
  postMessage(message: FromPanel): void;
  getState(): KeptState | undefined;
  setState(state: KeptState): void;
}
