import type { LoudnessCurve } from '../analysis/loudness-curve.ts';
import {
  type DrawingContext,
  drawLine,
  drawTick,
  FAINT,
  type Frame,
  INK,
  RULE,
  writeText,
  xOf,
} from './drawing.ts';

const [LOWEST, HIGHEST] = [-40, -4];

/** Short-term loudness (3 s) over momentary (0.4 s), and the target of the master. */
export function drawLoudness(
  context: DrawingContext,
  frame: Frame,
  curve: LoudnessCurve,
  goal: { targetLufs: number },
): void {
  const yOf = (lufs: number): number =>
    frame.y +
    frame.height * (1 - (Math.max(LOWEST, Math.min(HIGHEST, lufs)) - LOWEST) / (HIGHEST - LOWEST));
  for (const lufs of [-36, -30, -24, -18, -12, -6]) {
    drawLine(context, frame.x, yOf(lufs), frame.x + frame.width, yOf(lufs), RULE);
    drawTick(context, frame, yOf(lufs), String(lufs).replace('-', '−'));
  }
  drawLine(
    context,
    frame.x,
    yOf(goal.targetLufs),
    frame.x + frame.width,
    yOf(goal.targetLufs),
    '#d9541e',
    1.2,
  );
  trace(context, frame, curve.momentary, 0.4, curve.stepSeconds, yOf, '#9fb0c3', 1);
  trace(context, frame, curve.shortTerm, 3, curve.stepSeconds, yOf, INK, 2.2);
  // At the bottom, where no curve crosses the text.
  writeText(
    context,
    'dark: short-term, 3 s; light: momentary, 0.4 s; orange: the target, ' +
      `${String(goal.targetLufs).replace('-', '−')} LUFS`,
    frame.x + 90,
    frame.y + frame.height - 10,
    { size: 12, colour: FAINT },
  );
}

function trace(
  context: DrawingContext,
  frame: Frame,
  levels: Float64Array,
  window: number,
  step: number,
  yOf: (lufs: number) => number,
  colour: string,
  width: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  // Start once a whole window has passed.
  levels.forEach(
    (level, i) =>
      (i + 1.5) * step > window && context.lineTo(xOf(frame, (i + 1) * step), yOf(level)),
  );
  context.stroke();
}
