import type { Voicing } from '../../styles/style-notes.ts';
import type { HarmonyChord } from '../song/harmony.ts';

/**
 * The notes of a chord within a range, voice-led from the previous chord with minimal movement.
 * `rootless`: the bass has the root; colour notes replace it.
 */
export function voiceChord(
  chord: HarmonyChord,
  before: readonly number[] | undefined,
  voicing: Voicing,
  rootless: boolean,
): number[] {
  const spread = voicing.spread ?? 'close';
  const tones =
    spread === 'power'
      ? [chord.root, chord.classes[2] ?? chord.root, chord.root].slice(0, voicing.voices)
      : pickTones(
          chord.classes,
          voicing.voices,
          rootless || spread === 'shell',
          spread === 'shell',
        );
  const centre = before ? average(before) : (voicing.low + voicing.high) / 2;
  let best: { notes: number[]; cost: number } | undefined;
  for (let lowest = voicing.low; lowest <= Math.min(voicing.high, voicing.low + 24); lowest++) {
    const notes = opened(stack(tones, lowest, spread === 'power'), spread);
    const first = notes[0];
    const last = notes.at(-1);
    if (first === undefined || last === undefined || first < voicing.low || last > voicing.high)
      continue;
    const moved = before
      ? notes.reduce((sum, note) => sum + Math.min(...before.map((old) => Math.abs(old - note))), 0)
      : 0;
    const mud = first < 52 && (notes[1] ?? 99) - first < 3 ? 6 : 0;
    // Half steps between neighbouring voices clash, most of all at the bottom.
    const rub = notes.reduce(
      (sum, note, i) => sum + (i > 0 && note - (notes[i - 1] ?? 0) === 1 ? (i === 1 ? 5 : 2.5) : 0),
      0,
    );
    const cost =
      rub +
      moved +
      Math.abs(average(notes) - centre) +
      0.3 * Math.abs(average(notes) - (voicing.low + voicing.high) / 2) +
      mud;
    if (!best || cost < best.cost) best = { notes, cost };
  }
  return best?.notes ?? stack(tones, voicing.low, spread === 'power');
}

/** Chord tones in order of priority: third and seventh, the highest extensions, fifth, root. */
function pickTones(
  classes: readonly number[],
  voices: number,
  rootless: boolean,
  shell: boolean,
): number[] {
  const [root, third, fifth, seventh, ...colours] = classes;
  const order = shell
    ? [third, seventh, ...colours.slice(-1), fifth, root]
    : rootless && classes.length > voices
      ? [third, seventh, ...colours.slice(0, 1), colours.length > 1 ? colours.at(-1) : fifth, root]
      : [root, third, seventh, fifth, ...colours];
  const tones = order.filter((tone) => tone !== undefined).slice(0, voices);
  for (let i = 0; tones.length < voices && i < 2; i++) tones.push((i === 0 ? root : fifth) ?? 0);
  return tones;
}

/**
 * Stacks tones upwards from `lowest`, each as low as possible (`rising`: each above the previous
 * one); a doubled tone goes an octave higher.
 */
function stack(tones: readonly number[], lowest: number, rising: boolean): number[] {
  const notes: number[] = [];
  for (const tone of tones) {
    const from = rising ? (notes.at(-1) ?? lowest - 1) + 1 : lowest;
    let note = from + ((((tone - from) % 12) + 12) % 12);
    while (notes.includes(note)) note += 12;
    notes.push(note);
  }
  return notes.sort((a, b) => a - b);
}

function opened(notes: number[], spread: NonNullable<Voicing['spread']>): number[] {
  if (spread === 'drop2' && notes.length >= 3)
    notes[notes.length - 2] = (notes[notes.length - 2] ?? 0) - 12;
  else if (spread === 'open')
    for (let i = 1; i < notes.length; i += 2) notes[i] = (notes[i] ?? 0) + 12;
  return notes.sort((a, b) => a - b);
}

const average = (notes: readonly number[]): number =>
  notes.reduce((sum, note) => sum + note, 0) / Math.max(1, notes.length);
