import { firstOf } from './kit.ts';
import type { SectionPen } from './section-pen.ts';
import { voiceChord } from './voicing.ts';
import { rootIn } from './write-bass.ts';
import { chordVoicing } from './write-chords.ts';
import { SWEEPS } from './write-fx.ts';

/** What a part does at the hit points of its section, on their very second: accents and drops are struck, a break falls. A stop is silence. */
export function writeHits(pen: SectionPen): void {
  const { section, song } = pen;
  for (const { event, at } of song.form.hits) {
    if (event === 'stop' || at < section.start - 1e-6 || at >= section.end - 1e-6) continue;
    if (event === 'break') fall(pen, at);
    else strike(pen, at, event === 'drop' ? 1 : 0.95);
  }
}

function strike(pen: SectionPen, at: number, velocity: number): void {
  const { form, book, composition } = pen.song;
  const beat = form.barSeconds / form.beatsPerBar;
  const chord = pen.chordAt(Math.floor(at / form.barSeconds + 1e-6));
  const hit = (midi: number | undefined, beats: number, loud = velocity): void => {
    if (midi !== undefined)
      pen.write({
        start: at,
        duration: beats * beat,
        midi,
        velocity: loud,
        tight: true,
        through: true,
      });
  };
  if (pen.part === 'drums') {
    hit(firstOf(book, ['kick', 'bigDrum', 'lowTom']), 0.25);
    hit(firstOf(book, ['crash', 'ride', 'openHat', 'tambourine']), 1);
  } else if (pen.part === 'bass') hit(rootIn(pen, chord.root), 1);
  else if (pen.part === 'chords')
    for (const midi of voiceChord(
      chord,
      undefined,
      chordVoicing(pen),
      composition.parts.includes('bass'),
    ))
      hit(midi, 1.5);
  else if (pen.part === 'fx') hit(SWEEPS.impact, 2);
}

function fall(pen: SectionPen, at: number): void {
  const { form, book } = pen.song;
  const beat = form.barSeconds / form.beatsPerBar;
  const hit = (midi: number | undefined, beats: number, velocity: number): void => {
    if (midi !== undefined)
      pen.write({ start: at, duration: beats * beat, midi, velocity, tight: true, through: true });
  };
  if (pen.part === 'drums') hit(firstOf(book, ['crash', 'ride', 'openHat', 'tambourine']), 1, 0.6);
  else if (pen.part === 'fx') hit(SWEEPS.downlifter, 4, 0.8);
}
