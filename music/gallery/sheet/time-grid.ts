import type { Score } from '@fermata/contracts';
import { FAINT, type Frame, INK, line, type Pen, RULE, write, xOf } from './surface.ts';

/** Above a panel: a line for the sections' names, one for the chords'. */
const NAMES_HEIGHT = 36;
const STEPS = [1, 2, 5, 10, 20, 30, 60];

/** Seconds under the lowest panel. */
export function drawSeconds(pen: Pen, frame: Frame): void {
  const step = STEPS.find((each) => frame.seconds / each <= 32) ?? 60;
  for (let second = 0; second <= frame.seconds; second += step) {
    const x = xOf(frame, second);
    line(pen, x, frame.y + frame.height, x, frame.y + frame.height + 5, FAINT);
    write(
      pen,
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

/** Where sections begin, through a panel; `named` writes their names above it, with how full each is meant to be. */
export function drawSections(pen: Pen, frame: Frame, score: Score, named = false): void {
  for (const section of score.sections) {
    const x = xOf(frame, section.startBar * barSeconds(score));
    line(
      pen,
      x,
      frame.y - (named ? NAMES_HEIGHT : 0),
      x,
      frame.y + frame.height,
      named ? INK : RULE,
      named ? 1.2 : 1,
    );
    if (!named) continue;
    const room = (section.bars * barSeconds(score) * frame.width) / frame.seconds - 8;
    const text =
      section.role && section.role !== section.name
        ? `${section.name} (${section.role})`
        : section.name;
    write(
      pen,
      fitting(
        pen,
        [
          `${text} · energy ${section.energy.toFixed(2)}`,
          text,
          section.name,
          section.name.slice(0, 3),
        ],
        room,
      ),
      x + 5,
      frame.y - NAMES_HEIGHT + 8,
      { bold: true, size: 12 },
    );
  }
}

/** The first wording that has room. */
export function fitting(pen: Pen, wordings: readonly string[], room: number): string {
  return (
    wordings.find((text) => {
      write(pen, '', 0, -100, { bold: true, size: 12 });
      return pen.measureText(text).width <= room;
    }) ?? ''
  );
}
