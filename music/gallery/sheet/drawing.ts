import { createRequire } from 'node:module';
import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { PartName } from '@fermata/contracts/values';

export type DrawingContext = SKRSContext2D;
/** Position and size of a panel in pixels, and the seconds that its width covers. */
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
let fontsRegistered = false;

/**
 * A white sheet and its drawing context. The font comes with a package, so it is the same on every
 * machine.
 */
export function newSheet(
  width: number,
  height: number,
): { canvas: Canvas; context: DrawingContext } {
  if (!fontsRegistered) {
    const require = createRequire(import.meta.url);
    for (const weight of [400, 600])
      GlobalFonts.registerFromPath(
        require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`),
        FAMILY,
      );
    fontsRegistered = true;
  }
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = PAPER;
  context.fillRect(0, 0, width, height);
  return { canvas, context };
}

export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
  readonly baseline?: 'top' | 'middle' | 'alphabetic';
}

export function writeText(
  context: DrawingContext,
  text: string,
  x: number,
  y: number,
  { size = 13, bold = false, colour = INK, align = 'left', baseline = 'middle' }: TextStyle = {},
): void {
  context.font = `${bold ? 600 : 400} ${size}px "${FAMILY}"`;
  context.textAlign = align;
  context.textBaseline = baseline;
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

export const xOf = (frame: Frame, second: number): number =>
  frame.x + (second / frame.seconds) * frame.width;

/** Draws a panel's background, its name on the left, and its unit. */
export function openPanel(context: DrawingContext, frame: Frame, name: string, unit = ''): void {
  context.fillStyle = PANEL;
  context.fillRect(frame.x, frame.y, frame.width, frame.height);
  writeText(context, name, 24, frame.y + 8, { bold: true, size: 14 });
  if (unit !== '') writeText(context, unit, 24, frame.y + 27, { colour: FAINT, size: 12 });
}

export function drawLine(
  context: DrawingContext,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  colour = RULE,
  width = 1,
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

/** A number at the panel's left edge. */
export const drawTick = (context: DrawingContext, frame: Frame, y: number, text: string): void =>
  writeText(context, text, frame.x - 8, y, { align: 'right', colour: FAINT, size: 12 });
