// esbuild collects the style sheets that modules import into dist/webview.css.
declare module '*.css';
