import { FailureError, type Failure } from '../../protocol/failures.ts';

const OUT_OF_MEMORY = /insufficient memory|not enough memory|out of memory|failed to allocate|unable to allocate/i;
const UNSUPPORTED =
  /unknown (model )?architecture|unknown pre-tokenizer|unsupported|does not support|vocab(ulary)? (is )?missing/i;
const DAMAGED =
  /not within the file bounds|corrupted|incomplete|magic|invalid|failed to read|wrong (type|shape|number)|missing tensor|key not found/i;

/**
 * Names what went wrong while a model was loaded. The library's own message is often only "Failed to load model"; the
 * reason stands in llama.cpp's log.
 *
 * @param log error lines llama.cpp wrote meanwhile
 */
export function loadFailure(error: unknown, path: string, log: readonly string[]): FailureError {
  return error instanceof FailureError ? error : new FailureError(classify(error, path, log));
}

function classify(error: unknown, path: string, log: readonly string[]): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return { name: 'model-missing', path };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EISDIR') {
    return { name: 'model-unreadable', path, reason: message };
  }
  // The class's `name` is plain "Error"; its constructor and its message tell it.
  if (message === 'NoBinaryFoundError' || code === 'ERR_MODULE_NOT_FOUND') {
    return { name: 'engine-missing', reason: [message, ...log].join('\n') };
  }
  const kind = error instanceof Error ? error.constructor.name : '';
  if (kind === 'InvalidGgufMagicError') return { name: 'model-not-gguf', path };
  const reason = [...log.slice(-5), message].join('\n');
  if (kind === 'InsufficientMemoryError' || OUT_OF_MEMORY.test(reason)) return { name: 'out-of-memory', path, reason };
  if (UNSUPPORTED.test(reason)) return { name: 'model-unsupported', path, reason };
  if (DAMAGED.test(reason)) return { name: 'model-damaged', path, reason };
  return { name: 'model-unsupported', path, reason };
}
