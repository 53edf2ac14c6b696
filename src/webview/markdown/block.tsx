import { PureComponent } from 'preact/compat';
import { plainRow, renderBlock, renderItem, renderPlain, renderRows } from './render.tsx';
import { withoutTableHead, withoutUndecided } from './undecidedEnd.ts';

interface Props {
  readonly text: string;
  readonly kind: 'block' | 'item' | 'rows';
  /** Of rows: the lines that their table begins with, where the block itself has none. */
  readonly head?: string | undefined;
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
    const { text, kind } = this.props;
    if (this.state.failed !== text) return <Drawn {...this.props} />;
    if (kind === 'rows') return <>{plainRow(text)}</>;
    return kind === 'item' ? <li>{renderPlain(text)}</li> : <>{renderPlain(text)}</>;
  }
}

function Drawn({ text, kind, head, isOpen, topHeading }: Props) {
  const context = { isSettled: !isOpen, topHeading };
  if (kind === 'rows') return <>{renderRows(isOpen ? withoutUndecided(text) : text, head, context)}</>;
  const source = isOpen ? withoutUndecided(withoutTableHead(text)) : text;
  return <>{kind === 'item' ? renderItem(source, context) : renderBlock(source, context)}</>;
}
