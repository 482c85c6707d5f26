import type {
  Composition,
  MaterialBytes,
  Note,
  PartName,
  Score,
  ScorePart,
} from '@fermata/contracts/values';
import { decodeWav } from '../decode/decode-wav.ts';
import { gainOf } from '../signal/deterministic-math.ts';
import { type OnProgress, silentStereo, type Stereo } from '../signal/stereo.ts';
import { MOOD_COLOURS } from '../styles/mood-colour.ts';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';
import type { Patch, Sound } from '../styles/style-sound.ts';
import { inSubstyle } from '../styles/substyle.ts';
import type { FaustInstance } from './faust-instance.ts';
import { lendInstances, type OpenInstance } from './lend-instances.ts';
import { playAudioLoop } from './play-audio-loop.ts';
import { pumpPushes } from './pump.ts';
import { renderBus } from './render-bus.ts';
import { renderNote, type Voice } from './render-note.ts';
import type { SoundFont } from './render-sound-font.ts';

/** The fields of a score that a stem needs: its form and its own part. */
export type StemScore = Omit<Score, 'key' | 'chords'>;
/**
 * The fields of a composition that a stem needs: its colour, whether it loops, and its audio loop.
 */
export type StemColour = Pick<Composition, 'mood' | 'energy' | 'ending' | 'audioLoop'>;

/** Share of the progress for the notes; the rest is the bus. */
const NOTES_SHARE = 0.7;
/** A longer rest before a note cuts it off from the one that slides into it. */
const MAX_SLIDE_GAP_SECONDS = 0.1;

/**
 * Renders one part of a score as it sounds in the mix: notes, bus, sends and ducking, independent
 * of the other parts. `font` replaces our own instruments.
 */
export function renderStem(
  score: StemScore,
  colour: StemColour,
  name: PartName,
  sampleRate: number,
  onProgress: OnProgress,
  font?: SoundFont,
  materials: MaterialBytes = {},
): Stereo {
  const part = score.parts.find((candidate) => candidate.name === name);
  if (!part)
    throw new RangeError(
      `the score has no part "${name}"; it has ${score.parts.map((p) => p.name).join(', ')}`,
    );
  const style = inSubstyle(STYLE_DEFINITIONS[score.style], score.substyle);
  const partDefinition = style.parts[name];
  // An instrument unknown to the style is played by the part's default.
  const sound = (
    partDefinition?.alternatives?.find(({ instrument }) => instrument === part.instrument) ??
    partDefinition
  )?.sound;
  if (!sound) throw new RangeError(`the style ${score.style} has no sound for "${name}"`);
  const brightness = brightnessOf(colour);
  const loops = colour.ending === 'loop';
  const out = silentStereo(Math.round(score.durationSeconds * sampleRate), sampleRate);
  const onNotes: OnProgress = (fraction) => onProgress(NOTES_SHARE * fraction);
  const beatSeconds = 60 / score.tempoBpm;
  const pushes = sound.bus.duck ? pumpPushes(score, style) : [];
  const ending = loops ? 'loop' : { fadeSeconds: fadeSecondsOf(score) };
  lendInstances((open) => {
    if ('audioLoop' in sound) playMaterial(part, colour, materials, loops, out);
    else if (font) font.play(part, sound, out, loops, onNotes);
    else playNotes(part, sound, brightness, loops, out, open, onNotes);
    renderBus(out, sound.bus, { beatSeconds, brightness, pushes, ending }, open, (fraction) =>
      onProgress(NOTES_SHARE + (1 - NOTES_SHARE) * fraction),
    );
  });
  changeLevel(out, part.levelDb ?? 0);
  return out;
}

function changeLevel({ left, right }: Stereo, db: number): void {
  if (db === 0) return;
  const gain = gainOf(db);
  for (const channel of [left, right])
    for (let i = 0; i < channel.length; i++) channel[i] = (channel[i] ?? 0) * gain;
}

