import type { ServerAddress } from './address.ts';
import type { Secret } from './secret.ts';

/** How a server is reached. */
export interface Connection {
  readonly address: ServerAddress;
  readonly key: Secret;
  /** Certificates in PEM that count beside the usual ones. */
  readonly certificates?: string;
}
