import { createContext, type ComponentChildren } from 'preact';
import { useCallback, useContext, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** So much around what is in sight is drawn as well, in heights of the scrolled area. */
const MARGIN = '150% 0px';

type Tell = (isNear: boolean, height: number) => void;

/** Knows which boxes inside `root` are in sight or close to it. */
export class Nearness {
  readonly #root: () => Element | null;
  readonly #boxes = new Map<Element, Tell>();
  #observer: IntersectionObserver | undefined;

  constructor(root: () => Element | null) {
    this.#root = root;
  }

  /** Calls `tell` soon and whenever `box` comes near or goes away; gives back what ends that. */
  watch(box: Element, tell: Tell): () => void {
    this.#observer ??= new IntersectionObserver((entries) => this.#tell(entries), {
      root: this.#root(),
      rootMargin: MARGIN,
    });
    this.#boxes.set(box, tell);
    this.#observer.observe(box);
    return () => {
      this.#boxes.delete(box);
      this.#observer?.unobserve(box);
    };
  }

  #tell(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      this.#boxes.get(target)?.(isIntersecting, boundingClientRect.height);
    }
  }
}

export const NearnessContext = createContext<Nearness | undefined>(undefined);

/** Keeps the box around drawn, until what it gives back is called. */
const HoldContext = createContext<() => () => void>(() => () => undefined);

/** While it `isNeeded`, the box around is drawn wherever it is: it holds what the user has not finished. */
export function useHold(isNeeded: boolean): void {
  const hold = useContext(HoldContext);
  useLayoutEffect(() => (isNeeded ? hold() : undefined), [isNeeded, hold]);
}

interface Props {
  readonly class: string;
  /** Pixels, as long as it was never drawn. */
  readonly estimate: () => number;
  /** Drawn from the beginning. */
  readonly startsNear: boolean;
  /** Drawn wherever it is. */
  readonly isKept: boolean;
  /** Of few boxes all are drawn anyway: it does not matter where they are. */
  readonly isOneOfFew?: boolean;
  readonly children: ComponentChildren;
}

/**
 * A box whose content is drawn only near what is in sight; elsewhere an empty box of the same height stands for it. What
 * holds the focus, a selection or unfinished words stays.
 */
export function Near({ class: name, estimate, startsNear, isKept, isOneOfFew = false, children }: Props) {
  const nearness = useContext(NearnessContext);
  const box = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(startsNear || isOneOfFew || nearness === undefined);
  const [holds, setHolds] = useState(0);
  const height = useRef<number | undefined>(undefined);
  const hold = useCallback(() => {
    setHolds((count) => count + 1);
    return () => {
      height.current = box.current?.offsetHeight ?? height.current;
      setHolds((count) => count - 1);
    };
  }, []);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !nearness || isOneOfFew) return undefined;
    const unwatch = nearness.watch(element, (isNearNow, heightNow) => {
      if (!isNearNow && isSelected(element)) return;
      height.current = heightNow;
      setNear(isNearNow);
    });
    return unwatch;
  }, [nearness, isOneOfFew]);
  useFocusHold(box, hold);

  const isDrawn = isNear || isKept || holds > 0;
  return (
    <div ref={box} class={name} style={isDrawn ? undefined : { height: `${height.current ?? estimate()}px` }}>
      {isDrawn && <HoldContext.Provider value={hold}>{children}</HoldContext.Provider>}
    </div>
  );
}

function useFocusHold(box: { readonly current: HTMLElement | null }, hold: () => () => void): void {
  useLayoutEffect(() => {
    const listening = new AbortController();
    let release: (() => void) | undefined;
    const onFocus = () => (release ??= hold());
    const onBlur = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && box.current?.contains(relatedTarget) === true) return;
      release?.();
      release = undefined;
    };
    box.current?.addEventListener('focusin', onFocus, { signal: listening.signal });
    box.current?.addEventListener('focusout', onBlur, { signal: listening.signal });
    return () => listening.abort();
  }, [box, hold]);
}

function isSelected(element: Element): boolean {
  const selection = document.getSelection();
  return selection?.type === 'Range' && selection.containsNode(element, true);
}
