/** The names that `package.json` declares, once; a test holds the two together. */
export const VIEW = { container: 'cerebrum', chat: 'cerebrum.chat' } as const;

/** Publisher, extension and id, as VS Code opens it. */
export const WALKTHROUGH = 'cerebrum-local.cerebrum#getStarted';

export const COMMANDS = {
  ask: 'cerebrum.ask',
  explainStepByStep: 'cerebrum.explainStepByStep',
  newChat: 'cerebrum.newChat',
  stop: 'cerebrum.stop',
  chooseModel: 'cerebrum.chooseModel',
  getModel: 'cerebrum.getModel',
  manageModels: 'cerebrum.manageModels',
  pauseDownload: 'cerebrum.pauseDownload',
  resumeDownload: 'cerebrum.resumeDownload',
  setDownloadToken: 'cerebrum.setDownloadToken',
  clearDownloadToken: 'cerebrum.clearDownloadToken',
  getStarted: 'cerebrum.getStarted',
  showLog: 'cerebrum.showLog',
  restartEngine: 'cerebrum.restartEngine',
} as const;

/** Context keys for `when` clauses. */
export const CONTEXT = {
  /** An answer is being written. */
  generating: 'cerebrum.generating',
  /** A model is being downloaded in this window. */
  downloading: 'cerebrum.downloading',
  /** An unfinished download can go on. */
  downloadPaused: 'cerebrum.downloadPaused',
} as const;

export const SETTINGS = [
  'modelPath',
  'modelsFolder',
  'download.endpoint',
  'gpu',
  'contextSize',
  'threads',
  'maxTokens',
  'temperature',
  'systemPrompt',
] as const;
