import { readFile } from 'node:fs/promises';
import { FailureError } from '../../../../protocol/failures.ts';
import { serverAddress } from './address.ts';
import type { Connection } from './connection.ts';
import { Secret } from './secret.ts';

export interface ServerChoice {
  /** As typed. */
  readonly address: string;
  /** Empty: none. */
  readonly key?: string;
  /** A file with certificates in PEM that are trusted beside the usual ones. */
  readonly caFile?: string;
  /** Somebody agreed that everything goes to this host unencrypted. */
  readonly mayBePlain?: boolean;
}

/**
 * Says how a server is reached; nothing is sent yet.
 *
 * @throws FailureError `server-address-invalid`, `server-key-invalid`, `server-not-encrypted`, `server-ca-unreadable`
 */
export async function openServer({
  address: typed,
  key,
  caFile,
  mayBePlain = false,
}: ServerChoice): Promise<Connection> {
  const address = serverAddress(typed);
  if (address.isPlain && !address.isLoopback && !mayBePlain)
    throw new FailureError({ name: 'server-not-encrypted', address: address.root });
  const certificates = caFile === undefined || caFile === '' ? undefined : await readCertificates(caFile);
  return { address, key: new Secret(key), ...(certificates !== undefined && { certificates }) };
}

async function readCertificates(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new FailureError({ name: 'server-ca-unreadable', path, reason: reasonOf(error) });
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
