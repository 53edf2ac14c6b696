import type { EngineView } from '../../protocol/panel.ts';
import { templateNote } from '../words.ts';

/** Says so when the model is not asked in the way Cerebrum was trained, or when nobody knows. */
export function TemplateNote({ engine }: { engine: EngineView }) {
  const note = templateNote(engine);
  return note === undefined ? null : <p class="template-note">{note}</p>;
}
