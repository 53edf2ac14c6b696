/** The names that `package.json` declares, once; a test holds the two together. */
export const VIEW = { container: 'cerebrum', chat: 'cerebrum.chat' } as const;

export const COMMANDS = {
  ask: 'cerebrum.ask',
  explainStepByStep: 'cerebrum.explainStepByStep',
  traceValues: 'cerebrum.traceValues',
  explainProblem: 'cerebrum.explainProblem',
  suggestFix: 'cerebrum.suggestFix',
  acceptFix: 'cerebrum.acceptFix',
  discardFix: 'cerebrum.discardFix',
  explainCell: 'cerebrum.explainCell',
  showPrompt: 'cerebrum.showPrompt',
  explainTerminalSelection: 'cerebrum.explainTerminalSelection',
  explainLastCommand: 'cerebrum.explainLastCommand',
  newChat: 'cerebrum.newChat',
  stop: 'cerebrum.stop',
  chooseModel: 'cerebrum.chooseModel',
  showLog: 'cerebrum.showLog',
  restartEngine: 'cerebrum.restartEngine',
} as const;

/** Schemes of documents that exist only on screen. */
export const SCHEMES = {
  /** The document as a suggested fix would make it. */
  fix: 'cerebrum-fix',
  /** The exact prompt of the last question. */
  prompt: 'cerebrum-prompt',
} as const;

/** Context keys for `when` clauses. */
export const CONTEXT = {
  /** An answer is being written. */
  generating: 'cerebrum.generating',
} as const;

export const SETTINGS = [
  'modelPath',
  'gpu',
  'contextSize',
  'threads',
  'maxTokens',
  'temperature',
  'systemPrompt',
  'context',
  'codeLens',
] as const;
