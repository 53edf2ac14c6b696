import type { Workbench } from './workbench.ts';

/** The lines of the active editor whose background is the theme's colour for the step shown now, 1-based, in order. */
export async function litLines(workbench: Workbench): Promise<number[]> {
  return workbench.editor.evaluate((editor) => {
    const colour = (css: string): string => {
      const probe = document.body.appendChild(document.createElement('div'));
      probe.style.backgroundColor = css;
      const value = getComputedStyle(probe).backgroundColor;
      probe.remove();
      return value;
    };
    const lit = colour(getComputedStyle(editor).getPropertyValue('--vscode-cerebrum-currentStepBackground'));
    const rows = [...editor.querySelectorAll<HTMLElement>('.view-overlays > div')].filter((row) =>
      [...row.querySelectorAll('.cdr')].some((mark) => getComputedStyle(mark).backgroundColor === lit),
    );
    const tops = rows.map(({ style }) => style.top);
    return [...editor.querySelectorAll<HTMLElement>('.margin-view-overlays > div')]
      .filter(({ style }) => tops.includes(style.top))
      .map((row) => Number(row.querySelector('.line-numbers')?.textContent))
      .sort((a, b) => a - b);
  });
}

/** The numbers in the gutter of the active editor, as `line: label`, from the top. */
export async function gutterNumbers(workbench: Workbench): Promise<string[]> {
  return workbench.editor.evaluate((editor) => {
    const lines = new Map(
      [...editor.querySelectorAll<HTMLElement>('.margin-view-overlays > div')].map((row) => [
        row.style.top,
        Number(row.querySelector('.line-numbers')?.textContent),
      ]),
    );
    return [...editor.querySelectorAll<HTMLElement>('.glyph-margin-widgets .cgmr')]
      .map((mark) => {
        const data = /base64,([^"')]+)/.exec(getComputedStyle(mark).backgroundImage)?.[1];
        const label = data === undefined ? undefined : />([^<]+)<\/text>/.exec(atob(data))?.[1];
        return { line: lines.get(mark.style.top) ?? 0, label };
      })
      .filter(({ label }) => label !== undefined)
      .sort((a, b) => a.line - b.line)
      .map(({ line, label }) => `${line}: ${label ?? ''}`);
  });
}

/** What stands beside the lines of the active editor and belongs to no file, as `line: text`, from the top. */
export async function textBeside(workbench: Workbench): Promise<string[]> {
  return workbench.editor.evaluate((editor) => {
    const numbers = new Map(
      [...editor.querySelectorAll<HTMLElement>('.margin-view-overlays > div')].map((row) => [
        row.style.top,
        Number(row.querySelector('.line-numbers')?.textContent),
      ]),
    );
    return [...editor.querySelectorAll<HTMLElement>('.view-line')]
      .map((row) => {
        const texts = [...row.querySelectorAll('span')].map((span) => getComputedStyle(span, '::after').content);
        const [text] = texts.filter((content) => content.startsWith('"'));
        return { line: numbers.get(row.style.top) ?? 0, text: text?.slice(1, -1) };
      })
      .filter(({ text }) => text !== undefined)
      .sort((a, b) => a.line - b.line)
      .map(({ line, text }) => `${line}: ${text ?? ''}`);
  });
}
