import { isSettingSet, readSettings, type Settings } from '../platform/settings.ts';
import { adviceFor } from './catalog.ts';

/** The settings with which answers are written: where nothing else is set, what the makers of the model in use advise. */
export function answerSettings(): Settings {
  const settings = readSettings();
  const { modelPath, serverAddress } = settings;
  const advice = serverAddress === '' ? adviceFor(modelPath) : undefined;
  if (advice === undefined) return settings;
  return {
    ...settings,
    ...(!isSettingSet('temperature') && { temperature: advice.temperature }),
    ...(!isSettingSet('maxTokens') && { maxTokens: advice.maxTokens }),
  };
}
