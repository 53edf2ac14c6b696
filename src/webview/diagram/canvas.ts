import { t } from '../l10n.ts';

const STEP = 1.25;
const LEAST = 0.1;
const MOST = 8;
/** A diagram is made no smaller than that to fit: its text could not be read. */
const LEAST_TO_FIT = 0.4;

/** The drawing in a frame that scrolls; keys and wheel with Ctrl zoom. */
export class Canvas {
  readonly element: HTMLElement;
  #drawing: SVGSVGElement | undefined;
  #size = { width: 0, height: 0 };
  #zoom = 1;

  constructor() {
    const element = document.createElement('div');
    this.element = element;
    element.className = 'canvas';
    element.tabIndex = 0;
    element.setAttribute('role', 'group');
    element.setAttribute('aria-label', t('Diagram'));
    element.addEventListener('keydown', (event) => this.#press(event));
    element.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
  }

  /** @param keep the zoom as it is: the same diagram in other colors */
  show(drawing: SVGSVGElement, keep: boolean): void {
    this.#drawing = drawing;
    this.#size = sizeOf(drawing);
    drawing.removeAttribute('height');
    drawing.style.maxWidth = 'none';
    this.element.replaceChildren(drawing);
    if (keep) this.#apply(this.#zoom);
    else this.fit();
  }

  zoomIn(): void {
    this.#apply(this.#zoom * STEP);
  }

  zoomOut(): void {
    this.#apply(this.#zoom / STEP);
  }

  fit(): void {
    const { clientWidth, clientHeight } = this.element;
    const { width, height } = this.#size;
    const whole = Math.min((clientWidth - 2) / width, (clientHeight - 2) / height, 1);
    this.#apply(Math.max(whole, LEAST_TO_FIT));
  }

  /** What is in the middle stays there. */
  #apply(zoom: number): void {
    const { element } = this;
    const next = Math.min(Math.max(zoom, LEAST), MOST);
    const ratio = next / this.#zoom;
    const x = (element.scrollLeft + element.clientWidth / 2) * ratio;
    const y = (element.scrollTop + element.clientHeight / 2) * ratio;
    this.#zoom = next;
    if (this.#drawing !== undefined) {
      this.#drawing.style.width = `${this.#size.width * next}px`;
      this.#drawing.style.height = `${this.#size.height * next}px`;
    }
    element.scrollTo(x - element.clientWidth / 2, y - element.clientHeight / 2);
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      '+': () => this.zoomIn(),
      '=': () => this.zoomIn(),
      '-': () => this.zoomOut(),
      '0': () => this.fit(),
    };
    const found = Object.hasOwn(act, event.key) ? act[event.key as keyof typeof act] : undefined;
    if (found === undefined) return;
    event.preventDefault();
    found();
  }

  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    if (event.deltaY < 0) this.zoomIn();
    else this.zoomOut();
  }
}

/** CSS pixels at a zoom of 1. */
function sizeOf(drawing: SVGSVGElement): { width: number; height: number } {
  const { width, height } = drawing.viewBox.baseVal;
  const from = (name: 'width' | 'height') => Number.parseFloat(drawing.getAttribute(name) ?? '');
  const isPercent = (drawing.getAttribute('width') ?? '').endsWith('%');
  const size = { width: width || (isPercent ? 0 : from('width')), height: height || from('height') };
  return { width: positive(size.width), height: positive(size.height) };
}

const positive = (length: number): number => (Number.isFinite(length) && length > 0 ? length : 300);
