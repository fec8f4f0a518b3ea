import { readFileSync } from 'node:fs';

/** A text that tries to run as code, load something or cover the page; `window.__xss` tells that it ran. */
export interface Hostile {
  id: string;
  payload: string;
}

const RUN = 'window.__xss=1';

/** One of each way in: elements that load, events, addresses of links, Markdown's own syntax, formulas, diagrams, styles, marks. */
const OURS = [
  `<script>${RUN}</script>`,
  `<img src="missing.png" onerror="${RUN}">`,
  `<svg><animate onbegin="${RUN}" attributeName="x" dur="1s"></svg>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<a href="java&#x09;script:${RUN}">read on</a> and [read on](javascript:${RUN})`,
  `<base href="http://127.0.0.1:9/"><link rel="stylesheet" href="http://127.0.0.1:9/a.css"><style>@import url(http://127.0.0.1:9/b.css);</style>`,
  `![picture](http://127.0.0.1:9/p.png?words=SECRET) ![](data:image/svg+xml,<svg/onload=${RUN}>)`,
  `<div style="position:fixed;inset:0;background:url(http://127.0.0.1:9/c.png)" onmouseover="${RUN}">over everything</div>`,
  `<form action="http://127.0.0.1:9/"><input autofocus onfocus="${RUN}"><button formaction="javascript:${RUN}">go</button></form>`,
  `$$\\href{javascript:${RUN}}{x} \\htmlData{a=b}{y}$$`,
  '```mermaid\ngraph TD\nA["<img src=x onerror=' + RUN + '>"] --> B\nclick A "javascript:' + RUN + '"\n```',
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>`,
  `[^1]: <b onclick="${RUN}">note</b>\n\nWords[^1] | <i onpointerenter=${RUN}>cell</i>`,
];

/** Names of files as they come in folders of strangers. */
export const HOSTILE_NAMES = [`<img src=x onerror=${RUN}>.txt`, `"><svg onload=${RUN}>.md`, `javascript:${RUN}.txt`, `'-${RUN}-'.csv`];

/** Our own cases, or those of the file that CHATBOX_XSS_CASES names: lines of JSON with `id` and `payload`. */
export function hostileTexts(): Hostile[] {
  const file = process.env.CHATBOX_XSS_CASES;
  if (!file) return OURS.map((payload, index) => ({ id: `own ${index}`, payload }));
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line.trim());
  return lines.map((line) => JSON.parse(line) as { id: number; payload: string }).map(({ id, payload }) => ({ id: String(id), payload }));
}

/** Markdown that nests as deep as nobody means, of the file that CHATBOX_DEEP_TEXT names or our own. */
export function deepText(): string {
  const file = process.env.CHATBOX_DEEP_TEXT;
  return file ? readFileSync(file, 'utf8') : `${'>'.repeat(20_000)} deep\n\n${'['.repeat(20_000)}\n\n${'*a '.repeat(5_000)}\n`;
}
