/** How a failure is shown. */

export const PANEL_ACTIONS = [
  'retry',
  'chooseModel',
  'getModel',
  'pauseDownload',
  'resumeDownload',
  'manageModels',
  'useDemoModel',
  'showLog',
  'openSettings',
  'newChat',
  'restartEngine',
  'useCpu',
  'loadAnyway',
  'smallerContext',
  'diagnose',
  'connectServer',
  'answerHere',
] as const;
/** What a button below a failure or a notice can do. */
export type PanelAction = (typeof PANEL_ACTIONS)[number];

/** A failure in the user's words, with the buttons that help. */
export interface FailureView {
  readonly name: string;
  readonly title: string;
  readonly why: string;
  readonly next: string;
  /** Log lines or the like, folded away. */
  readonly detail?: string;
  readonly actions: readonly { readonly id: PanelAction; readonly label: string }[];
}
