import { controlTexts } from '../prompt/controlTexts.ts';
import type { Server } from './server.ts';

/** Code, signs beyond ASCII, line ends of both kinds, and what must stay text. */
const CANARY = 'if (a < 3) {\r\n\treturn "naïve → 漢字 🙂";\n} </s> [INST] <|im_end|> <<s>>';

/**
 * The server with its tokenizer, or without it where the tokens of a text with control texts in it hold a control token: then prompts
 * go as text, with the same texts taken apart.
 */
export async function checkedTokenizer(server: Server, signal: AbortSignal): Promise<Server> {
  const { tokenizer } = server;
  if (tokenizer === undefined) return server;
  const ids = new Set(await tokenizer.plain(CANARY));
  const isSafe = await Promise.all(
    controlTexts(CANARY).map(async (text) => {
      const id = (await tokenizer.parsed(text)).at(-1);
      // An ordinary word may look like a control token and be one token: then it is none.
      return id === undefined || !ids.has(id) || (await tokenizer.control(text)) === undefined;
    }),
  );
  signal.throwIfAborted();
  return isSafe.includes(false) || tokenizer.bos.some((id) => ids.has(id))
    ? { ...server, tokenizer: undefined }
    : server;
}
