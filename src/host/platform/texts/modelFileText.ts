import type { Failure, FoundFile } from '../../../protocol/failures.ts';
import type { FailureText } from './failureParts.ts';
import type { Translate } from './translate.ts';

type FileFailure = Extract<Failure, { readonly name: 'model-not-gguf' | 'model-damaged' | 'model-unsupported' }>;

/** What is wrong with a model's file. A reason of one line is ours and told at once; more lines are llama.cpp's log. */
export function modelFileText(failure: FileFailure, t: Translate): FailureText {
  const { path } = failure;
  switch (failure.name) {
    case 'model-not-gguf':
      return {
        title: t('This is not a GGUF file'),
        why: failure.found ? foundText(failure.found, path, t) : t('{0} does not start with the GGUF signature.', path),
        next:
          failure.found === 'lfs-pointer'
            ? t('Run "git lfs pull" in its folder, or choose another file.')
            : t('Choose a file in the GGUF format, for example cerebrum-1.0-7b_q4_k_m.gguf.'),
        actions: ['chooseModel', 'useDemoModel'],
      };
    case 'model-damaged': {
      const isLog = failure.reason.includes('\n');
      return {
        title: t('The model file is damaged or incomplete'),
        why: isLog
          ? t('{0} is a GGUF file, but it is truncated or damaged.', path)
          : t('{0} is a GGUF file, but it is truncated or damaged: {1}.', path, failure.reason),
        next: t('Download it again, or choose another file.'),
        ...(isLog && { detail: failure.reason }),
        actions: ['getModel', 'chooseModel', 'useDemoModel', ...(isLog ? ['showLog' as const] : [])],
      };
    }
    case 'model-unsupported': {
      const isLog = failure.reason.includes('\n');
      return {
        title: t('This model cannot be used here'),
        why: isLog
          ? t('The engine could not load {0} as a chat model.', path)
          : t('The engine cannot load {0} as a chat model: {1}.', path, failure.reason),
        next: isLog ? t('Choose another file. The log has details.') : t('Choose another file.'),
        ...(isLog && { detail: failure.reason }),
        actions: ['chooseModel', 'useDemoModel', ...(isLog ? ['showLog' as const] : [])],
      };
    }
  }
}

function foundText(found: FoundFile, path: string, t: Translate): string {
  switch (found) {
    case 'empty':
      return t('{0} is empty.', path);
    case 'lfs-pointer':
      return t('{0} is a pointer of Git LFS: the model itself was not fetched.', path);
    case 'web-page':
      return t('{0} is a web page: perhaps a sign-in came in place of the model.', path);
    case 'json':
      return t('{0} is a JSON file.', path);
    case 'safetensors':
      return t('{0} is a safetensors file, which would have to be converted to GGUF.', path);
    case 'zip':
      return t('{0} is a ZIP archive or a PyTorch file.', path);
    case 'older-format':
      return t('{0} is in a format from before GGUF.', path);
  }
}
