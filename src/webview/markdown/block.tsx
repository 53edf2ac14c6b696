import { PureComponent } from 'preact/compat';
import remend from 'remend';
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
  const source = isOpen ? closeMarks(text) : text;
  return <>{isItem ? renderItem(source, context) : renderBlock(source, context)}</>;
}

/** Ends what is still open (`**bold`), and leaves alone what will stand as it is when the text is complete. */
function closeMarks(text: string): string {
  return remend(text, {
    linkMode: 'text-only',
    htmlTags: false,
    images: false,
    comparisonOperators: false,
    singleTilde: false,
    katex: false,
  });
}
