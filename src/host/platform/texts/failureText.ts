import type { Failure } from '../../../protocol/failures.ts';
import { addressProblemText } from './addressText.ts';
import { backendName, backendProblemText, nextStart, planText } from './backendText.ts';
import { downloadFailureText } from './downloadFailureText.ts';
import { importFailureText } from './importFailureText.ts';
import { modelFileText } from './modelFileText.ts';
import type { FailureText } from './failureParts.ts';
import { serverFailureText } from './serverFailureText.ts';
import { formatBytes } from './numbers.ts';
import { tooLongText } from './tooLongText.ts';
import { untranslated, type Translate } from './translate.ts';
import { withoutSecrets } from './withoutSecrets.ts';

/** The one place where failures get their words. An address in them gives nobody access. */
export function failureText(failure: Failure, t: Translate = untranslated): FailureText {
  const text = wordsOf(failure, t);
  if (!/^(download|address|server)-/.test(failure.name)) return text;
  return {
    ...text,
    why: withoutSecrets(text.why),
    ...(text.detail !== undefined && { detail: withoutSecrets(text.detail) }),
  };
}

function wordsOf(failure: Failure, t: Translate): FailureText {
  switch (failure.name) {
    case 'model-missing':
      return {
        title: t('Model file not found'),
        why: t('There is no file at {0}.', failure.path),
        next: t('Choose another file, or use the demo model.'),
        actions: ['chooseModel', 'getModel', 'useDemoModel'],
      };
    case 'model-unreadable':
      return {
        title: t('The model file cannot be read'),
        why: t('The system refused to read {0}.', failure.path),
        next: t('Check its permissions, or choose another file.'),
        detail: failure.reason,
        actions: ['chooseModel', 'useDemoModel'],
      };
    case 'model-not-gguf':
    case 'model-damaged':
    case 'model-unsupported':
      return modelFileText(failure, t);
    case 'address-invalid':
      return {
        title: t('Not a valid model address'),
        why: t('"{0}": {1}', failure.address, addressProblemText(failure.problem, t)),
        next: t('Enter a file path, hf:owner/repository/file.gguf, or an https address of a .gguf file.'),
        actions: ['getModel'],
      };
    case 'download-refused':
    case 'download-interrupted':
    case 'download-wrong-size':
      return downloadFailureText(failure, t);
    case 'download-elsewhere':
      return {
        title: t('This file is already being downloaded'),
        why: t('Another window is writing {0}.', failure.path),
        next: t('Wait until it is done, or stop it there.'),
        actions: ['resumeDownload'],
      };
    case 'download-exists':
      return {
        title: t('A file with this name already exists'),
        why: t('{0} already exists and was not changed.', failure.path),
        next: t('Move or rename that file, then download again.'),
        actions: [],
      };
    case 'download-unwritable':
      return {
        title: t('The model cannot be saved'),
        why: t('The system refused to write to the folder of {0}.', failure.path),
        next: t('Check the permissions of the folder, or choose another one.'),
        detail: failure.reason,
        actions: [],
      };
    case 'disk-full':
      return {
        title: t('Not enough disk space'),
        why: t(
          '{0} are still needed for {1}; {2} are free.',
          formatBytes(failure.needed),
          failure.path,
          formatBytes(failure.free),
        ),
        next: t('Free some disk space, then start the download again. The downloaded part is kept.'),
        actions: ['resumeDownload'],
      };
    case 'hash-mismatch':
      return {
        title: t('The file does not match the published one'),
        why: t('SHA-256 of {0}: expected {1}, found {2}.', failure.path, failure.expected, failure.found),
        next: t('Download it again; if it happens again, choose another source.'),
        actions: ['getModel'],
      };
    case 'out-of-memory':
      return {
        title: t('Not enough memory for this model'),
        why: t('Loading {0} with this context size needs more memory than is free.', failure.path),
        next: t('Close other programs, choose a smaller file, or lower the setting cerebrum.contextSize.'),
        detail: failure.reason,
        actions: ['openSettings', 'chooseModel', 'useDemoModel'],
      };
    case 'engine-missing':
      return {
        title: t('The engine does not start on this system'),
        why: t('Its native library for this platform is missing or cannot be loaded.'),
        next: t(
          'Install the extension for this platform. Linux needs glibc 2.34 or newer, macOS 14 or newer, Windows the Visual C++ 2015-2022 runtime.',
        ),
        detail: failure.reason,
        actions: ['showLog'],
      };
    case 'gpu-unavailable':
      return {
        title: t('{0} does not work on this machine', backendName(failure.backend, t)),
        why: backendProblemText(failure.reason, t),
        next: t('Use the CPU, or set cerebrum.gpu to "auto" for the best that works.'),
        actions: ['useCpu', 'diagnose', 'openSettings'],
      };
    case 'memory-short': {
      const { contextSize } = failure;
      return {
        title: t('Not enough free memory for this model'),
        why: t(
          'It needs about {0} ({1}); {2} are free.',
          formatBytes(failure.needed),
          failure.place === 'gpu and cpu' ? t('GPU and CPU together') : failure.place === 'gpu' ? t('GPU') : t('CPU'),
          formatBytes(failure.available),
        ),
        next:
          contextSize === undefined
            ? t('Close other programs or choose a smaller file. Loading it anyway can make the whole system slow.')
            : t('A context of {0} tokens would fit. Or close other programs, or choose a smaller file.', contextSize),
        actions: [...(contextSize === undefined ? [] : ['smallerContext' as const]), 'chooseModel', 'loadAnyway'],
      };
    }
    case 'engine-died':
      return {
        title: t('The engine process ended unexpectedly'),
        why: failure.cause,
        next: `${t('Nothing you wrote is lost. Try Again starts a new process.')} ${nextStart(failure.then, t)}`.trim(),
        detail: failure.log,
        actions: ['retry', 'showLog', 'openSettings'],
      };
    case 'engine-unstable':
      return {
        title: t('The engine process keeps crashing'),
        why: t('Tried: {0}. Last: {1}', failure.tried.map((plan) => planText(plan, t)).join(', '), failure.cause),
        next: t(
          'It stays off until you restart it. A smaller model or context may help. Diagnose writes a report for an issue.',
        ),
        detail: failure.log,
        actions: ['restartEngine', 'diagnose', 'chooseModel', 'showLog'],
      };
    case 'engine-silent':
      return {
        title: t('The engine does not answer'),
        why:
          failure.part === 'process'
            ? t(
                'The inference process has not reacted for several seconds: it was stopped, or the machine is very busy.',
              )
            : t('The inference process runs, but has not reacted to messages for several seconds.'),
        next: t('It may recover. Stop ends the answer. Restart Engine starts a new process. Your text stays.'),
        actions: ['restartEngine', 'showLog'],
      };
    case 'engine-slow':
      return {
        title: t('One step of the model takes very long'),
        why: t('It has been running for over a minute: the model is large for this machine, or the driver hangs.'),
        next: t('Wait, or restart the engine. Your text stays.'),
        actions: ['restartEngine', 'diagnose', 'showLog'],
      };
    case 'engine-killed':
      return {
        title: t('The engine did not answer and was ended'),
        why: t('The inference process did not react to Stop within two seconds.'),
        next: t('Nothing you wrote is lost. The next question starts a new process.'),
        actions: ['retry', 'restartEngine', 'showLog'],
      };
    case 'template-refused':
      return {
        title: t('The chat template of this model refuses these messages'),
        why: t('The template in the model file stopped with: {0}', failure.reason),
        next: t('Start a new chat, or choose another model.'),
        actions: ['newChat', 'chooseModel', 'showLog'],
      };
    case 'question-empty':
      return {
        title: t('The question is empty'),
        why: t('The text is empty.'),
        next: t('Write a question first.'),
        actions: [],
      };
    case 'question-too-long':
      return tooLongText(failure, t);
    case 'roles-not-alternating':
      return {
        title: t('The messages are not in order'),
        why: t(
          'Message {0} is from "{1}". After an optional system message, user and assistant take turns, and the user speaks last.',
          failure.index + 1,
          failure.role,
        ),
        next: t('Put the messages in order.'),
        actions: ['newChat'],
      };
    case 'busy':
      return {
        title: t('A question is already waiting'),
        why: t('One answer is being written, and one question waits for it.'),
        next: t('Wait for the answer, or stop it.'),
        actions: [],
      };
    case 'history-unwritable':
      return {
        title: t('The chat cannot be saved'),
        why: t('The database {0} cannot be opened or written at the moment.', failure.path),
        next: failure.isKept
          ? t(
              'Free some disk space or check the permissions. Saving is tried again; until then new messages are kept in a private file, and the next window reads them from there.',
            )
          : t(
              'Free some disk space or check the permissions. Saving is tried again; until then new messages are in memory only and are lost when this window closes.',
            ),
        detail: failure.reason,
        actions: ['showLog'],
      };
    case 'history-unreadable':
      return {
        title: t('Earlier chats cannot be read at the moment'),
        why: t('The database {0} cannot be opened or read.', failure.path),
        next: t('They are not lost. Reading is retried, and your last chat appears when it succeeds.'),
        detail: failure.reason,
        actions: ['showLog'],
      };
    case 'server-address-invalid':
    case 'server-not-encrypted':
    case 'server-ca-unreadable':
    case 'server-key-invalid':
    case 'server-unreachable':
    case 'server-key-refused':
    case 'server-not-api':
    case 'server-unsupported':
    case 'server-model-unknown':
    case 'server-loading':
    case 'server-busy':
    case 'server-refused':
    case 'server-broke-off':
    case 'server-cannot':
      return serverFailureText(failure, t);
    case 'import-invalid':
    case 'import-unreadable':
    case 'import-too-large':
      return importFailureText(failure, t);
    case 'export-unwritable':
      return {
        title: t('The file could not be written'),
        why: t('The system refused to write {0}.', failure.path),
        next: t('Choose another folder or name.'),
        detail: failure.reason,
        actions: [],
      };
    case 'history-damaged':
      return {
        title: t('The chat history was damaged'),
        why: t(
          'Recovered chats: {0}, messages: {1}. The damaged database was kept as {2}.',
          failure.conversations ?? 0,
          failure.turns ?? 0,
          failure.aside,
        ),
        next:
          failure.reason === undefined
            ? t('Deleted chats stay in that file until you run "Delete Removed Chats Now…".')
            : t('Not everything could be copied. Run "Restore Chats…" to try again.'),
        ...(failure.reason !== undefined && { detail: failure.reason }),
        actions: ['showLog'],
      };
    case 'unexpected':
      return {
        title: t('Something unexpected went wrong'),
        why: failure.reason,
        next: t('Try again. If it happens again, the log helps to find out why.'),
        detail: failure.log,
        actions: ['retry', 'showLog'],
      };
  }
}
