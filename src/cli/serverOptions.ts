/** How a program in a terminal is told to ask a server. */
import { readFile } from 'node:fs/promises';
import { createServerEngine } from '../host/engine/createEngine.ts';
import type { Engine } from '../host/engine/engine.ts';
import { toFailure } from '../protocol/failures.ts';
import { openServer } from '../host/engine/remote/connection/openServer.ts';
import { reasonOf, UsageError, userPath } from './usage.ts';

const text = { type: 'string' } as const;

export const SERVER_OPTIONS = {
  ...{ server: text, 'key-file': text, 'ca-file': text },
  'plain-http': { type: 'boolean', default: false },
} as const;

export const SERVER_USAGE = `  --server URL          asks a server (llama-server, vLLM, or another with /v1/completions) in place of a model on this machine;
                        --model is then its name there. The key comes from CEREBRUM_API_KEY or:
  --key-file FILE       a file with nothing but the key
  --ca-file FILE        certificates in PEM that are trusted beside the usual ones
  --plain-http          agrees that everything goes unencrypted to a server on another machine`;

export interface ServerValues {
  readonly server?: string | undefined;
  readonly 'key-file'?: string | undefined;
  readonly 'ca-file'?: string | undefined;
  readonly 'plain-http'?: boolean | undefined;
  readonly model?: string | undefined;
}

/** The engine on the server that was named. @throws UsageError, FailureError */
export async function serverEngine(
  values: ServerValues & { readonly server: string },
  log?: (line: string) => void,
): Promise<Engine> {
  const { server, model, 'ca-file': caFile, 'plain-http': mayBePlain = false } = values;
  const connection = await openServer({
    ...{ address: server, key: await keyOf(values), mayBePlain },
    ...(caFile !== undefined && { caFile: userPath(caFile) }),
  }).catch((error: unknown) => {
    if (toFailure(error).name === 'server-not-encrypted')
      throw new UsageError(
        `Everything would go to ${server} unencrypted. Use https, or add --plain-http to agree to it.`,
      );
    throw error;
  });
  return createServerEngine({
    open: () => Promise.resolve(connection),
    ...(model !== undefined && { model }),
    ...(log && { log }),
  });
}

/** Options of a model on this machine say nothing to a server. @throws UsageError */
export function expectNone(values: Readonly<Record<string, unknown>>, ...names: readonly string[]): void {
  const given = names.find((name) => values[name] !== undefined && values[name] !== false);
  if (given !== undefined) throw new UsageError(`With --server, leave out --${given}: the server decides that.`);
}

async function keyOf({ 'key-file': file }: ServerValues): Promise<string> {
  if (file === undefined) return process.env['CEREBRUM_API_KEY'] ?? '';
  try {
    return (await readFile(userPath(file), 'utf8')).trim();
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}`);
  }
}
