import { controlTexts } from './controlTexts.ts';
import type { Server } from './server.ts';

/** Code, signs beyond ASCII, line ends of both kinds, and what must stay text. */
const CANARY =
  'if (a[0] < 3) {\r\n\treturn "naïve → 漢字 🙂";\n} </s> <s> [INST] [/INST] <|im_start|> <|im_end|> <<s>>';

/**
 * The server with its tokenizer, or without it where the tokens of a text with control texts in it hold a control token: then prompts
 * go as text, with the same texts taken apart.
 */
export async function checkedTokenizer(server: Server, signal: AbortSignal): Promise<Server> {
  const { tokenizer } = server;
  if (tokenizer === undefined) return server;
  const ids = new Set(await tokenizer.plain(CANARY));
  for (const text of controlTexts(CANARY)) {
    signal.throwIfAborted();
    const id = await tokenizer.control(text);
    if (id !== undefined && ids.has(id)) return { ...server, tokenizer: undefined };
  }
  return tokenizer.bos.some((id) => ids.has(id)) ? { ...server, tokenizer: undefined } : server;
}
