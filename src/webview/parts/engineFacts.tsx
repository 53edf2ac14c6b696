import type { EngineView } from '../../protocol/panel.ts';
import { t } from '../l10n.ts';

/** How the loaded model really runs; nothing while none is loaded. */
export function EngineFacts({ engine }: { engine: EngineView }) {
  if (engine.state !== 'ready') return null;
  return (
    <ul class="engine-facts" aria-label={t('How it runs')}>
      {engine.facts.map((piece) => (
        <li key={piece}>{piece}</li>
      ))}
    </ul>
  );
}
