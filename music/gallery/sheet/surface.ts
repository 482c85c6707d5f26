import { createRequire } from 'node:module';
import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { PartName } from '@fermata/contracts';

export type Pen = SKRSContext2D;
/** Where a panel stands on the sheet, in pixels, and the seconds that its width shows. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
}

export const INK = '#1b2430';
export const FAINT = '#66707d';
export const RULE = '#d5dae1';
const PAPER = '#ffffff';
const PANEL = '#f7f8fa';
export const PART_COLOURS: Readonly<Record<PartName, string>> = {
  drums: '#59636f',
  bass: '#0a6ebd',
  chords: '#12926b',
  lead: '#d9541e',
  counter: '#c2579b',
  pad: '#7d63d1',
  fx: '#c98a00',
  loop: '#3aa6c9',
};

const FAMILY = 'Fermata Sheet';
let lettered = false;

/** A white sheet and its pen. The letters come with a package: the same on every machine, also where no font is installed. */
export function newSheet(width: number, height: number): { canvas: Canvas; pen: Pen } {
  if (!lettered) {
    const require = createRequire(import.meta.url);
    for (const weight of [400, 600])
      GlobalFonts.registerFromPath(
        require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`),
        FAMILY,
      );
    lettered = true;
  }
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, width, height);
  return { canvas, pen };
}

export interface Lettering {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
  readonly baseline?: 'top' | 'middle' | 'alphabetic';
}

export function write(
  pen: Pen,
  text: string,
  x: number,
  y: number,
  { size = 13, bold = false, colour = INK, align = 'left', baseline = 'middle' }: Lettering = {},
): void {
  pen.font = `${bold ? 600 : 400} ${size}px "${FAMILY}"`;
  pen.textAlign = align;
  pen.textBaseline = baseline;
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

export const xOf = (frame: Frame, second: number): number =>
  frame.x + (second / frame.seconds) * frame.width;

/** The panel's ground, its name on the left, and what its numbers are. */
export function openPanel(pen: Pen, frame: Frame, name: string, unit = ''): void {
  pen.fillStyle = PANEL;
  pen.fillRect(frame.x, frame.y, frame.width, frame.height);
  write(pen, name, 24, frame.y + 8, { bold: true, size: 14 });
  if (unit !== '') write(pen, unit, 24, frame.y + 27, { colour: FAINT, size: 12 });
}

export function line(
  pen: Pen,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  colour = RULE,
  width = 1,
): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}

/** A number on the panel's left edge. */
export const tick = (pen: Pen, frame: Frame, y: number, text: string): void =>
  write(pen, text, frame.x - 8, y, { align: 'right', colour: FAINT, size: 12 });
