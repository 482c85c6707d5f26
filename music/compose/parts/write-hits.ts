import { firstInKit } from './drum-kit.ts';
import type { PartWriter } from './part-writer.ts';
import { voiceChord } from './voicing.ts';
import { rootIn } from './write-bass.ts';
import { chordVoicing } from './write-chords.ts';
import { SWEEPS } from './write-fx.ts';

/**
 * The notes of a part at the hit points of its section, on their exact second: accents and drops are
 * struck, a break falls. A stop is silence.
 */
export function writeHits(writer: PartWriter): void {
  const { section, song } = writer;
  for (const { event, at } of song.form.hits) {
    if (event === 'stop' || at < section.start - 1e-6 || at >= section.end - 1e-6) continue;
    if (event === 'break') fall(writer, at);
    else strike(writer, at, event === 'drop' ? 1 : 0.95);
  }
}

function strike(writer: PartWriter, at: number, velocity: number): void {
  const { form, style, composition } = writer.song;
  const beat = form.barSeconds / form.beatsPerBar;
  const chord = writer.chordAt(Math.floor(at / form.barSeconds + 1e-6));
  const hit = (midi: number | undefined, beats: number, loud = velocity): void => {
    if (midi !== undefined)
      writer.write({
        start: at,
        duration: beats * beat,
        midi,
        velocity: loud,
        tight: true,
        through: true,
      });
  };
  if (writer.part === 'drums') {
    hit(firstInKit(style, ['kick', 'bigDrum', 'lowTom']), 0.25);
    hit(firstInKit(style, ['crash', 'ride', 'openHat', 'tambourine']), 1);
  } else if (writer.part === 'bass') hit(rootIn(writer, chord.root), 1);
  else if (writer.part === 'chords')
    for (const midi of voiceChord(
      chord,
      undefined,
      chordVoicing(writer),
      composition.parts.includes('bass'),
    ))
      hit(midi, 1.5);
  else if (writer.part === 'fx') hit(SWEEPS.impact, 2);
}

function fall(writer: PartWriter, at: number): void {
  const { form, style } = writer.song;
  const beat = form.barSeconds / form.beatsPerBar;
  const hit = (midi: number | undefined, beats: number, velocity: number): void => {
    if (midi !== undefined)
      writer.write({
        start: at,
        duration: beats * beat,
        midi,
        velocity,
        tight: true,
        through: true,
      });
  };
  if (writer.part === 'drums')
    hit(firstInKit(style, ['crash', 'ride', 'openHat', 'tambourine']), 1, 0.6);
  else if (writer.part === 'fx') hit(SWEEPS.downlifter, 4, 0.8);
}
