import './highlight.css';
import type { Element, Root } from 'hast';
import type { ComponentChildren } from 'preact';
import { visibleCode } from './visibleCode.tsx';

/** A highlighter's tree as elements: spans with its class names, and the code's own characters, hidden ones by their numbers. */
export const Highlighted = ({ root }: { root: Root }) => <>{children(root)}</>;

function children(parent: Root | Element): ComponentChildren[] {
  return parent.children.map((node) => {
    if (node.type === 'text') return visibleCode(node.value);
    if (node.type !== 'element') return null;
    const names = node.properties['className'];
    return <span class={Array.isArray(names) ? names.join(' ') : ''}>{children(node)}</span>;
  });
}
