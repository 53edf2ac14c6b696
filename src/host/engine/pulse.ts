/**
 * How something that owes an answer is. `silent`: this machine's process does not react; `process`: no thread of it does (stopped by a
 * signal or debugger, starved) · `main`: its main thread does not. `slow`: it reacts, but one native call runs for `seconds` by now.
 * `waiting`: a server is asked again in so many seconds. `quiet`: a server has sent nothing for so many seconds.
 */
export type Pulse =
  | { readonly state: 'well' }
  | { readonly state: 'silent'; readonly part: 'process' | 'main' }
  | { readonly state: 'slow'; readonly seconds: number }
  | { readonly state: 'waiting'; readonly why: 'loading' | 'busy' | 'broken'; readonly seconds: number }
  | { readonly state: 'quiet'; readonly seconds: number };

export const WELL: Pulse = { state: 'well' };
