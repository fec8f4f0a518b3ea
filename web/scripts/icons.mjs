// Draws the icons of the installed page from public/favicon.svg. Run by hand after a change there; the results are committed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const folder = join(import.meta.dirname, '../public');
const svg = readFileSync(join(folder, 'favicon.svg'), 'utf8');
const ground = /fill="(#[0-9a-f]{6})"/.exec(svg)[1];

const ICONS = [
  { name: 'icon-192.png', size: 192, part: 1 },
  { name: 'icon-512.png', size: 512, part: 1 },
  // Systems cut these to a circle or what they like: the ground fills the square, the sign stays within the middle 80 %.
  { name: 'icon-maskable-512.png', size: 512, part: 0.8, ground },
  { name: 'apple-touch-icon.png', size: 180, part: 0.9, ground },
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
for (const { name, size, part, ground: fill } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const edge = Math.round(size * part);
  const style = `html,body{margin:0;height:100%}body{display:grid;place-items:center;background:${fill ?? 'transparent'}}svg{width:${edge}px;height:${edge}px}`;
  await page.setContent(`<!doctype html><style>${style}</style>${svg}`);
  await page.screenshot({ path: join(folder, name), omitBackground: true });
  await page.close();
}
await browser.close();
