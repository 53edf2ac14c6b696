import type { Backend, BackendProblem, RunPlan } from '../../../protocol/backends.ts';
import type { Failure } from '../../../protocol/failures.ts';
import type { Translate } from './translate.ts';

export function backendName(backend: Backend, t: Translate): string {
  switch (backend) {
    case 'metal':
      return 'Metal';
    case 'cuda':
      return 'CUDA';
    case 'vulkan':
      return 'Vulkan';
    case 'cpu':
      return t('The CPU');
  }
}

/** Why a backend does not work, as a sentence. */
export function backendProblemText(reason: BackendProblem, t: Translate): string {
  switch (reason.name) {
    case 'other-platform':
      return t('This backend does not exist on this system.');
    case 'not-installed':
      return t('Its binaries are not part of this installation.');
    case 'library-missing':
      return t('A library it needs is missing: {0}.', reason.library);
    case 'driver-too-old':
      return t('The graphics driver is too old: {0}', reason.detail);
    case 'no-device':
      return t('It starts, but finds no GPU.');
    case 'crashed':
      return t('Its test process crashed. {0}', reason.cause);
    case 'no-answer':
      return t('Its test process did not answer within a minute.');
    case 'failed':
      return t('It did not start: {0}', reason.detail);
  }
}

export function planText({ backend, layerShare }: RunPlan, t: Translate): string {
  const name = backend === 'cpu' ? 'CPU' : backendName(backend, t);
  return layerShare === 1 ? name : t('{0} with half of the layers', name);
}

/** What the next start does otherwise, as a sentence; empty when nothing. */
export function nextStart(then: Extract<Failure, { name: 'engine-died' }>['then'], t: Translate): string {
  switch (then) {
    case undefined:
    case 'as-before':
      return '';
    case 'fewer-layers':
      return t('It will put fewer layers on the GPU.');
    case 'cpu':
      return t('It will run on the CPU.');
    case 'metal':
    case 'cuda':
    case 'vulkan':
      return t('It will run on {0}.', backendName(then, t));
  }
}
