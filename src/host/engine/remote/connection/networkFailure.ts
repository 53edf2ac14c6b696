import { FailureError } from '../../../../protocol/failures.ts';
import type { ConnectionProblem } from '../../../../protocol/serverFailures.ts';

/** Node's error codes; those of certificates come from OpenSSL (nodejs.org/api/tls.html, "X509 certificate error codes"). */
const PROBLEMS: readonly (readonly [RegExp, ConnectionProblem])[] = [
  [/^(ECONNREFUSED|EADDRNOTAVAIL)$/, 'refused'],
  [/^(ENOTFOUND|EAI_AGAIN|EAI_NODATA)$/, 'unknown-host'],
  [/CERT|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|ALTNAME/, 'certificate'],
  [/^(EPROTO|ERR_SSL_|ERR_TLS_)/, 'not-tls'],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, 'late'],
];

/** An error of a connection that gave no answer. Addresses in Node's message are those of the server, never of a proxy's user. */
export function networkFailure(error: unknown, address: string): FailureError {
  if (error instanceof FailureError) return error;
  const code = codeOf(error);
  const why = PROBLEMS.find(([pattern]) => pattern.test(code))?.[1] ?? 'broken';
  return new FailureError({ name: 'server-unreachable', address, why, reason: code });
}

/** Happy Eyeballs reports the errors of all addresses of a name in one. */
function codeOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { readonly code?: unknown; readonly errors?: readonly unknown[] };
  if (typeof code === 'string' && code !== '') return code;
  return errors === undefined || errors.length === 0 ? '' : codeOf(errors[0]);
}
