import { zipSync, strToU8 } from 'fflate';

/** Small documents whose answers are known. */

export const PUMPS = `# Pump handbook

## Cavitation

Cavitation happens when the pressure at the impeller falls below the vapour pressure of the liquid. To avoid cavitation, keep the
available suction head at least half a metre above the required suction head.

## Maintenance

The bearings of the pump are greased every 2,000 hours. The shaft seal is replaced after three years at the latest.
`;

export const POLICY = `Travel policy

Hotel costs are refunded up to 120 euros per night, breakfast included. 😀 In Zurich the limit for hotel costs is 180 euros per night.

Receipts must be handed in within 30 days after the journey.
`;

/** Two pages; the second says what the tests ask for. */
export const MANUAL_PDF = pdf([
  ['Operating manual', 'Read this manual before the first start.', 'Keep it near the machine.'],
  ['Safety', 'The emergency stop button is mounted on the left side of the control cabinet.', 'It must be tested every Monday.'],
]);

/** What a PDF has besides its pages. */
interface Extras {
  /** Links below the first line of a page: to another page, from 1, or out of the document. */
  links?: { on: number; to: number | string }[];
  /** Lines of the outline and the page each leads to, from 1. */
  outline?: { title: string; page: number }[];
  /** Asks for a password that nobody has. */
  locked?: boolean;
}

/** The smallest PDF a reader takes: one font, one text per page. */
export function pdf(pages: string[][], { links = [], outline = [], locked = false }: Extras = {}): Uint8Array<ArrayBuffer> {
  const objects: string[] = [];
  const pageObject = (page: number) => `${2 + page * 2} 0 R`;
  const add = (body: string) => objects.push(body);
  const kids = pages.map((_, index) => pageObject(index + 1)).join(' ');
  const outlines = 4 + pages.length * 2;
  add(`<< /Type /Catalog /Pages 2 0 R ${outline.length > 0 ? `/Outlines ${outlines} 0 R` : ''} >>`);
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  for (const [index, lines] of pages.entries()) {
    const text = lines.map((line, row) => `${row === 0 ? '72 720 Td' : '0 -28 Td'} (${line}) Tj`).join('\n');
    const stream = `BT /F1 12 Tf\n${text}\nET`;
    const annotations = links
      .filter(({ on }) => on === index + 1)
      .map(({ to }, at) => `<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [72 ${760 + at * 20} 300 ${778 + at * 20}] ${typeof to === 'number' ? `/Dest [${pageObject(to)} /XYZ 0 421 0]` : `/A << /S /URI /URI (${to}) >>`} >>`)
      .join(' ');
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R /Annots [${annotations}] >>`);
    add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
  }
  if (outline.length > 0) {
    add(`<< /Type /Outlines /First ${outlines + 1} 0 R /Last ${outlines + outline.length} 0 R /Count ${outline.length} >>`);
    for (const [at, { title, page }] of outline.entries()) {
      const beside = `${at > 0 ? `/Prev ${outlines + at} 0 R ` : ''}${at < outline.length - 1 ? `/Next ${outlines + at + 2} 0 R` : ''}`;
      add(`<< /Title (${title}) /Parent ${outlines} 0 R ${beside} /Dest [${pageObject(page)} /Fit] >>`);
    }
  }
  const lock = locked ? `/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <${'4f'.repeat(32)}> /U <${'55'.repeat(32)}> >> /ID [<00> <00>]` : '';
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  file += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${lock} >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}

/** The smallest Word document a reader takes. */
export function docx(paragraphs: string[]): Uint8Array<ArrayBuffer> {
  const schema = 'http://schemas.openxmlformats.org';
  const body = paragraphs.map((words) => `<w:p><w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`).join('');
  const files = {
    '[Content_Types].xml': `<Types xmlns="${schema}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${schema}/package/2006/relationships"><Relationship Id="r1" Type="${schema}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${schema}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  };
  return new Uint8Array(zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`)]))));
}
