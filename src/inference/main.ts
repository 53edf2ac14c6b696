/** Entry of the inference process: wires Node's IPC channel to the server. */
import type { ToInference } from '../protocol/inference.ts';
import { useEnginePackages } from './model/enginePackages.ts';
import { Server } from './server/server.ts';

useEnginePackages(process.argv);

const server = new Server({
  // The channel is gone when the host is; `disconnect` below ends the process then.
  send: (message) => process.connected && process.send?.(message),
});

process.on('message', (message) => server.receive(message as ToInference));
process.on('disconnect', () => void server.close());
