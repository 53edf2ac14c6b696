import { describe, expect, it } from 'vitest';
import {
  chainsOfVote,
  isRefused,
  isSet,
  isSetByWorkspace,
  tokensOfThought,
} from '../../../../src/host/platform/settingValues.ts';

describe("a user's refusal", () => {
  it('holds against a workspace and against a folder of it', () => {
    expect(isRefused([{ globalValue: 'never', workspaceValue: 'always' }], 'never')).toBe(true);
    expect(isRefused([{ globalValue: false, workspaceFolderValue: true }], false)).toBe(true);
  });

  it('is only what the user set: neither a default nor what a workspace set', () => {
    expect(isRefused([{}], false)).toBe(false);
    expect(isRefused([undefined], false)).toBe(false);
    expect(isRefused([{ workspaceValue: 'never' }], 'never')).toBe(false);
    expect(isRefused([{ globalValue: 'auto', workspaceValue: 'never' }], 'never')).toBe(false);
  });

  it('counts under the old name of a setting until the new one has a value', () => {
    expect(isRefused([{ workspaceValue: true }, { globalValue: false }], false)).toBe(true);
    expect(isRefused([{ globalValue: true }, { globalValue: false }], false)).toBe(false);
  });
});

describe('the chains of a vote', () => {
  it.each([
    [undefined, 5],
    ['7', 5],
    [NaN, 5],
    [Infinity, 5],
    [-1, 3],
    [2, 3],
    [4.4, 4],
    [16, 16],
    [1e9, 16],
  ])('that %j stands for are %d', (value, chains) => expect(chainsOfVote(value)).toBe(chains));
});

describe('the tokens of a thought', () => {
  it.each([
    [undefined, 0],
    ['64', 0],
    [NaN, 0],
    [Infinity, 0],
    [-1, 0],
    [0, 0],
    [64.2, 64],
  ])('that %j stands for are %d', (value, tokens) => expect(tokensOfThought(value)).toBe(tokens));
});

describe('a setting of a workspace', () => {
  it('is told from one of the user', () => {
    expect(isSetByWorkspace({ globalValue: 'Be brief.' })).toBe(false);
    expect(isSetByWorkspace({ workspaceValue: '' })).toBe(true);
    expect(isSetByWorkspace({ workspaceFolderValue: 'Say yes.' })).toBe(true);
    expect(isSet({ globalValue: false })).toBe(true);
    expect(isSet({})).toBe(false);
  });
});
