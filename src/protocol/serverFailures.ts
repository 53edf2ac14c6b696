/** What can go wrong with a server that answers in place of a model on this machine. An address comes without name, password and query. */

/** What is wrong with an address. `form`: no http address · `credentials`: a name or password in it · `query`: more behind `?` or `#`. */
export type ServerAddressProblem = 'form' | 'credentials' | 'query';

/**
 * Why there is no connection. `refused`: the port is closed · `unknown-host`: no such name · `certificate`: it is not trusted ·
 * `not-tls`: https was asked for, and the server speaks http · `late`: no connection within some seconds · `broken`: it broke off
 * before an answer began.
 */
export type ConnectionProblem = 'refused' | 'unknown-host' | 'certificate' | 'not-tls' | 'late' | 'broken';

/** How an answer ended that was not whole. `cut`: the connection ended · `error`: the server says so itself · `format`: not what an API sends · `endless`: more than was asked for. */
export type AnswerBreak = 'cut' | 'error' | 'format' | 'endless';

export type ServerFailure =
  | { readonly name: 'server-address-invalid'; readonly address: string; readonly problem: ServerAddressProblem }
  /** Plain http to another machine, and nobody has agreed to it. */
  | { readonly name: 'server-not-encrypted'; readonly address: string }
  /** The file with certificates cannot be read. `reason`: the system's own message. */
  | { readonly name: 'server-ca-unreadable'; readonly path: string; readonly reason: string }
  /** The key has characters that no http header can carry. */
  | { readonly name: 'server-key-invalid' }
  /** `reason`: the network's own message; may be empty. */
  | {
      readonly name: 'server-unreachable';
      readonly address: string;
      readonly why: ConnectionProblem;
      readonly reason: string;
    }
  /** 401 or 403. `withKey`: a key was sent. */
  | { readonly name: 'server-key-refused'; readonly address: string; readonly withKey: boolean }
  /** Something answers there, but no API. `status` is HTTP's. */
  | {
      readonly name: 'server-not-api';
      readonly address: string;
      readonly found: 'web-page' | 'redirect' | 'not-found' | 'not-json';
      readonly status: number;
    }
  /** A server that does not take a prompt as it is. */
  | { readonly name: 'server-unsupported'; readonly address: string; readonly kind: 'ollama' | 'tgi' }
  /** It has no model of that name; `models` are those it has. Without `model` none was named, and there are several. */
  | {
      readonly name: 'server-model-unknown';
      readonly address: string;
      readonly model?: string;
      readonly models: readonly string[];
    }
  /** It still loaded its model when the waiting ended. */
  | { readonly name: 'server-loading'; readonly address: string }
  /** 429 or 503, also after some tries. `retryAfter`: seconds, as the server says. */
  | {
      readonly name: 'server-busy';
      readonly address: string;
      readonly status: number;
      readonly retryAfter?: number;
    }
  /** Any other refusal, before an answer began. `reason`: its own words. */
  | { readonly name: 'server-refused'; readonly address: string; readonly status: number; readonly reason: string }
  /** The answer is not whole; its text until then stays. */
  | { readonly name: 'server-broke-off'; readonly address: string; readonly why: AnswerBreak; readonly reason: string }
  /** It lacks what is asked for. */
  | { readonly name: 'server-cannot'; readonly address: string; readonly what: 'scores' };
