import { createContext, Fragment, type ComponentChildren, type ComponentType } from 'preact';
import { useContext } from 'preact/hooks';
import { endsIn, spannedText, withoutSpans } from './spans.ts';

/** How a span of the text is drawn, by its number. Without `children` only its end is known. */
type SpanView = ComponentType<{ readonly index: number; readonly children?: ComponentChildren }>;

/** What draws the spans of the Markdown inside; without it they are drawn as the text around them. */
export const SpanContext = createContext<SpanView | undefined>(undefined);

/** A text that may hold signs of spans. */
export function Spanned({ text }: { text: string }) {
  const View = useContext(SpanContext);
  if (!View) return <>{withoutSpans(text)}</>;
  return (
    <>
      {spannedText(text).map(({ text: part, span, ends }, index) => (
        <Fragment key={index}>
          {span === undefined ? part : <View index={span}>{part}</View>}
          {ends.map((end) => (end === span ? null : <View key={end} index={end} />))}
        </Fragment>
      ))}
    </>
  );
}

/** Something that is drawn from a text as a whole, such as a formula; the spans that end in it are drawn behind it. */
export function BeforeSpans({ text, children }: { text: string; children: ComponentChildren }) {
  const View = useContext(SpanContext);
  return (
    <>
      {children}
      {View && endsIn(text).map((end) => <View key={end} index={end} />)}
    </>
  );
}
