import '@vscode/codicons/dist/codicon.css';
import { openPanel } from './panel.tsx';
import type { VsCodeApi } from './vscodeApi.ts';

declare function acquireVsCodeApi(): VsCodeApi;

openPanel(document.getElementById('app') ?? document.body, acquireVsCodeApi());
