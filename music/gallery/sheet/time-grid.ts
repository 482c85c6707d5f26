import type { Score } from '@fermata/contracts/values';
import {
  type DrawingContext,
  drawLine,
  FAINT,
  type Frame,
  INK,
  RULE,
  writeText,
  xOf,
} from './drawing.ts';

/** Heights of the lines above a panel: section names and chord names. */
const NAMES_HEIGHT = 36;
const STEPS = [1, 2, 5, 10, 20, 30, 60];

/** Draws the seconds below the lowest panel. */
export function drawSeconds(context: DrawingContext, frame: Frame): void {
  const step = STEPS.find((each) => frame.seconds / each <= 32) ?? 60;
  for (let second = 0; second <= frame.seconds; second += step) {
    const x = xOf(frame, second);
    drawLine(context, x, frame.y + frame.height, x, frame.y + frame.height + 5, FAINT);
    writeText(
      context,
      second >= 60
        ? `${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}`
        : `${second} s`,
      x,
      frame.y + frame.height + 15,
      { align: 'center', colour: FAINT, size: 12 },
    );
  }
}

export const barSeconds = (score: Score): number => (score.beatsPerBar * 60) / score.tempoBpm;

/** Marks section starts in a panel; `named` writes their names and energies above it. */
export function drawSections(
  context: DrawingContext,
  frame: Frame,
  score: Score,
  named = false,
): void {
  for (const section of score.sections) {
    const x = xOf(frame, section.startBar * barSeconds(score));
    drawLine(
      context,
      x,
      frame.y - (named ? NAMES_HEIGHT : 0),
      x,
      frame.y + frame.height,
      named ? INK : RULE,
      named ? 1.2 : 1,
    );
    if (!named) continue;
    const width = (section.bars * barSeconds(score) * frame.width) / frame.seconds - 8;
    const text =
      section.role && section.role !== section.name
        ? `${section.name} (${section.role})`
        : section.name;
    writeText(
      context,
      firstFitting(
        context,
        [
          `${text} · energy ${section.energy.toFixed(2)}`,
          text,
          section.name,
          section.name.slice(0, 3),
        ],
        width,
      ),
      x + 5,
      frame.y - NAMES_HEIGHT + 8,
      { bold: true, size: 12 },
    );
  }
}

/** The first variant of the text that fits. */
function firstFitting(context: DrawingContext, wordings: readonly string[], width: number): string {
  return (
    wordings.find((text) => {
      writeText(context, '', 0, -100, { bold: true, size: 12 });
      return context.measureText(text).width <= width;
    }) ?? ''
  );
}
