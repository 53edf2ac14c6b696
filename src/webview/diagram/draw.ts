import mermaid from 'mermaid';
import { cleanSvg } from './cleanSvg.ts';
import { withDeadline } from './deadline.ts';
import { mermaidConfig } from './mermaidConfig.ts';
import { neverLoadImages } from './noImages.ts';

/** Milliseconds; diagrams of an answer take some tenths of a second. */
export const DRAWING_MS = 8_000;

// eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else names all settings there are
const defaults = mermaid.mermaidAPI.defaultConfig;
let drawings = 0;

neverLoadImages();

/**
 * Draws Mermaid source in the colors of the page.
 *
 * @throws Error with Mermaid's words about what it does not understand; `DrawingTooLong`
 */
export async function draw(code: string): Promise<SVGSVGElement> {
  mermaid.initialize(mermaidConfig(defaults));
  const id = `diagram-${++drawings}`;
  const { svg } = await withDeadline(DRAWING_MS, () => mermaid.render(id, code)).finally(() => {
    // What Mermaid measured in stays behind when it is interrupted.
    for (const left of document.querySelectorAll(`#d${id}, #i${id}, .mermaidTooltip`)) left.remove();
  });
  const drawn = cleanSvg(svg);
  if (drawn === undefined) throw new Error('Mermaid gave no drawing.');
  return drawn;
}
