/** The names that `package.json` declares, once; a test holds the two together. */
export const VIEW = { container: 'cerebrum', chat: 'cerebrum.chat' } as const;

/** The type of editors that hold a chat. */
export const EDITOR = {
  chat: 'cerebrum.chatEditor',
  diagram: 'cerebrum.diagram',
  evaluation: 'cerebrum.evaluation',
} as const;

/** The comment threads of the editor: whose they are, and what a thread is (`contextValue`), for its buttons. */
export const THREADS = {
  controller: 'cerebrum',
  /** A question that is still to be typed. */
  empty: 'empty',
  /** The question is put together, or waits for another answer. */
  preparing: 'preparing',
  /** The question could not be asked. */
  unasked: 'unasked',
  writing: 'writing',
  answered: 'answered',
  /** The answer failed and can be tried again. */
  failed: 'failed',
  /** A step of an explanation. */
  step: 'step',
} as const;

/** Publisher, extension and id, as VS Code opens it. */
export const WALKTHROUGH = 'cerebrum-local.cerebrum#getStarted';

export const COMMANDS = {
  ask: 'cerebrum.ask',
  askHere: 'cerebrum.askHere',
  askWithVote: 'cerebrum.askWithVote',
  explainStepByStep: 'cerebrum.explainStepByStep',
  traceValues: 'cerebrum.traceValues',
  explainProblem: 'cerebrum.explainProblem',
  suggestFix: 'cerebrum.suggestFix',
  explainCell: 'cerebrum.explainCell',
  showPrompt: 'cerebrum.showPrompt',
  addSelection: 'cerebrum.addSelection',
  addFile: 'cerebrum.addFile',
  explainTerminalSelection: 'cerebrum.explainTerminalSelection',
  explainLastCommand: 'cerebrum.explainLastCommand',
  explainFrame: 'cerebrum.explainFrame',
  explainValue: 'cerebrum.explainValue',
  explainTestFailure: 'cerebrum.explainTestFailure',
  explainChanges: 'cerebrum.explainChanges',
  newChat: 'cerebrum.newChat',
  newPrivateChat: 'cerebrum.newPrivateChat',
  chatSettings: 'cerebrum.chatSettings',
  openChatInEditor: 'cerebrum.openChatInEditor',
  openChatInNewWindow: 'cerebrum.openChatInNewWindow',
  showChats: 'cerebrum.showChats',
  showHistory: 'cerebrum.showHistory',
  renameChat: 'cerebrum.renameChat',
  deleteChat: 'cerebrum.deleteChat',
  deleteAllChats: 'cerebrum.deleteAllChats',
  deleteForGood: 'cerebrum.deleteForGood',
  restoreChats: 'cerebrum.restoreChats',
  exportChat: 'cerebrum.exportChat',
  importChat: 'cerebrum.importChat',
  saveReceipt: 'cerebrum.saveReceipt',
  replayReceipt: 'cerebrum.replayReceipt',
  saveExplanation: 'cerebrum.saveExplanation',
  saveTour: 'cerebrum.saveTour',
  commentExplanation: 'cerebrum.commentExplanation',
  explainAgain: 'cerebrum.explainAgain',
  stop: 'cerebrum.stop',
  chooseModel: 'cerebrum.chooseModel',
  connectServer: 'cerebrum.connectServer',
  answerHere: 'cerebrum.answerHere',
  getModel: 'cerebrum.getModel',
  manageModels: 'cerebrum.manageModels',
  evaluateModel: 'cerebrum.evaluateModel',
  compareModels: 'cerebrum.compareModels',
  pauseDownload: 'cerebrum.pauseDownload',
  resumeDownload: 'cerebrum.resumeDownload',
  setDownloadToken: 'cerebrum.setDownloadToken',
  clearDownloadToken: 'cerebrum.clearDownloadToken',
  getStarted: 'cerebrum.getStarted',
  showLog: 'cerebrum.showLog',
  restartEngine: 'cerebrum.restartEngine',
  unload: 'cerebrum.unload',
  diagnose: 'cerebrum.diagnose',
  nextStep: 'cerebrum.nextStep',
  previousStep: 'cerebrum.previousStep',
  hideSteps: 'cerebrum.hideSteps',
  showStepsAsComments: 'cerebrum.showStepsAsComments',
  hideStepsAsComments: 'cerebrum.hideStepsAsComments',
  focusInput: 'cerebrum.focusInput',
  focusLastAnswer: 'cerebrum.focusLastAnswer',
  acceptChange: 'cerebrum.acceptChange',
  discardChange: 'cerebrum.discardChange',
  threadAsk: 'cerebrum.thread.ask',
  threadStop: 'cerebrum.thread.stop',
  threadRetry: 'cerebrum.thread.retry',
  threadOpenInChat: 'cerebrum.thread.openInChat',
  threadClose: 'cerebrum.thread.close',
} as const;

