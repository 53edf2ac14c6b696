import { MAX_DIAGRAM, type CodePlace } from '../../../protocol/panel.ts';
import { t } from '../../l10n.ts';
import { CopyButton } from '../../parts/copyButton.tsx';
import { IconButton } from '../../parts/iconButton.tsx';
import { usePost } from '../../parts/post.ts';
import { Highlighted } from './highlighted.tsx';
import { languageName, languageWord } from './languageNames.ts';
import { useHighlight } from './useHighlight.ts';
import { visibleCode } from './visibleCode.tsx';

interface Props {
  readonly code: string;
  /** What stands behind the fence. */
  readonly info: string;
  /** Nothing more will come: it gets its colours, and can be put into a file. */
  readonly isSettled: boolean;
  /** The user's own: it is in a file already, or need not be. */
  readonly isAsked?: boolean;
}

export function CodeBlock({ code, info, isSettled, isAsked = false }: Props) {
  const name = languageName(info);
  const language = languageWord(info);
  const root = useHighlight(code, language, isSettled);
  return (
    <div class="code" dir="ltr">
      <div class="code-head">
        <span class="code-language">{name || t('Code')}</span>
        <span class="code-actions">
          <CopyButton label={t('Copy Code')} text={code} />
          {isSettled && language === 'mermaid' && code.length <= MAX_DIAGRAM && <DiagramButton code={code} />}
          {isSettled && !isAsked && <EditorButtons code={code} language={language} />}
        </span>
      </div>
      <pre tabIndex={0} role="group" aria-label={name ? t('{0} code', name) : t('Code')}>
        <code>{root ? <Highlighted root={root} /> : visibleCode(code)}</code>
      </pre>
    </div>
  );
}

function DiagramButton({ code }: { code: string }) {
  const post = usePost();
  return (
    <IconButton icon="open-preview" label={t('Show Diagram')} onClick={() => post({ type: 'showDiagram', code })} />
  );
}

function EditorButtons({ code, language }: { code: string; language: string }) {
  const post = usePost();
  const put = (place: CodePlace) => () => post({ type: 'insertCode', place, code, language });
  return (
    <>
      <IconButton icon="insert" label={t('Insert at Cursor')} onClick={put('cursor')} />
      <IconButton icon="new-file" label={t('New File')} onClick={put('newFile')} />
      <IconButton icon="diff" label={t('Replace Selection…')} onClick={put('selection')} />
    </>
  );
}
