import type { SectionPen } from './section-pen.ts';

/** The slices of a recording: one note for each bar, `midi` the bar of the recording. Each section begins with the recording's first bar. */
export function writeLoop(pen: SectionPen): void {
  const { audioLoop } = pen.song.composition;
  if (!audioLoop) return;
  for (const { bar, inSection } of pen.bars())
    pen.play({
      bar,
      beat: 0,
      beats: pen.song.form.beatsPerBar,
      midi: inSection % audioLoop.bars,
      velocity: 1,
      tight: true,
    });
}
