import type { MermaidConfig } from 'mermaid';
import { MAX_DIAGRAM } from '../../protocol/panel.ts';

/** More edges than that take long to lay out, and nobody reads them. */
const MAX_EDGES = 500;

/** What of a diagram's own settings could change what is loaded, run or shown; `secure` also counts for what is nested. */
const ALWAYS_OURS = [
  ...['secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'maxEdges', 'suppressErrorRendering'],
  ...['theme', 'themeCSS', 'themeVariables', 'darkMode', 'look', 'layout', 'fontFamily', 'altFontFamily'],
  ...['htmlLabels', 'dompurifyConfig', 'arrowMarkerAbsolute', 'forceLegacyMathML', 'legacyMathML', 'logLevel'],
];

/**
 * Mermaid's settings here. A diagram's own (frontmatter, `%%{init}%%`) count for nothing, but for its title: `defaults` names
 * all there are.
 */
export function mermaidConfig(defaults: MermaidConfig): MermaidConfig {
  const style = getComputedStyle(document.body);
  const color = (name: string, otherwise: string) => style.getPropertyValue(`--vscode-${name}`).trim() || otherwise;
  const isDark = document.body.matches('.vscode-dark, .vscode-high-contrast:not(.vscode-high-contrast-light)');
  const isHighContrast = document.body.matches('.vscode-high-contrast, .vscode-high-contrast-light');
  const background = color('editor-background', isDark ? '#1e1e1e' : '#ffffff');
  const text = color('editor-foreground', isDark ? '#ffffff' : '#000000');
  const line = color('contrastBorder', text);
  const contrast = {
    ...{ background, primaryColor: background, secondaryColor: background, tertiaryColor: background },
    ...{ mainBkg: background, nodeBkg: background, noteBkgColor: background, edgeLabelBackground: background },
    ...{
      primaryTextColor: text,
      secondaryTextColor: text,
      tertiaryTextColor: text,
      noteTextColor: text,
      textColor: text,
    },
    ...{ primaryBorderColor: line, secondaryBorderColor: line, tertiaryBorderColor: line, noteBorderColor: line },
    ...{ lineColor: line, nodeBorder: line, clusterBkg: background, clusterBorder: line },
  };
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    htmlLabels: false,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- some shapes still go by it
    flowchart: { htmlLabels: false },
    // Mermaid's own choice, elk, is not in the bundle.
    layout: 'dagre',
    suppressErrorRendering: true,
    maxTextSize: MAX_DIAGRAM,
    maxEdges: MAX_EDGES,
    logLevel: 'fatal',
    fontFamily: style.fontFamily,
    theme: isHighContrast ? 'base' : isDark ? 'dark' : 'default',
    darkMode: isDark,
    ...(isHighContrast && { themeVariables: { ...contrast, darkMode: isDark } }),
    secure: [...new Set([...ALWAYS_OURS, ...Object.keys(defaults)])],
  };
}
