import '@vscode/codicons/dist/codicon.css';
import { speak, translationOf } from './l10n.ts';
import { openPanel } from './panel.tsx';
import type { VsCodeApi } from './vscodeApi.ts';

declare function acquireVsCodeApi(): VsCodeApi;

speak(translationOf(document));
openPanel(document.getElementById('app') ?? document.body, acquireVsCodeApi());
