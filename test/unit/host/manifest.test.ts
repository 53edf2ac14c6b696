import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_TOKENS, TEMPERATURE } from '../../../src/protocol/chatSettings.ts';
import {
  COMMANDS,
  CONTEXT,
  MENU_COMMANDS,
  menuCommand,
  OLD_SETTINGS,
  SETTINGS,
  TITLE_COMMANDS,
  titleCommand,
  VIEW,
  WALKTHROUGH,
} from '../../../src/host/platform/names.ts';

interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly name: string;
  readonly publisher: string;
  readonly dependencies: Record<string, string>;
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category?: string }[];
    readonly views: Record<string, readonly { id: string }[]>;
    readonly walkthroughs: readonly {
      id: string;
      steps: readonly { description: string; media: { image: string; altText: string }; completionEvents: string[] }[];
    }[];
    readonly menus: Record<string, readonly { command: string; when?: string }[]>;
    readonly keybindings: readonly { command: string; when?: string }[];
    /** In groups. */
    readonly configuration: readonly {
      readonly title: string;
      readonly properties: Record<
        string,
        {
          scope?: string;
          minimum?: number;
          maximum?: number;
          markdownDescription?: string;
          markdownDeprecationMessage?: string;
        }
      >;
    }[];
  };
}

const read = (file: string): string => readFileSync(join(import.meta.dirname, '../../..', file), 'utf8');
const words = JSON.parse(read('package.nls.json')) as Record<string, string>;
const text = read('package.json').replace(/"%(.+?)%"/g, (_, key: string) => JSON.stringify(words[key]));
const { name, publisher, capabilities, contributes, dependencies } = JSON.parse(text) as Manifest;

const settings = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));

/** Menus of comment threads, where ours stand in threads of ours alone. */
const THREAD_MENUS = ['comments/commentThread/title', 'comments/commentThread/context'];

const inTitles = [
  ...TITLE_COMMANDS.sideBar.map((key) => titleCommand('sideBar', key)),
  ...TITLE_COMMANDS.editor.map((key) => titleCommand('editor', key)),
];
const inMenus = MENU_COMMANDS.map(menuCommand);
const known: readonly string[] = [...Object.values(COMMANDS), ...inTitles, ...inMenus];

describe('the manifest', () => {
  it('has the bounds that chats have for settings of their own', () => {
    const declared = Object.fromEntries(settings);
    expect(declared['cerebrum.temperature']).toMatchObject(TEMPERATURE);
    expect(declared['cerebrum.maxTokens']).toMatchObject(MAX_TOKENS);
  });

  it('contributes the commands the host registers, each with a title and the category', () => {
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual([...known].sort());
    for (const command of contributes.commands) {
      expect(command.category).toBe('Cerebrum');
      expect(command.title).not.toMatch(/^Cerebrum/);
    }
  });

  it('declares the settings the host reads, each with a scope and a description', () => {
    expect(settings.map(([key]) => key).sort()).toEqual(
      [...SETTINGS, ...OLD_SETTINGS].map((name) => `cerebrum.${name}`).sort(),
    );
    for (const { title } of contributes.configuration) expect(title).toBeTruthy();
    for (const [, property] of settings) {
      expect(property.scope).toMatch(/^(machine|window)$/);
      expect(property.markdownDescription ?? property.markdownDeprecationMessage).toBeTruthy();
    }
  });

  it('takes no setting from a workspace that is not trusted', () => {
    const ofWorkspaces = settings.filter(([, { scope }]) => scope !== 'machine');
    expect([...capabilities.untrustedWorkspaces.restrictedConfigurations].sort()).toEqual(
      ofWorkspaces.map(([key]) => key).sort(),
    );
  });

  it('has the view and the context keys under the names the host uses', () => {
    expect(contributes.views[VIEW.container]?.map(({ id }) => id)).toEqual([VIEW.chat]);
    for (const key of Object.values(CONTEXT))
      expect(text).toMatch(new RegExp(`("(when|enablement)": "[^"]*\\b|"onContext:)${key}\\b`));
  });

  it('uses only commands that exist in menus and keybindings, and guards every key', () => {
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    for (const { command } of used) expect(known).toContain(command);
    for (const { when } of contributes.keybindings) expect(when).toBeTruthy();
  });

  it('has the commands of the title bars in those, and in no palette', () => {
    const titles = [...(contributes.menus['view/title'] ?? []), ...(contributes.menus['editor/title'] ?? [])];
    for (const command of inTitles) {
      expect(titles.map((entry) => entry.command)).toContain(command);
      expect(contributes.menus['commandPalette']).toContainEqual({ command, when: 'false' });
    }
  });

  it('says in menus of VS Code whose an entry is, and in the palette once', () => {
    const own = ['view/title', 'editor/title', 'commandPalette', ...THREAD_MENUS];
    const shared = Object.entries(contributes.menus).filter(([menu]) => !own.includes(menu));
    expect(new Set(shared.flatMap(([, entries]) => entries.map(({ command }) => command)))).toEqual(new Set(inMenus));
    for (const { command, title } of contributes.commands) {
      expect(/\bCerebrum\b/.test(title), title).toBe(inMenus.includes(command));
      if (inMenus.includes(command))
        expect(contributes.menus['commandPalette']).toContainEqual({ command, when: 'false' });
    }
  });

  it('has a walkthrough whose pictures, commands and completion events exist', () => {
    const [walkthrough] = contributes.walkthroughs;
    expect(`${publisher}.${name}#${walkthrough?.id ?? ''}`).toBe(WALKTHROUGH);
    const linked = [...Object.values(COMMANDS), `${VIEW.chat}.focus`];
    for (const { description, media, completionEvents } of walkthrough?.steps ?? []) {
      expect(existsSync(join(import.meta.dirname, '../../..', media.image))).toBe(true);
      expect(media.altText).toBeTruthy();
      for (const [, command] of description.matchAll(/\(command:([\w.]+)\)/g)) expect(linked).toContain(command);
      expect(completionEvents).not.toEqual([]);
      for (const event of completionEvents) {
        const [kind, of] = event.split(':');
        expect(kind === 'onContext' ? Object.values(CONTEXT) : known).toContain(of);
      }
    }
  });

  it('pins the engine exactly: a newer one lacks the binaries of some platforms', () => {
    expect(dependencies['node-llama-cpp']).toBe('3.21.1');
  });
});