/** Commands that the title bars of chats have, too. There they are about that chat, whichever the user was in last. */
export const TITLE_COMMANDS = {
  sideBar: [
    ...([
      'newChat',
      'newPrivateChat',
      'showChats',
      'stop',
      'chatSettings',
      'renameChat',
      'exportChat',
      'importChat',
      'deleteChat',
    ] as const),
    ...(['openChatInEditor', 'openChatInNewWindow', 'showPrompt'] as const),
  ],
  editor: ['newChat', 'showChats', 'stop'],
} as const satisfies Record<string, readonly (keyof typeof COMMANDS)[]>;

/** The command `key` in the title bar of a chat in the side bar or in an editor. */
export const titleCommand = (place: keyof typeof TITLE_COMMANDS, key: keyof typeof COMMANDS): string =>
  COMMANDS[key].replace('.', `.${place}.`);

/** Commands that stand in menus among those of other extensions. There their names say whose they are. */
export const MENU_COMMANDS = [
  ...(['explainStepByStep', 'askHere', 'traceValues', 'addSelection', 'addFile', 'explainCell'] as const),
  ...(['explainTerminalSelection', 'explainLastCommand', 'explainFrame', 'explainValue'] as const),
  ...(['explainTestFailure', 'explainChanges'] as const),
] satisfies readonly (keyof typeof COMMANDS)[];

/** The command `key` in a menu. */
export const menuCommand = (key: (typeof MENU_COMMANDS)[number]): string => COMMANDS[key].replace('.', '.menu.');

/** All commands, those in title bars and menus, too. */
export const COMMAND_IDS: readonly string[] = [
  ...Object.values(COMMANDS),
  ...TITLE_COMMANDS.sideBar.map((key) => titleCommand('sideBar', key)),
  ...TITLE_COMMANDS.editor.map((key) => titleCommand('editor', key)),
  ...MENU_COMMANDS.map(menuCommand),
];

/** Schemes of documents that exist only on screen. */
export const SCHEMES = {
  /** A document as a change that an answer suggests would make it. */
  proposal: 'cerebrum-proposal',
  /** The exact prompt of the last question. */
  prompt: 'cerebrum-prompt',
  /** An answer, to be compared with another one. */
  answer: 'cerebrum-answer',
} as const;

/** Context keys for `when` clauses. */
export const CONTEXT = {
  /** An answer is being written. */
  generating: 'cerebrum.generating',
  /** An explanation on screen has steps that are linked to lines. */
  hasSteps: 'cerebrum.hasSteps',
  /** A step's lines are lit in an editor. */
  stepShown: 'cerebrum.stepShown',
  /** Steps of an explanation stand as comments in editors. */
  hasStepComments: 'cerebrum.hasStepComments',
  /** A model is being downloaded in this window. */
  downloading: 'cerebrum.downloading',
  /** An unfinished download can go on. */
  downloadPaused: 'cerebrum.downloadPaused',
  /** A question was asked in this window. */
  hasAsked: 'cerebrum.hasAsked',
  /** Another model than the demo model was loaded in this window. */
  hasModel: 'cerebrum.hasModel',
} as const;

/** @internal A test holds them together with package.json. */
export const SETTINGS = [
  'modelPath',
  'server.address',
  'server.caFile',
  'modelsFolder',
  'download.endpoint',
  'gpu',
  'contextSize',
  'kvCacheType',
  'threads',
  'lookupDecoding',
  'preload',
  'unloadAfter',
  'maxTokens',
  'moreTries',
  'temperature',
  'votes',
  'stopVote',
  'thinkingTokens',
  'systemPrompt',
  'context',
  'prefetch',
  'codeLens',
  'history',
  'runCode',
  'showValues',
] as const;

/** Settings that have another name now; their values are still read. @internal */
export const OLD_SETTINGS = ['warmUp'] as const;
