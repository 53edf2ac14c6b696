import { createContext, type ComponentChildren } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { StepLink } from '../../protocol/panel.ts';
import type { ViewState } from '../state.ts';

type Steps = Pick<ViewState, 'links' | 'lit' | 'shown'>;

const StepsContext = createContext<Steps>({ links: {} });

interface Props {
  readonly links: ViewState['links'];
  readonly lit: ViewState['lit'];
  readonly shown: ViewState['shown'];
  readonly children: ComponentChildren;
}

/** Brings the links of the steps to the answers without drawing what stands between. */
export function StepsProvider({ links, lit, shown, children }: Props) {
  const value = useMemo((): Steps => ({ links, ...(lit && { lit }), ...(shown && { shown }) }), [links, lit, shown]);
  return <StepsContext.Provider value={value}>{children}</StepsContext.Provider>;
}

const NO_LINKS: readonly StepLink[] = [];
const NONE_LIT: readonly number[] = [];

interface StepsOfAnswer {
  readonly links: readonly StepLink[];
  /** Steps that the editor shows. */
  readonly lit: readonly number[];
  /** A step that the reader was sent to. */
  readonly shown: number | undefined;
}

/** What is known of the steps of the answer `id`. */
export function useSteps(id: string): StepsOfAnswer {
  const { links, lit, shown } = useContext(StepsContext);
  return {
    links: links[id] ?? NO_LINKS,
    lit: lit?.id === id ? lit.steps : NONE_LIT,
    shown: shown?.id === id ? shown.step : undefined,
  };
}
