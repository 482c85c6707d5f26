import type { PartWriter } from './part-writer.ts';

/**
 * Slices of an audio loop: one note per bar, whose `midi` is the bar of the loop. Each section
 * starts with the loop's first bar.
 */
export function writeLoop(writer: PartWriter): void {
  const { audioLoop } = writer.song.composition;
  if (!audioLoop) return;
  for (const { bar, inSection } of writer.bars())
    writer.play({
      bar,
      beat: 0,
      beats: writer.song.form.beatsPerBar,
      midi: inSection % audioLoop.bars,
      velocity: 1,
      tight: true,
    });
}
