import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Block } from './block.ts';

const fontFile = (name: string): string =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

const MARGIN = 48;
/** In points. A sha256 fits into one line of a table and of the facts. */
const SIZE = { title: 16, part: 14, heading: 11, text: 9, fact: 8, cell: 7 } as const;
/** The height of the head of a table. */
const HEAD = 14;
const GREY = '#666666';
const GAP = 6;

type Doc = InstanceType<typeof PDFDocument>;

/** Prints blocks on A4. `at` is the only date in the file, so that equal blocks give equal bytes. */
export async function drawDossierPdf(
  blocks: readonly Block[],
  { title, at }: { title: string; at: Date },
): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    info: { Title: title, Creator: 'Fermata', Producer: 'Fermata', CreationDate: at },
  });
  doc.registerFont('regular', fontFile('DejaVuSans'));
  doc.registerFont('bold', fontFile('DejaVuSans-Bold'));
  const chunks: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  for (const block of blocks) draw(doc, block);
  numberPages(doc, title);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

function draw(doc: Doc, block: Block): void {
  switch (block.kind) {
    case 'title':
      doc.font('bold').fontSize(SIZE.title).text(block.text);
      doc.moveDown(0.6);
      return;
    case 'part':
      makeRoom(doc, 120);
      doc.moveDown(1).font('bold').fontSize(SIZE.part).text(block.text);
      drawLine(doc, doc.y + 1);
      doc.moveDown(0.5);
      return;
    case 'heading':
      makeRoom(doc, 70);
      doc.moveDown(0.8).font('bold').fontSize(SIZE.heading).text(block.text);
      doc.moveDown(0.3);
      return;
    case 'text':
      doc.font('regular').fontSize(SIZE.text).text(block.text);
      doc.moveDown(0.4);
      return;
    case 'facts':
      for (const row of block.rows)
        drawRow(doc, row, [0.27, 0.73], { size: SIZE.fact, fonts: ['bold', 'regular'] });
      doc.moveDown(0.4);
      return;
    case 'table':
      drawTable(doc, block);
  }
}

function drawTable(doc: Doc, { columns, rows }: Extract<Block, { kind: 'table' }>): void {
  const shares = columns.map(({ share }) => share);
  const drawHead = (): void => {
    const titles = columns.map(({ title }) => title);
    drawRow(doc, titles, shares, { size: SIZE.cell, fonts: ['bold'] });
    drawLine(doc, doc.y - 1);
  };
  const style: RowStyle = { size: SIZE.cell, fonts: ['regular'], onNewPage: drawHead };
  // No head stays alone at the end of a page.
  makeRoom(doc, 2 * HEAD + fitRow(doc, rows[0] ?? [], shares, style).height);
  drawHead();
  for (const row of rows) drawRow(doc, row, shares, style);
  doc.moveDown(0.6);
}

/** Over the whole width. */
function drawLine(doc: Doc, y: number): void {
  doc
    .moveTo(MARGIN, y)
    .lineTo(doc.page.width - MARGIN, y)
    .lineWidth(0.5)
    .stroke(GREY);
}

interface RowStyle {
  readonly size: number;
  readonly fonts: readonly [string, ...string[]];
  readonly onNewPage?: () => void;
}

/** The cells of a row, cut where they are higher than a page, with its height. */
function fitRow(
  doc: Doc,
  cells: readonly string[],
  shares: readonly number[],
  { size, fonts }: RowStyle,
) {
  const width = doc.page.width - 2 * MARGIN;
  const fontOf = (index: number): string => fonts[index] ?? fonts[0];
  const widthOf = (index: number): number => width * (shares[index] ?? 0) - GAP;
  const heightOf = (cell: string, index: number): number => {
    doc.font(fontOf(index)).fontSize(size);
    return doc.heightOfString(cell, { width: widthOf(index) });
  };
  const most = doc.page.height - 2 * MARGIN - 2 * HEAD;
  const texts = cells.map((cell, index) => cutTo(cell, most / heightOf(cell, index)));
  return { width, fontOf, widthOf, texts, height: Math.max(0, ...texts.map(heightOf)) };
}

/** Draws cells side by side, as high as the highest; starts a new page if it would be cut. */
function drawRow(
  doc: Doc,
  cells: readonly string[],
  shares: readonly number[],
  style: RowStyle,
): void {
  const { width, fontOf, widthOf, texts, height } = fitRow(doc, cells, shares, style);
  if (makeRoom(doc, height)) style.onNewPage?.();
  const top = doc.y;
  let left = MARGIN;
  texts.forEach((cell, index) => {
    doc
      .font(fontOf(index))
      .fontSize(style.size)
      .text(cell, left, top, { width: widthOf(index) });
    left += width * (shares[index] ?? 0);
  });
  doc.x = MARGIN;
  doc.y = top + height + 2;
}

/** A cell that is higher than a page is cut. `share`: the part of it that has room. */
const cutTo = (cell: string, share: number): string =>
  share >= 1 ? cell : `${cell.slice(0, Math.floor(cell.length * share * 0.95))} …`;

/** Starts a new page, and returns true, unless `height` points are left on this one. */
function makeRoom(doc: Doc, height: number): boolean {
  if (doc.y + height <= doc.page.height - MARGIN) return false;
  doc.addPage();
  return true;
}

function numberPages(doc: Doc, title: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Text below the margin would start a new page.
    doc.page.margins.bottom = 0;
    doc
      .font('regular')
      .fontSize(7)
      .fillColor(GREY)
      .text(`${title} · page ${page + 1} of ${count}`, MARGIN, doc.page.height - 32, {
        lineBreak: false,
      })
      .fillColor('black');
    doc.page.margins.bottom = MARGIN;
  }
}
