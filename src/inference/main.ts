/** Entry of the inference process: wires Node's IPC channel to the server. */
import { startWatchdog } from './server/startWatchdog.ts';
import type { ToInference } from '../protocol/inference.ts';
import { useEnginePackages } from './model/enginePackages.ts';
import { Server } from './server/server.ts';

startWatchdog();
useEnginePackages(process.argv);

const server = new Server({
  // The channel is gone when the host is; `disconnect` below ends the process then.
  send: (message) => process.connected && process.send?.(message),
});

process.on('message', (message) => server.receive(message as ToInference));
process.on('disconnect', () => {
  // The native library's own end may wait for its threads for ever, and the watchdog's thread has ended by then.
  process.once('exit', () => process.kill(process.pid, 'SIGKILL'));
  void server.close();
});
