/** The page of one diagram: Mermaid runs here and nowhere else, in a page that may load nothing. */
import type { FromDiagram, KeptDiagram, ShowDiagram } from '../../protocol/diagram.ts';
import { speak, translationOf } from '../l10n.ts';
import './diagram.css';
import { DiagramView } from './diagramView.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromDiagram): void;
  setState(state: KeptDiagram): void;
};

speak(translationOf(document));
const vscode = acquireVsCodeApi();
const view = new DiagramView(document.getElementById('app') ?? document.body, {
  begun: (code) => {
    vscode.setState({ code, isDrawing: true });
    vscode.postMessage({ type: 'drawing' });
  },
  ended: (code) => {
    vscode.setState({ code, isDrawing: false });
    vscode.postMessage({ type: 'done' });
  },
});
window.addEventListener('message', ({ data }: MessageEvent<ShowDiagram>) => {
  view.show(data.code, data.draw);
});
vscode.postMessage({ type: 'ready' });
