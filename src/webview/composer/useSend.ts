import { usePost } from '../parts/post.ts';
import type { HashChoice } from './hash.ts';
import { slashCommand, type SlashCommand } from './slash.ts';
import type { Completions } from './useCompletions.ts';
import type { Draft } from './useDraft.ts';

const RUN = { '/explain': 'explain', '/trace': 'trace', '/fix': 'fix', '/changes': 'changes', '/doc': 'doc' } as const;

/** What happens to the draft when it is sent, and when something is chosen to complete it. */
export function useSend({ draft, change }: Draft, { token }: Completions, focus: () => void) {
  const post = usePost();
  const ask = (text: string, wantsVote: boolean) => {
    post({ type: 'ask', text, ...(wantsVote && { wantsVote }) });
    change('');
    focus();
  };
  const runSlash = ({ name }: SlashCommand, words: string) => {
    // Without a question there is nothing to vote on yet.
    if (name === '/vote') {
      if (words.trim() !== '') ask(words, true);
      return;
    }
    change('');
    if (name === '/new') post({ type: 'newChat' });
    else if (name === '/search') post({ type: 'search', text: words });
    else post({ type: 'run', command: RUN[name] });
  };
  const chooseSlash = (command: SlashCommand) => {
    if (command.takesWords) change(`${command.name} `);
    else runSlash(command, '');
  };
  const chooseHash = (choice: HashChoice) => {
    if (token === undefined) return;
    const { does } = choice;
    const goesOn = does === 'file:' || does === 'folder:' || does === 'symbol:';
    const [before, after] = [draft.slice(0, token.start), draft.slice(token.end)];
    const word = goesOn ? `#${does}` : '';
    change(before + word + (goesOn ? after : after.replace(/^ /, '')), before.length + word.length);
    if (does === 'suggestion') post({ type: 'attachSuggestion', id: choice.id });
    else if (!goesOn) post({ type: 'attach', what: does });
  };
  return {
    choose: (completion: SlashCommand | HashChoice) => {
      if ('does' in completion) chooseHash(completion);
      else chooseSlash(completion);
      focus();
    },
    send: (wantsVote = false) => {
      if (draft.trim() === '') return;
      const slash = slashCommand(draft);
      if (slash) {
        runSlash(slash.command, slash.words);
        return;
      }
      ask(draft, wantsVote);
    },
  };
}
