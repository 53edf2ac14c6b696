/** The names that `package.json` declares, once; a test holds the two together. */
export const VIEW = { container: 'cerebrum', chat: 'cerebrum.chat' } as const;

export const COMMANDS = {
  ask: 'cerebrum.ask',
  explainStepByStep: 'cerebrum.explainStepByStep',
  newChat: 'cerebrum.newChat',
  stop: 'cerebrum.stop',
  chooseModel: 'cerebrum.chooseModel',
  showLog: 'cerebrum.showLog',
  restartEngine: 'cerebrum.restartEngine',
  focusInput: 'cerebrum.focusInput',
  focusLastAnswer: 'cerebrum.focusLastAnswer',
  acceptReplacement: 'cerebrum.acceptReplacement',
  discardReplacement: 'cerebrum.discardReplacement',
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
] as const;
