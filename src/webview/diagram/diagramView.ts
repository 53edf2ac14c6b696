import { t } from '../l10n.ts';
import { Canvas } from './canvas.ts';
import { DrawingTooLong } from './deadline.ts';
import { draw, DRAWING_MS } from './draw.ts';

interface Listener {
  begun(code: string): void;
  ended(code: string): void;
}

/** The page's content: a bar of buttons, and the drawing or the source as it was written. */
export class DiagramView {
  readonly #listener: Listener;
  readonly #canvas = new Canvas();
  readonly #source: HTMLElement;
  readonly #problem: HTMLElement;
  readonly #drawAgain: HTMLButtonElement;
  readonly #showSource: HTMLButtonElement;
  readonly #zooms: readonly HTMLButtonElement[];
  #code = '';
  #isDrawn = false;
  #drawing: Promise<void> | undefined;

  constructor(root: HTMLElement, listener: Listener) {
    this.#listener = listener;
    this.#source = document.createElement('pre');
    this.#source.tabIndex = 0;
    this.#source.setAttribute('role', 'group');
    this.#source.setAttribute('aria-label', t('Source of the diagram'));
    this.#problem = document.createElement('p');
    this.#problem.className = 'problem';
    this.#problem.setAttribute('role', 'status');
    this.#zooms = [
      button(t('Zoom In'), () => this.#canvas.zoomIn()),
      button(t('Zoom Out'), () => this.#canvas.zoomOut()),
      button(t('Fit to Window'), () => this.#canvas.fit()),
    ];
    this.#showSource = button(t('Show Source'), () => this.#toggle(this.#canvas.element.hidden === false));
    this.#drawAgain = button(t('Draw'), () => void this.#draw(false));
    const bar = document.createElement('div');
    bar.className = 'bar';
    bar.setAttribute('role', 'toolbar');
    bar.setAttribute('aria-label', t('Diagram'));
    bar.append(...this.#zooms, this.#showSource, this.#drawAgain);
    const heading = document.createElement('h1');
    heading.className = 'visually-hidden';
    heading.textContent = t('Diagram');
    root.replaceChildren(heading, bar, this.#problem, this.#canvas.element, this.#source);
    this.#arrange();
    // The theme is in the body's class; the drawing has its colors in itself.
    new MutationObserver(() => this.#isDrawn && void this.#draw(true)).observe(document.body, {
      attributeFilter: ['class', 'data-vscode-theme-id'],
    });
  }

  show(code: string, isToDraw: boolean): void {
    this.#code = code;
    this.#source.textContent = code;
    if (isToDraw) void this.#draw(false);
    else
      this.#fail(
        t('Not drawn: the window was closed or reloaded while this diagram was being drawn. It may take very long.'),
      );
  }

  async #draw(isSameDiagram: boolean): Promise<void> {
    await this.#drawing;
    this.#drawing = this.#drawNow(isSameDiagram);
    await this.#drawing;
  }

  async #drawNow(isSameDiagram: boolean): Promise<void> {
    this.#listener.begun(this.#code);
    // The message goes out before the page is busy: the host closes a page that does not come back.
    await new Promise((resolve) => setTimeout(resolve));
    try {
      const drawn = await draw(this.#code);
      this.#isDrawn = true;
      this.#problem.textContent = '';
      this.#arrange();
      if (!isSameDiagram) this.#toggle(false);
      this.#canvas.show(drawn, isSameDiagram);
    } catch (error) {
      this.#fail(
        error instanceof DrawingTooLong
          ? t('This diagram was not drawn: it is too large, or takes longer than {0} seconds.', DRAWING_MS / 1000)
          : t('Mermaid cannot read this diagram: {0}', reasonOf(error)),
      );
    }
    this.#listener.ended(this.#code);
  }

  /** The source as it was written, and why there is no drawing. */
  #fail(why: string): void {
    this.#isDrawn = false;
    this.#problem.textContent = why;
    this.#arrange();
    this.#toggle(true);
  }

  #toggle(isSource: boolean): void {
    this.#source.hidden = !isSource;
    this.#canvas.element.hidden = isSource;
    this.#showSource.textContent = isSource ? t('Show Diagram') : t('Show Source');
    for (const zoom of this.#zooms) zoom.disabled = isSource;
  }

  #arrange(): void {
    for (const each of [...this.#zooms, this.#showSource]) each.hidden = !this.#isDrawn;
    this.#drawAgain.hidden = this.#isDrawn || this.#problem.textContent === '';
    this.#problem.hidden = this.#problem.textContent === '';
    this.#canvas.element.hidden = !this.#isDrawn;
    if (!this.#isDrawn) this.#source.hidden = this.#code === '';
  }
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

const MAX_REASON = 600;

const reasonOf = (error: unknown): string => {
  const reason = error instanceof Error ? error.message : String(error);
  return reason.length > MAX_REASON ? `${reason.slice(0, MAX_REASON)}…` : reason;
};
