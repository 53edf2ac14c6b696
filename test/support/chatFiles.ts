import type { QuestionSource } from '../../src/protocol/conversation.ts';

/** A chat as `Import Chat…` reads it: each answer after a question that has its number, about `source` if given. */
export function chatFileOf(title: string, answers: readonly string[], source?: QuestionSource): string {
  const turns = answers.flatMap((text, i) => [
    {
      role: 'user',
      id: `q${i}`,
      ...(i > 0 && { parent: `a${i - 1}` }),
      text: `Question ${i}`,
      ...(source !== undefined && { source }),
    },
    { role: 'assistant', id: `a${i}`, parent: `q${i}`, text, status: 'finished' },
  ]);
  return JSON.stringify({ format: 'cerebrum-chat', version: 1, title, leaf: `a${answers.length - 1}`, turns });
}