/** Scales filter cutoffs: 1 is the value in the style's file. */
function brightnessOf(colour: StemColour): number {
  return (0.6 + 0.8 * MOOD_COLOURS[colour.mood].brightness) * (0.85 + 0.3 * colour.energy);
}

type PlayedSound = Exclude<Sound, { readonly audioLoop: true }>;

function playNotes(
  part: ScorePart,
  sound: PlayedSound,
  brightness: number,
  loops: boolean,
  out: Stereo,
  open: OpenInstance,
  onProgress: OnProgress,
): void {
  const instances = new Map<string, FaustInstance>();
  part.notes.forEach((note, i) => {
    if (slidesOn(part.notes, i - 1)) return;
    const patch = patchFor(sound, note.midi, part.name);
    let dsp = instances.get(patch.dsp);
    if (!dsp) instances.set(patch.dsp, (dsp = open(patch.dsp, out.sampleRate)));
    const { choke } = patch;
    const nextChoke =
      choke === undefined
        ? undefined
        : part.notes.find(
            (later, j) =>
              j > i &&
              later.start > note.start &&
              patchFor(sound, later.midi, part.name).choke === choke,
          );
    renderNote(
      dsp,
      patch,
      {
        ...note,
        ...slidingFrom(part.notes, i),
        seed: (i * 7 + note.midi) % 65_536,
        ...(nextChoke ? { until: nextChoke.start } : {}),
      },
      brightness,
      out,
      loops,
      sound.placement,
    );
    if ((i & 15) === 0) onProgress(i / part.notes.length);
  });
}

/** Whether a note slides into the next one, which must follow it at once. */
function slidesOn(notes: readonly Note[], i: number): boolean {
  const [note, next] = [notes[i], notes[i + 1]];
  return (
    note !== undefined &&
    next?.slide === true &&
    next.start - (note.start + note.duration) <= MAX_SLIDE_GAP_SECONDS
  );
}

/** The length of a note with all that it slides into, and where each slide begins. */
function slidingFrom(notes: readonly Note[], first: number): Pick<Voice, 'duration' | 'slides'> {
  const slides: { at: number; midi: number }[] = [];
  const { start = 0, duration = 0 } = notes[first] ?? {};
  let end = start + duration;
  for (let i = first; slidesOn(notes, i); i++) {
    const next = notes[i + 1];
    if (!next) break;
    slides.push({ at: next.start - start, midi: next.midi });
    end = next.start + next.duration;
  }
  return { duration: end - start, ...(slides.length > 0 ? { slides } : {}) };
}

function playMaterial(
  part: ScorePart,
  colour: StemColour,
  materials: MaterialBytes,
  loops: boolean,
  out: Stereo,
): void {
  const { audioLoop } = colour;
  const bytes = audioLoop && materials[audioLoop.sha256];
  if (!bytes)
    throw new RangeError(
      `the part ${part.name} plays an audio loop, but ` +
        (audioLoop
          ? `the audio loop ${audioLoop.sha256} is missing from the materials`
          : 'the composition names none'),
    );
  playAudioLoop(part.notes, decodeWav(bytes), audioLoop.bars, loops, out);
}

function fadeSecondsOf(score: StemScore): number {
  const ending = score.sections.find(
    (section) => section.role === 'ending' || section.name === 'ending',
  );
  const endingSeconds = ending
    ? score.durationSeconds - (ending.startBar * score.beatsPerBar * 60) / score.tempoBpm
    : 0;
  return Math.max(0.3, Math.min(1.6, endingSeconds * 0.4));
}

function patchFor(sound: PlayedSound, midi: number, name: PartName): Patch {
  if ('patch' in sound) return sound.patch;
  if ('registers' in sound)
    return (sound.registers.findLast(({ from }) => midi >= from) ?? sound.registers[0]).patch;
  const patch = sound.kit[midi];
  if (!patch) throw new RangeError(`the kit of ${name} has no sound for MIDI note ${midi}`);
  return patch;
}
