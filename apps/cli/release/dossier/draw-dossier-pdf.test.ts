import { expect, test } from 'vitest';
import { drawDossierPdf } from './draw-dossier-pdf.ts';

const at = new Date('2026-11-29T09:00:00Z');
const rows = (count: number) => ({
  kind: 'table' as const,
  columns: [
    { title: 'a', share: 0.5 },
    { title: 'b', share: 0.5 },
  ],
  rows: Array.from({ length: count }, (_, row) => [`row ${row}`, 'Ночь, νύχτα, “quoted”, 夜']),
});
const pagesOf = (pdf: Uint8Array): number =>
  (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\b/g) ?? []
  ).length;

test('equal blocks give equal bytes', async () => {
  const draw = () => drawDossierPdf([{ kind: 'title', text: 'A' }, rows(3)], { title: 'A', at });
  const pdf = Buffer.from(await draw());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.equals(Buffer.from(await draw()))).toBe(true);
});

test('a cell that is longer than a page is cut', async () => {
  const table = { ...rows(1), rows: [['a', 'a word '.repeat(5000)]] };
  expect(pagesOf(await drawDossierPdf([table], { title: 'A', at }))).toBe(1);
});

test('a long table continues on new pages', async () => {
  expect(pagesOf(await drawDossierPdf([rows(10)], { title: 'A', at }))).toBe(1);
  expect(pagesOf(await drawDossierPdf([rows(150)], { title: 'A', at }))).toBe(3);
});
