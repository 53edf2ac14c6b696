/** Formulas in what is copied: as the TeX they were written in. The browser would put each of their symbols on a line. */

const FORMULA = 'math[data-tex]';

/** Answers a `copy` event where formulas are selected: with the text of the selection, each formula whole. */
export function copyFormulas(event: ClipboardEvent): void {
  const selection = document.getSelection();
  if (selection?.rangeCount !== 1 || selection.isCollapsed || event.clipboardData === null) return;
  const range = selection.getRangeAt(0);
  const [first, last] = [formulaAround(range.startContainer), formulaAround(range.endContainer)];
  if (first !== null) range.setStartBefore(first);
  if (last !== null) range.setEndAfter(last);
  const formulas = [...document.querySelectorAll<MathMLElement>(FORMULA)].filter((math) => range.intersectsNode(math));
  if (formulas.length === 0) return;
  // In the page, where the browser knows what is a line; nobody sees it before they are back.
  const standIns = formulas.map((math) => {
    const source = document.createElement('span');
    source.textContent = math.dataset['tex'] ?? '';
    math.before(source);
    math.style.display = 'none';
    return source;
  });
  event.clipboardData.setData('text/plain', selection.toString());
  event.preventDefault();
  for (const source of standIns) source.remove();
  for (const math of formulas) math.removeAttribute('style');
}

function formulaAround(node: Node): Element | null {
  return (node instanceof Element ? node : node.parentElement)?.closest(FORMULA) ?? null;
}

/** A formula between the signs that make it one. */
export const delimited = (tex: string, isDisplay: boolean): string =>
  isDisplay ? `$$${tex.trim()}$$` : `$${tex.trim()}$`;
