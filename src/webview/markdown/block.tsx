import { PureComponent } from 'preact/compat';
import { renderBlock, renderItem, renderPlain } from './render.tsx';

interface Props {
  readonly text: string;
  readonly isItem: boolean;
  /** More of it may come. */
  readonly isOpen: boolean;
  readonly topHeading: number;
}

/** One block. Should drawing it fail, it is there as it was written, and all else goes on. */
export class Block extends PureComponent<Props, { readonly failed?: string }> {
  override componentDidCatch(): void {
    this.setState({ failed: this.props.text });
  }

  override render() {
    const { text, isItem } = this.props;
    if (this.state.failed !== text) return <Drawn {...this.props} />;
    return isItem ? <li>{renderPlain(text)}</li> : <>{renderPlain(text)}</>;
  }
}

function Drawn({ text, isItem, isOpen, topHeading }: Props) {
  const context = { isSettled: !isOpen, topHeading };
  const source = isOpen ? withoutUndecided(text) : text;
  return <>{isItem ? renderItem(source, context) : renderBlock(source, context)}</>;
}

/** `text` up to marks at its end that may become anything: a list item, a heading, a fence. */
function withoutUndecided(text: string): string {
  return text
    .replace(/(^|\n)[ \t]*(?:[-*+_][-*+_ \t]*|#{1,6}|=+|~{1,2}|`{1,3}|>[ \t]*|\d{1,9}[.)][ \t]*)$/, '$1')
    .replace(/\n[ \t]*\d{1,9}$/, '\n');
}
