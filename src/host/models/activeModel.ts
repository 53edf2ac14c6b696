import { basename } from 'node:path';
import type { LoadParams } from '../../protocol/inference.ts';
import type { ModelView } from '../../protocol/panel.ts';

/** Where the tiny model stands inside the extension. */
export const DEMO_MODEL_FILE = 'media/demo-model/reasoning-demo-tiny.q8_0.gguf';

/** The settings that decide which model runs and how. */
export interface ModelSettings {
  /** Empty: the demo model. */
  readonly modelPath: string;
  readonly gpu: LoadParams['gpu'];
  /** Tokens. */
  readonly contextSize: number;
  readonly kvCacheType: NonNullable<LoadParams['kvCacheType']>;
  /** 0: the engine's default. */
  readonly threads: number;
  readonly lookupDecoding: 'auto' | 'off';
}

/** What the engine is asked to load. Unless a GPU is asked for by name, the demo model runs on the CPU: a GPU takes longer to start than it gains. */
export function loadParams(settings: ModelSettings, demoModelPath: string): LoadParams {
  const path = settings.modelPath.trim();
  const isDemo = path === '' || path === demoModelPath;
  return {
    modelPath: isDemo ? demoModelPath : path,
    gpu: isDemo && settings.gpu === 'auto' ? 'cpu' : settings.gpu,
    contextSize: settings.contextSize,
    kvCacheType: settings.kvCacheType,
    ...(settings.threads > 0 ? { threads: settings.threads } : {}),
    ...(settings.lookupDecoding === 'off' ? { lookupDecoding: false } : {}),
  };
}

/** A server that answers. */
export interface ServerView {
  readonly host: string;
  /** Once it told. */
  readonly model?: string | undefined;
}

/** The model as the panel names it before it is loaded. */
export function modelView(params: LoadParams, demoModelPath: string, server?: ServerView): ModelView {
  if (server !== undefined) {
    const { host, model } = server;
    return { name: model === undefined ? host : `${model} · ${host}`, isDemo: false, examples: EXAMPLES, server: host };
  }
  const isDemo = params.modelPath === demoModelPath;
  const name = basename(params.modelPath);
  return isDemo
    ? { name, isDemo, examples: DEMO_EXAMPLES, refused: DEMO_REFUSED }
    : { name, isDemo, examples: EXAMPLES };
}

/** Kinds of question the demo model was trained on. */
const DEMO_EXAMPLES = [
  'A baker has 48 rolls and sells 19 of them. Then 12 more are baked. How many rolls are there now?',
  'What does this print?\n\n```typescript\nlet total = 10;\ntotal += 5;\ntotal *= 2;\nconsole.log(total);\n```',
  'What is chain of thought?',
];

/** No knowledge of the world. */
const DEMO_REFUSED = 'Why is the sky blue?';

const EXAMPLES = [
  'A train leaves at 14:35 and arrives at 17:10, with a stop of 12 minutes. How long is it moving?',
  'What is the difference between a process and a thread?',
  'Is 1 a prime number? Think it through.',
];
