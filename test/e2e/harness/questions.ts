/** The demo model believes the wrong branch here; the recorded results of its evaluation hold this very trace. */
export const BELIEVED_WRONG = [
  'What does this print?\n\n```typescript',
  'let neno: number = 49;',
  'if (neno < 46) {',
  '  console.log("adult");',
  '} else {',
  '  console.log("child");',
  '}\n```',
].join('\n');
