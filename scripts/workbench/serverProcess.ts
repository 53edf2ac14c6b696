// The process that runs VS Code's server: `serverProcess.ts <server-main.js> ...its arguments`. It leads a process
// group of its own and takes the whole group (extension hosts, terminals, whatever they started) with it when the
// process that started it is gone, however that one ended.
import { pathToFileURL } from 'node:url';
import { killTree } from './killTree.ts';

process.once('disconnect', () => killTree(process.pid, 'SIGKILL'));
process.channel?.unref();

const [serverMain] = process.argv.splice(2, 1);
if (serverMain === undefined) throw new Error('Usage: serverProcess.ts <server-main.js> [arguments]');
await import(pathToFileURL(serverMain).href);
