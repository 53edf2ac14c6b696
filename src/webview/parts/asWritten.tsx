import { Component, type ComponentChildren } from 'preact';
import { t } from '../l10n.ts';

interface Props {
  /** What is shown instead of the children, should drawing them fail. Another text is tried anew. */
  readonly text: string;
  readonly children: ComponentChildren;
}

/** A part of the page that shows its text as it was written when it cannot be drawn; all else goes on. */
export class AsWritten extends Component<Props, { readonly failed?: string }> {
  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ failed: this.props.text });
  }

  override render() {
    const { text, children } = this.props;
    if (this.state.failed !== text) return <>{children}</>;
    return (
      <div class="as-written">
        <p class="note">{t('Shown as written')}</p>
        <pre class="raw" dir="auto" tabIndex={0}>
          {text}
        </pre>
      </div>
    );
  }
}
