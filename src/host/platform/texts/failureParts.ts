import type { PanelAction } from '../../../protocol/failureView.ts';

/** A failure in words: what happened, why, and what to do next. */
export interface FailureText {
  readonly title: string;
  readonly why: string;
  readonly next: string;
  /** Log lines or a library's own message. */
  readonly detail?: string;
  /** What the user can do about it, the most helpful first. */
  readonly actions: readonly PanelAction[];
}
