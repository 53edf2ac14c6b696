import { describe, expect, it } from 'vitest';
import { addressIn, linkTo } from '../../../../src/host/explanations/stepAddress.ts';

const address = { chat: '7f9c24e8-3b12-4fef-91e0-5b1dd8dc2b8d', turn: '0d5b5f6f-9b5e-4c4f-8c5b-1f6a7f8f9a0b', step: 1 };

describe('a link to a step', () => {
  it('names the chat, the answer and the step, and leads back to them', () => {
    const link = linkTo('vscode', 'someone.cerebrum', address);
    expect(link).toBe(`vscode://someone.cerebrum/chat/${address.chat}/answer/${address.turn}/step/2`);
    expect(addressIn(new URL(link).pathname)).toEqual(address);
  });

  it('leads nowhere when it is something else', () => {
    for (const path of [
      '',
      '/',
      '/chat/a',
      '/chat/a/answer/b',
      '/chat/a/answer/b/step/0',
      '/chat/a/answer/b/step/-1',
      '/chat/a/answer/b/step/1/2',
      '/chat//answer/b/step/1',
      '/chat/a%2Fb/answer/b/step/1',
      `/chat/${'a'.repeat(101)}/answer/b/step/1`,
    ]) {
      expect(addressIn(path), path).toBeUndefined();
    }
  });
});
