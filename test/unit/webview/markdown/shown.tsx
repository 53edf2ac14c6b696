import { render } from 'preact';
import { Markdown } from '../../../../src/webview/markdown/markdown.tsx';

/** The page of `text`; needs a document. */
export function show(text: string, isGrowing = false): HTMLElement {
  const root = document.createElement('div');
  render(<Markdown text={text} isGrowing={isGrowing} />, root);
  return root;
}

/** What a reader sees of `text`, with each piece that is not plain in the name of its element: `a <em>b</em>`. */
export function shown(text: string, isGrowing = false): string {
  return written(show(text, isGrowing)).replace(/<\/(em|strong)><\1>/g, '');
}

function written(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
  const inside = [...node.childNodes].map(written).join('');
  const name = node.nodeName.toLowerCase();
  if (name === 'br') return '\n';
  const isStyle = ['em', 'strong', 's', 'code', 'a', 'li', 'td', 'th', 'h2', 'blockquote'].includes(name);
  return isStyle && inside !== '' ? `<${name}>${inside}</${name}>` : inside;
}

/** Each character with the elements it stands in, so that two states of a text can be compared. */
function styled(text: string, isGrowing = false): string[] {
  const characters: string[] = [];
  const visit = (node: Node, style: string): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      for (const character of node.nodeValue ?? '')
        if (character.trim() !== '') characters.push(`${style}${character}`);
    }
    const name = node.nodeName.toLowerCase();
    for (const child of node.childNodes)
      visit(child, ['em', 'strong', 's', 'code', 'a'].includes(name) ? `${style}${name} ` : style);
  };
  visit(show(text, isGrowing), '');
  return characters;
}

/** What `text` shows too early while it comes: the beginnings of it that do not look like the beginning of the whole. */
export function flips(text: string): string[] {
  const whole = styled(text);
  return Array.from({ length: text.length }, (_, end) => text.slice(0, end)).filter((beginning) =>
    styled(beginning, true).some((character, index) => character !== whole[index]),
  );
}
