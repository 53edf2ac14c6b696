import { createContext, type ComponentChildren } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { StepLink } from '../../protocol/panel.ts';
import type { ViewState } from '../state.ts';

type Steps = Pick<ViewState, 'links' | 'lit'>;

const StepsContext = createContext<Steps>({ links: {} });

interface Props {
  readonly links: ViewState['links'];
  readonly lit: ViewState['lit'];
  readonly children: ComponentChildren;
}

/** Brings the links of the steps to the answers without drawing what stands between. */
export function StepsProvider({ links, lit, children }: Props) {
  const value = useMemo((): Steps => ({ links, ...(lit && { lit }) }), [links, lit]);
  return <StepsContext.Provider value={value}>{children}</StepsContext.Provider>;
}

const NO_LINKS: readonly StepLink[] = [];
const NONE_LIT: readonly number[] = [];

/** The links of the steps of the answer `id`, and which of them the editor shows. */
export function useStepLinks(id: string): { readonly links: readonly StepLink[]; readonly lit: readonly number[] } {
  const { links, lit } = useContext(StepsContext);
  return { links: links[id] ?? NO_LINKS, lit: lit?.id === id ? lit.steps : NONE_LIT };
}
