import './math.css';
import { h, type ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { t } from '../../l10n.ts';
import { delimited } from './copyFormulas.ts';
import type { MathElement, typeset as Typesetter } from './typeset.ts';

type Typeset = typeof Typesetter;
let loaded: Typeset | undefined;

interface Props {
  readonly tex: string;
  readonly isDisplay: boolean;
  /** Nothing more will come. */
  readonly isSettled: boolean;
}

/** A formula; its source while it is written, while the typesetter loads, and when that does not know it. */
export function Formula({ tex, isDisplay, isSettled }: Props) {
  const typeset = useTypeset(isSettled);
  const math = useMemo(() => (isSettled ? typeset?.(tex, isDisplay) : undefined), [typeset, tex, isDisplay, isSettled]);
  if (math === undefined) {
    return (
      <code class="formula-source" dir="ltr">
        {tex.trim()}
      </code>
    );
  }
  const drawn = element({ ...math, attributes: { ...math.attributes, 'data-tex': delimited(tex, isDisplay) } });
  if (!isDisplay) return drawn;
  return (
    <span class="formula" role="group" aria-label={t('Formula')} tabIndex={0}>
      {drawn}
    </span>
  );
}

function useTypeset(isWanted: boolean): Typeset | undefined {
  const [typeset, setTypeset] = useState(() => loaded);
  useEffect(() => {
    if (!isWanted || typeset) return;
    void import('./typeset.ts').then(
      (module) => {
        loaded = module.typeset;
        setTypeset(() => loaded);
      },
      // The source is there to be read.
      () => undefined,
    );
  }, [isWanted, typeset]);
  return typeset;
}

function element({ name, attributes, children }: MathElement): ComponentChildren {
  return h(
    name,
    attributes,
    children.map((child) => (typeof child === 'string' ? child : element(child))),
  );
}
