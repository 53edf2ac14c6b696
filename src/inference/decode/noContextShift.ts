/** The library's own answer to a full context is to drop the prompt's head in silence; the budget makes this unreachable. */
export const noContextShift = {
  strategy: () => {
    throw new Error('The prompt and the answer outgrew the context window.');
  },
};
