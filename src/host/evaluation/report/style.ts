/** The report's style sheet: light and dark, by the system or by VS Code's theme. */
const LIGHT = `--text:#1f2328;--back:#ffffff;--soft:#59636e;--line:#d1d9e0;--panel:#f6f8fa;--bar:#0969da;--good:#1a7f37;--bad:#cf222e;color-scheme:light;`;
const DARK = `--text:#e6edf3;--back:#0d1117;--soft:#9198a1;--line:#3d444d;--panel:#151b23;--bar:#4493f8;--good:#3fb950;--bad:#f85149;color-scheme:dark;`;

export const STYLE = `
:root{${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
:root:has(body.vscode-light),:root:has(body.vscode-high-contrast-light){${LIGHT}}
:root:has(body.vscode-dark),:root:has(body.vscode-high-contrast:not(.vscode-high-contrast-light)){${DARK}}
*{box-sizing:border-box}
body{margin:0 auto;padding:24px;max-width:880px;background:var(--back);color:var(--text);font:15px/1.5 system-ui,sans-serif}
h1{font-size:24px;line-height:1.25;overflow-wrap:anywhere}
h2{font-size:18px;margin:32px 0 8px;border-bottom:1px solid var(--line);padding-bottom:4px}
h3{font-size:15px;margin:16px 0 4px}
.soft,.axis,figcaption{color:var(--soft)}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
table+table{margin-top:16px}
th,td:first-child{white-space:nowrap}
th,td{text-align:left;padding:6px 10px;border-bottom:1px solid var(--line);vertical-align:top}
td.number,th.number{text-align:right;white-space:nowrap}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
svg{width:100%;height:auto;max-width:720px;font:12px system-ui,sans-serif}
svg text{fill:var(--text)}
svg .axis,svg .figure{fill:var(--soft)}
.track{fill:var(--panel);stroke:var(--line)}
.bar,.point{fill:var(--bar)}
.range{stroke:var(--text);stroke-width:1.5;fill:none}
.grid{stroke:var(--line)}
.line{stroke:var(--bar);stroke-width:2;fill:none}
.band{fill:var(--bar);opacity:.18}
details{border:1px solid var(--line);border-radius:6px;margin:8px 0;padding:0 12px}
summary{cursor:pointer;padding:8px 0;overflow-wrap:anywhere}
details[open]>summary{border-bottom:1px solid var(--line)}
.text{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--panel);border-radius:6px;padding:8px 12px;margin:6px 0}
.text.wrong{border-left:3px solid var(--bad)}
.check{color:var(--bad);margin:2px 0 6px}
.good{color:var(--good)}
.bad{color:var(--bad)}
`;
