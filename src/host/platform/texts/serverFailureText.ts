import type { AnswerBreak, ConnectionProblem, ServerFailure } from '../../../protocol/serverFailures.ts';
import type { FailureText } from './failureParts.ts';
import type { Translate } from './translate.ts';

type Of<N extends ServerFailure['name']> = Extract<ServerFailure, { readonly name: N }>;

/** Why a server gave no answer, or only a part of one. */
export function serverFailureText(failure: ServerFailure, t: Translate): FailureText {
  switch (failure.name) {
    case 'server-address-invalid':
      return {
        title: t('Not a valid server address'),
        why:
          failure.problem === 'credentials'
            ? t('The address holds a user name or a password.')
            : failure.problem === 'query'
              ? t('The address has something behind ? or #.')
              : t('"{0}" is no http or https address.', failure.address),
        next: t('Enter an address like http://127.0.0.1:8080 or https://models.example.com. A key is asked for apart.'),
        actions: ['connectServer'],
      };
    case 'server-not-encrypted':
      return {
        title: t('The connection to the server is not encrypted'),
        why: t('Everything you ask would go to {0} as plain text, for everybody on the way to read.', failure.address),
        next: t('Use an https address, or connect again and agree to it.'),
        actions: ['connectServer'],
      };
    case 'server-ca-unreadable':
      return {
        title: t('The certificates for the server cannot be read'),
        why: t('The system refused to read {0}.', failure.path),
        next: t('Check cerebrum.server.caFile: it must name a file with certificates in PEM.'),
        detail: failure.reason,
        actions: ['openSettings', 'answerHere'],
      };
    case 'server-key-invalid':
      return {
        title: t('The key cannot be sent'),
        why: t('It holds spaces, line breaks or other characters that a key cannot have.'),
        next: t('Copy the key again, without anything before or behind it.'),
        actions: ['connectServer'],
      };
    case 'server-unreachable':
      return unreachableText(failure, t);
    case 'server-key-refused':
      return {
        title: failure.withKey ? t('The server does not accept the key') : t('The server wants a key'),
        why: failure.withKey
          ? t('{0} refused the key that was sent.', failure.address)
          : t('{0} answers only with a key, and none was sent.', failure.address),
        next: t('Ask whoever runs the server for a key, then connect again.'),
        actions: ['connectServer', 'answerHere'],
      };
    case 'server-not-api':
      return notApiText(failure, t);
    case 'server-unsupported':
      return {
        title: failure.kind === 'ollama' ? t('Ollama cannot be used as a server') : t('TGI cannot be used as a server'),
        why:
          failure.kind === 'ollama'
            ? t('Ollama puts its own template around every prompt and cuts long prompts without a word.')
            : t(
                'TGI puts its own beginning in front of every prompt and gives no tokens, and it is no longer developed.',
              ),
        next: t('Run the same model with llama-server or vLLM, then connect to that.'),
        actions: ['connectServer', 'answerHere'],
      };
    case 'server-model-unknown':
      return modelUnknownText(failure, t);
    case 'server-loading':
      return {
        title: t('The server is still loading its model'),
        why: t('{0} has been loading for several minutes.', failure.address),
        next: t('Try again in a while.'),
        actions: ['retry', 'answerHere'],
      };
    case 'server-busy':
      return {
        title: t('The server is busy'),
        why: t('{0} takes no further question at the moment (status {1}).', failure.address, failure.status),
        next:
          failure.retryAfter === undefined
            ? t('Try again in a while.')
            : t('It asks to try again in {0} seconds.', failure.retryAfter),
        actions: ['retry', 'answerHere'],
      };
    case 'server-refused':
      return {
        title: t('The server refused the question'),
        why: t('{0} answered with status {1}.', failure.address, failure.status),
        next: t('Its log may say why.'),
        ...detail(failure.reason),
        actions: ['retry', 'answerHere'],
      };
    case 'server-broke-off':
      return {
        title: t('The answer is not complete'),
        why: breakText(failure.why, failure.address, t),
        next: t('What was written stays. Try again, or answer on this machine.'),
        ...detail(failure.reason),
        actions: ['retry', 'answerHere'],
      };
    case 'server-cannot':
      return {
        title: t('The server cannot do this'),
        why: t('{0} gives no probabilities of given texts.', failure.address),
        next: t('Use a model on this machine, or --method generate in an evaluation.'),
        actions: ['chooseModel'],
      };
  }
}

const detail = (reason: string) => (reason === '' ? {} : { detail: reason });

function unreachableText({ address, why, reason }: Of<'server-unreachable'>, t: Translate): FailureText {
  const texts: Record<ConnectionProblem, readonly [why: string, next: string]> = {
    refused: [t('Nothing listens at {0}.', address), t('Start the server, or check the address and the port.')],
    'unknown-host': [
      t('The server name in {0} was not found.', address),
      t('Check the name, and whether this machine is in the right network.'),
    ],
    certificate: [
      t('The certificate of {0} is not trusted.', address),
      t('Let the system trust it, or name the file of its authority in cerebrum.server.caFile.'),
    ],
    'not-tls': [
      t('{0} does not speak https.', address),
      t('Use an address that begins with http://, or set up https on the server.'),
    ],
    late: [
      t('There was no connection to {0} within some seconds.', address),
      t('Check the address, the network and the proxy settings of VS Code.'),
    ],
    broken: [
      t('The connection to {0} broke off before an answer began.', address),
      t('Try again. A proxy in between may end connections that wait.'),
    ],
  };
  const [sentence, next] = texts[why];
  return {
    title: t('The server cannot be reached'),
    why: sentence,
    next,
    ...detail(reason),
    actions: ['retry', 'answerHere', 'connectServer'],
  };
}

function notApiText({ address, found, status }: Of<'server-not-api'>, t: Translate): FailureText {
  const why = {
    'web-page': t('{0} answered with a web page. A proxy or a sign-in may be in between.', address),
    redirect: t('{0} sends on to another address (status {1}). Questions do not follow.', address, status),
    'not-found': t('There is no API for completions at {0} (status {1}).', address, status),
    'not-json': t('{0} answered with something that no API sends.', address),
  }[found];
  return {
    title: t('There is no model server at this address'),
    why,
    next: t('Check the address: host and port, and the path in front of /v1 if there is one.'),
    actions: ['connectServer', 'answerHere'],
  };
}

function modelUnknownText({ address, model, models }: Of<'server-model-unknown'>, t: Translate): FailureText {
  return {
    title: model === undefined ? t('The server has several models') : t('The server does not have this model'),
    why:
      model === undefined
        ? t('{0} does not say which one answers.', address)
        : t('{0} has no model "{1}".', address, model),
    next: models.length === 0 ? t('It names none.') : t('It has: {0}.', models.join(', ')),
    actions: ['connectServer', 'answerHere'],
  };
}

function breakText(why: AnswerBreak, address: string, t: Translate): string {
  switch (why) {
    case 'cut':
      return t('The connection to {0} ended before the answer did.', address);
    case 'error':
      return t('{0} reported an error in the middle of the answer.', address);
    case 'format':
      return t('{0} sent something that is no part of an answer.', address);
    case 'endless':
      return t('{0} sent far more than was asked for and was cut off.', address);
  }
}
