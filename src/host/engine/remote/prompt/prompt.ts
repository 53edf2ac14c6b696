import { FailureError, toFailure } from '../../../../protocol/failures.ts';
import type { ContextUse, LoadedModel, MeasureParams, PromptParams } from '../../../../protocol/inference.ts';
import type { Turn } from '../../../../protocol/turns.ts';
import { fitTurns, promptBudget } from '../../../../reasoning/prompt/budget.ts';
import { contextUse } from '../../../../reasoning/prompt/contextUse.ts';
import { withoutThoughts } from '../../../../reasoning/prompt/withoutThoughts.ts';
import { promptText, renderPrompt, stripAnswer, TEXT_STOP } from '../../../../reasoning/prompt/template.ts';
import { defused } from './controlTexts.ts';
import type { Server } from '../servers/server.ts';
import { ServerTemplate, templateKind, type Piece } from './template.ts';
import { TokenCache } from './tokenCache.ts';

export interface RemotePrompt {
  /** What is sent: token ids with BOS, or text without. */
  readonly prompt: string | readonly number[];
  readonly text: string;
  /** BOS included; an estimate where the server has no tokenizer. */
  readonly tokens: number;
  readonly droppedTurns: number;
}

/** UTF-8 bytes of a token, where nobody counts: few, so that what is counted as fitting fits. */
const BYTES_PER_TOKEN = 3;
/** Characters of a token, on average over a whole question, at most: a longer question is not even counted. */
const LONGEST_TOKEN = 64;
/** Prompts that are counted for one question; they grow with the logarithm of the number of turns. */
const MOST_COUNTED = 64;

type Count = (turns: readonly Turn[], continueAnswer: boolean) => number;

/** Conversations as one server's model reads them. */
export class RemotePrompts {
  readonly #server: Server;
  readonly #tokens: TokenCache | undefined;
  /** Absent: conversations stand as Cerebrum was trained on them. */
  readonly #template: ServerTemplate | undefined;
  readonly chatTemplate: LoadedModel['chatTemplate'];

  private constructor(server: Server, chatTemplate: LoadedModel['chatTemplate']) {
    this.#server = server;
    this.chatTemplate = chatTemplate;
    this.#tokens = server.tokenizer && new TokenCache(server.tokenizer);
    this.#template = chatTemplate === 'own' && server.template ? new ServerTemplate(server.template) : undefined;
  }

  /** Takes the server's chat template; Cerebrum's where the two are the same, or where the server tells none. @throws FailureError */
  static async of(server: Server): Promise<RemotePrompts> {
    if (server.template === undefined) return new RemotePrompts(server, 'missing');
    try {
      return new RemotePrompts(server, await templateKind(server.template));
    } catch (error) {
      const { name } = toFailure(error);
      // A template that refuses the system turn of the sample is another one than Cerebrum's.
      if (name === 'server-refused') return new RemotePrompts(server, 'own');
      if (name === 'server-unreachable') throw error;
      return new RemotePrompts(server, 'missing');
    }
  }

  /** A text that begins the user's next turn and so ends an answer. */
  get textStop(): string | undefined {
    return this.#template === undefined ? TEXT_STOP : undefined;
  }

  /** An answer as it should stand in the history. */
  answerOf(text: string): string {
    return this.#template === undefined ? stripAnswer(text) : text.trim();
  }

  /** @throws FailureError `roles-not-alternating`, `question-empty`, `question-too-long`, or the server's */
  async render({ turns, continueAnswer = false, plainText }: PromptParams, maxTokens: number): Promise<RemotePrompt> {
    const { contextSize } = this.#server;
    const budget = promptBudget(contextSize, maxTokens);
    if (plainText !== undefined) {
      const rendered = await this.#whole([{ text: plainText, isTemplate: false }]);
      if (rendered.tokens <= budget) return { ...rendered, droppedTurns: 0 };
      throw new FailureError({ name: 'question-too-long', tokens: rendered.tokens, available: budget, contextSize });
    }
    expectCountable(turns, contextSize, budget);
    const fitted = await this.#counting((count) =>
      fitTurns(turns, { budget, contextSize }, (some) =>
        count(some, continueAnswer && some.at(-1)?.role === 'assistant'),
      ),
    );
    return { ...(await this.#whole(await this.#pieces(fitted.turns, continueAnswer))), droppedTurns: fitted.dropped };
  }

  /** @throws FailureError as `render` */
  measure(params: MeasureParams): Promise<ContextUse> {
    return this.#counting((count) => contextUse(params, this.#server.contextSize, (turns) => count(turns, false)));
  }

  /** Tokens of each text by itself, without BOS. @throws FailureError */
  async countTokens(texts: readonly string[]): Promise<readonly number[]> {
    const counts: number[] = [];
    for (const text of texts) counts.push((await this.#tokens?.of(text))?.length ?? estimate(text));
    return counts;
  }

  async #pieces(turns: readonly Turn[], continueAnswer: boolean): Promise<readonly Piece[]> {
    if (this.#template !== undefined) return this.#template.pieces(turns, continueAnswer);
    const said = withoutThoughts(turns, continueAnswer);
    return [{ text: promptText(renderPrompt(said, continueAnswer)), isTemplate: false }];
  }

  async #whole(pieces: readonly Piece[]): Promise<Omit<RemotePrompt, 'droppedTurns'>> {
    const text = pieces.map((piece) => piece.text).join('');
    if (this.#tokens !== undefined) {
      const prompt = await this.#tokens.ofPrompt(pieces);
      return { prompt, text, tokens: prompt.length };
    }
    const prompt = pieces.map((piece) => (piece.isTemplate ? piece.text : defused(piece.text))).join('');
    return { prompt, text, tokens: estimate(prompt) + 1 };
  }

  /** Runs `work`, which counts prompts, anew until all that it counts is known: the server counts. So it must change nothing. */
  async #counting<T>(work: (count: Count) => T): Promise<T> {
    const known = new Map<string, number>();
    for (let left = MOST_COUNTED; ; left--) {
      try {
        return work((turns, isOpen) => {
          const tokens = known.get(JSON.stringify([turns, isOpen]));
          if (tokens === undefined) throw new Uncounted(turns, isOpen);
          return tokens;
        });
      } catch (error) {
        if (!(error instanceof Uncounted) || left === 0) throw error;
        const { tokens } = await this.#whole(await this.#pieces(error.turns, error.isOpen));
        known.set(JSON.stringify([error.turns, error.isOpen]), tokens);
      }
    }
  }
}

class Uncounted extends Error {
  readonly turns: readonly Turn[];
  readonly isOpen: boolean;

  constructor(turns: readonly Turn[], isOpen: boolean) {
    super('This prompt is not counted yet.');
    this.turns = turns;
    this.isOpen = isOpen;
  }
}

/** @throws FailureError `question-too-long`, with an estimate: megabytes are not sent to be counted */
function expectCountable(turns: readonly Turn[], contextSize: number, available: number): void {
  const longest = Math.max(0, ...turns.slice(-2).map(({ content }) => content.length));
  if (longest <= contextSize * LONGEST_TOKEN) return;
  throw new FailureError({
    ...{
      name: 'question-too-long',
      isEstimate: true,
      tokens: Math.ceil(longest / BYTES_PER_TOKEN),
      available,
      contextSize,
    },
  });
}

const estimate = (text: string): number => Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
