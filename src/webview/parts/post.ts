import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FromPanel } from '../../protocol/panel.ts';

export type Post = (message: FromPanel) => void;

/** Sends a message to the host. */
export const PostContext = createContext<Post>(() => undefined);
export const usePost = (): Post => useContext(PostContext);
