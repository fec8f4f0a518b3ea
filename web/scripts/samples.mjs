// Makes public/samples/compressor-manual.pdf, the sample document with pages. Run by hand after a change here; the result is committed.
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const PAGES = `
<h1>Compressor KA 50</h1>
<p class="lead">Operating manual. Read it before the first use, and keep it beside the machine.</p>
<h2>1 What it is for</h2>
<p>The KA 50 delivers compressed air for tyre inflators, blow guns and small pneumatic tools in dry workshops. It must not be used for air that
people breathe, nor in rooms where flammable vapours may occur.</p>
<h2>2 Technical data</h2>
<table>
<tr><th>Tank</th><td>50 litres</td></tr>
<tr><th>Highest pressure</th><td>10 bar</td></tr>
<tr><th>Air delivered at 6 bar</th><td>190 litres per minute</td></tr>
<tr><th>Motor</th><td>1.8 kW, 230 V, 50 Hz</td></tr>
<tr><th>Oil</th><td>0.6 litres, compressor oil VDL 100</td></tr>
<tr><th>Noise at 1 metre</th><td>78 dB(A)</td></tr>
<tr><th>Weight</th><td>44 kg</td></tr>
</table>
<h2>3 Setting it up</h2>
<p>Put the compressor on level ground, at least 30 centimetres away from any wall, so that the motor is cooled. Use a socket of its own with
a 16 ampere fuse. An extension lead must be fully unrolled and have wires of at least 2.5 mm².</p>
<h1>Daily use</h1>
<h2>4 Switching on</h2>
<ol>
<li>Check the oil: the level must be in the middle of the red mark in the sight glass.</li>
<li>Close the drain valve below the tank.</li>
<li>Turn the switch to AUTO. The motor starts and stops by itself between 8 and 10 bar.</li>
<li>Set the working pressure with the regulator. Tyre inflators need 6 bar, blow guns 3 bar at most.</li>
</ol>
<h2>5 Switching off</h2>
<p>Turn the switch to OFF; never stop the motor by pulling the plug. Open the drain valve every evening and let the water run out
until only air comes. Water that stays in the tank makes it rust from within.</p>
<h2>6 Safety</h2>
<ul>
<li>Never point the air at people or animals. Wear safety glasses.</li>
<li>The head of the compressor becomes hotter than 100 °C. Let it cool for 30 minutes before you touch it.</li>
<li>The safety valve is set to 11 bar and sealed. It must not be changed. Test it every month by pulling the ring for a moment.</li>
<li>The tank must be inspected by an expert every five years.</li>
</ul>
<h1>Maintenance and faults</h1>
<h2>7 Maintenance</h2>
<p>Drain the water and check the oil level every day. Blow out the intake filter and test the safety valve every month.</p>
<p>The intake filter (part KA-1107) must be replaced every six months or after 300 hours, whichever comes first.</p>
<p>Change the oil after the first 50 hours, then once a year or after 500 hours. On the same occasion tighten the screws of the head to 28 Nm.</p>
<h2>8 Faults</h2>
<h3>It stops after some minutes and starts again when it has cooled down</h3>
<p>The motor protection has tripped because of heat. Most often the intake filter is clogged: replace it. Otherwise check the distance to the
wall and the extension lead.</p>
<h3>The pressure falls although no air is used</h3>
<p>Look for leaks with soapy water. If air comes from the pressure switch, clean or replace the check valve (part KA-1132).</p>
<h3>The motor hums but does not start</h3>
<p>The tank is still under pressure or the voltage is too low. Switch off, release the pressure through the drain valve and use a shorter
lead.</p>
<h3>Oil in the air</h3>
<p>There is too much oil in it, or the piston rings are worn. Drain oil down to the mark; if that does not help, call the service.</p>
<p>Service: Kessler Druckluft, telephone 0555 123 450, weekdays from 7:30 to 16:30.</p>`;

const STYLE = `
@page { size: A4; margin: 22mm 20mm; }
body { font: 11pt/1.5 'Liberation Sans', sans-serif; color: #111; }
h1 { font-size: 20pt; break-before: page; } h1:first-child { break-before: auto; }
h2 { font-size: 13pt; margin: 18pt 0 4pt; } h3 { font-size: 11pt; margin: 10pt 0 2pt; } h3 + p { margin-top: 0; } .lead { color: #444; }
table { border-collapse: collapse; width: 100%; margin: 8pt 0; } th, td { border: 0.5pt solid #888; padding: 4pt 6pt; text-align: left; vertical-align: top; }
th { width: 38%; font-weight: 600; }`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
await page.setContent(`<!doctype html><html lang="en"><title>Compressor KA 50: operating manual</title><style>${STYLE}</style>${PAGES}</html>`);
await page.pdf({ path: join(import.meta.dirname, '../public/samples/compressor-manual.pdf'), preferCSSPageSize: true });
await browser.close();
