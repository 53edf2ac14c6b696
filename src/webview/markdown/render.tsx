/**
 * Markdown to elements. No HTML text is made anywhere: each token becomes one of the elements named here, without
 * any attribute but those set here, so there is nothing a model could write that needs to be sanitised; and the
 * page's diffing keeps the focus inside a block that is still being written.
 */
import { h, Fragment, type ComponentChildren } from 'preact';
import type { Token } from 'markdown-it';
import { t } from '../l10n.ts';
import { CodeBlock } from './code/codeBlock.tsx';
import { MAX_NESTING, parse } from './inline/parser.ts';
import { Link } from './link.tsx';
import { Formula } from './math/formula.tsx';
import { hasSpans, withoutSpans } from './spans.ts';
import { visibleCode } from './code/visibleCode.tsx';
import { BeforeSpans, Spanned } from './spanViews.tsx';

interface Context {
  /** The block will not change any more. */
  readonly isSettled: boolean;
  /** The level of the text's first heading: it is shown as an `h2`, for the page has its one `h1`. */
  readonly topHeading: number;
}

/** A block of Markdown (see blocks.ts). */
export function renderBlock(text: string, context: Context): ComponentChildren {
  const tokens = parse(text, !context.isSettled);
  return isTooDeep(tokens) ? renderPlain(text) : renderTokens(tokens, context);
}

/** A block that is one item of a list: its `<li>`. */
export function renderItem(text: string, context: Context): ComponentChildren {
  const tokens = parse(text, !context.isSettled);
  if (isTooDeep(tokens)) return <li>{renderPlain(text)}</li>;
  const end = tokens.findIndex((token) => token.level === 0 && token.nesting === -1);
  // A line that CommonMark no longer counts to the item (code that was not indented, say) is shown inside it.
  const inside = tokens.slice(1, end);
  const close = inside.pop();
  return renderTokens(close ? [...inside, ...tokens.slice(end + 1), close] : tokens, context);
}

/** A block that is rows of a table. `head`: the lines that the table begins with, where the block itself has none. */
export function renderRows(text: string, head: string | undefined, context: Context): ComponentChildren {
  const tokens = parse((head ?? '') + text, !context.isSettled);
  const from = tokens.findIndex(({ type }) => type === (head === undefined ? 'table_open' : 'thead_close'));
  const end = tokens.findIndex(({ type }) => type === 'table_close');
  return end < 0 ? plainRow(text) : renderTokens(tokens.slice(from + 1, end), context);
}

export const plainRow = (text: string): ComponentChildren => (
  <tbody>
    <tr>
      <td>{renderPlain(text)}</td>
    </tr>
  </tbody>
);

export const tableFrame = (children: ComponentChildren): ComponentChildren => (
  <div class="table" role="group" aria-label={t('Table')} tabIndex={0}>
    <table>{children}</table>
  </div>
);

/** A block as it was written, where it cannot be shown as what it means. */
export const renderPlain = (text: string): ComponentChildren => (
  <p class="plain" dir="auto">
    {withoutSpans(text).trim()}
  </p>
);

const isTooDeep = (tokens: readonly Token[]): boolean => tokens.some(({ level }) => level >= MAX_NESTING - 1);

interface Frame {
  readonly open: Token | undefined;
  readonly children: ComponentChildren[];
}

function renderTokens(tokens: readonly Token[], context: Context): ComponentChildren {
  const root: Frame = { open: undefined, children: [] };
  const frames = [root];
  for (const token of tokens) {
    const top = frames.at(-1) ?? root;
    if (token.nesting === 1) {
      frames.push({ open: token, children: [] });
    } else if (token.nesting === -1 && frames.length > 1) {
      frames.pop();
      (frames.at(-1) ?? root).children.push(top.open && container(top.open, top.children, context));
    } else {
      top.children.push(leaf(token, context));
    }
  }
  return root.children;
}

function container(token: Token, children: ComponentChildren[], context: Context): ComponentChildren {
  switch (token.type) {
    case 'paragraph_open':
      return token.hidden ? h(Fragment, null, children) : <p dir="auto">{children}</p>;
    case 'heading_open':
      return h(headingTag(token, context), { dir: 'auto' }, children);
    case 'bullet_list_open':
      return <ul dir="auto">{children}</ul>;
    case 'ordered_list_open':
      return (
        <ol dir="auto" start={Number(token.attrGet('start') ?? 1)}>
          {children}
        </ol>
      );
    case 'list_item_open':
      return <li>{children}</li>;
    case 'blockquote_open':
      return <blockquote dir="auto">{children}</blockquote>;
    case 'table_open':
      return tableFrame(children);
    case 'thead_open':
      return <thead>{children}</thead>;
    case 'tbody_open':
      return <tbody>{children}</tbody>;
    case 'tr_open':
      return <tr>{children}</tr>;
    case 'th_open':
      return cell('th', token, children);
    case 'td_open':
      return cell('td', token, children);
    case 'strong_open':
      return <strong>{children}</strong>;
    case 'em_open':
      return <em>{children}</em>;
    case 's_open':
      return <s>{children}</s>;
    case 'link_open':
      return <Link address={addressIn(token, 'href')}>{children}</Link>;
    default:
      return h(Fragment, null, children);
  }
}

/** The signs of spans are encoded in addresses. */
const addressIn = (token: Token, name: string): string =>
  String(token.attrGet(name) ?? '').replace(/%EE%83%B[01]%EE%[89A][0-9A-F]%[89AB][0-9A-F]/gi, '');

function headingTag({ tag }: Token, { topHeading }: Context): string {
  const level = Number(tag.slice(1)) - topHeading + 2;
  return `h${Math.min(Math.max(level, 2), 6)}`;
}

function cell(tag: 'th' | 'td', token: Token, children: ComponentChildren[]): ComponentChildren {
  const align = /(center|right)$/.exec(String(token.attrGet('style') ?? ''))?.[1];
  return h(tag, { dir: 'auto', ...(align && { class: `align-${align}` }) }, children);
}

function leaf(token: Token, context: Context): ComponentChildren {
  switch (token.type) {
    case 'inline':
      return h(Fragment, null, renderTokens(token.children ?? [], context));
    case 'softbreak':
    case 'hardbreak':
      return <br />;
    case 'code_inline':
      return (
        <code dir="auto">
          {hasSpans(token.content) ? <Spanned text={token.content} /> : visibleCode(token.content)}
        </code>
      );
    case 'fence':
      return (
        <CodeBlock code={withoutSpans(token.content)} info={withoutSpans(token.info)} isSettled={context.isSettled} />
      );
    case 'code_block':
      return <CodeBlock code={withoutSpans(token.content)} info="" isSettled={context.isSettled} />;
    case 'math_inline':
    case 'math_display':
      return (
        <BeforeSpans text={token.content}>
          <Formula
            tex={withoutSpans(token.content)}
            isDisplay={token.type === 'math_display'}
            isSettled={context.isSettled}
          />
        </BeforeSpans>
      );
    case 'hr':
      return <hr />;
    case 'image':
      // Loading it would tell its server that it was read: a link leaves that to the reader.
      return <Link address={addressIn(token, 'src')}>{withoutSpans(token.content) || t('Image')}</Link>;
    case 'text':
      return hasSpans(token.content) ? <Spanned text={token.content} /> : token.content;
    default:
      return withoutSpans(token.content);
  }
}
