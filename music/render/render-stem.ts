import type { Composition, PartName, Score } from '@fermata/contracts';
import { MOOD_COLOURS } from '../styles/mood-colour.ts';
import { STYLE_BOOKS } from '../styles/style-books.ts';
import { DRUMS } from '../styles/style-notes.ts';
import type { Patch, Sound } from '../styles/style-sound.ts';
import { duckGain } from './duck.ts';
import { FaustInstance } from './faust-instance.ts';
import { renderBus } from './render-bus.ts';
import { renderNote } from './render-note.ts';
import { type Progress, silence, type Stereo } from './stereo.ts';

/** Share of the work that the notes are; the rest is the bus. */
const NOTES_SHARE = 0.7;

/** One part of a score as it sounds in the mix: its notes, its bus, its own reverb and echoes, its own ducking. */
export function renderStem(score: Score, composition: Composition, name: PartName, sampleRate: number, onProgress: Progress): Stereo {
  const part = score.parts.find((candidate) => candidate.name === name);
  if (!part) throw new RangeError(`the score has no part "${name}"; it has ${score.parts.map((p) => p.name).join(', ')}`);
  const sound = STYLE_BOOKS[score.style].parts[name]?.sound;
  if (!sound) throw new RangeError(`the style ${score.style} has no sound for "${name}"`);
  const brightness = brightnessOf(composition);
  const out = silence(Math.round(score.durationSeconds * sampleRate), sampleRate);
  const instances = new Map<string, FaustInstance>();
  part.notes.forEach((note, i) => {
    const patch = patchFor(sound, note.midi, name);
    let dsp = instances.get(patch.dsp);
    if (!dsp) instances.set(patch.dsp, (dsp = new FaustInstance(patch.dsp, sampleRate)));
    renderNote(dsp, patch, { ...note, seed: (i * 7 + note.midi) % 65_536 }, brightness, out);
    if ((i & 15) === 0) onProgress((NOTES_SHARE * i) / part.notes.length);
  });
  const beatSeconds = 60 / score.tempoBpm;
  const ending = score.sections.find((section) => section.name === 'ending');
  const endingSeconds = ending ? score.durationSeconds - ending.startBar * score.beatsPerBar * beatSeconds : 0;
  const kicks = (score.parts.find((candidate) => candidate.name === 'drums')?.notes ?? []).filter((note) => note.midi === DRUMS.kick).map((note) => note.start);
  renderBus(out, sound.bus, {
    beatSeconds, brightness, fadeSeconds: Math.max(0.3, Math.min(1.6, endingSeconds * 0.4)),
    ...(sound.bus.duck && kicks.length > 0 ? { duck: duckGain(sound.bus.duck, kicks, beatSeconds) } : {}),
  }, (fraction) => onProgress(NOTES_SHARE + (1 - NOTES_SHARE) * fraction));
  return out;
}

/** How far filters open: 1 is as the style's file says. */
export function brightnessOf(composition: Composition): number {
  return (0.6 + 0.8 * MOOD_COLOURS[composition.mood].brightness) * (0.85 + 0.3 * composition.energy);
}

function patchFor(sound: Sound, midi: number, name: PartName): Patch {
  if ('patch' in sound) return sound.patch;
  const patch = sound.kit[midi];
  if (!patch) throw new RangeError(`the kit of ${name} has no sound for MIDI note ${midi}`);
  return patch;
}
