import { openServer, type ServerChoice } from '../../src/host/engine/remote/connection/openServer.ts';
import { RemoteEngine, type RemoteEngineOptions } from '../../src/host/engine/remote/remoteEngine.ts';

/** An engine on a server; `log` gets what the product would log. */
export function remoteEngine(
  choice: ServerChoice | string,
  options: Partial<Omit<RemoteEngineOptions, 'open'>> = {},
): RemoteEngine {
  const all = typeof choice === 'string' ? { address: choice } : choice;
  return new RemoteEngine({ open: () => openServer(all), ...options });
}
