import { chordClasses } from './harmony.ts';

export interface VoicingRange { readonly low: number; readonly high: number; readonly voices: number }

/**
 * The notes of a chord within a range, as close to the chord before as they can be, so that hands hardly move.
 * `rootless`: the bass has the root, colour notes take its place.
 */
export function voiceChord(symbol: string, before: readonly number[] | undefined, range: VoicingRange, rootless: boolean): number[] {
  const tones = pickTones(chordClasses(symbol), range.voices, rootless);
  const centre = before ? average(before) : (range.low + range.high) / 2;
  let best: { notes: number[]; cost: number } | undefined;
  for (let lowest = range.low; lowest <= range.high; lowest++) {
    const notes = stack(tones, lowest);
    const first = notes[0];
    const last = notes.at(-1);
    if (first === undefined || last === undefined || last > range.high) continue;
    const moved = before ? notes.reduce((sum, note) => sum + Math.min(...before.map((old) => Math.abs(old - note))), 0) : 0;
    const mud = first < 52 && (notes[1] ?? 99) - first < 3 ? 6 : 0;
    const cost = moved + Math.abs(average(notes) - centre) + 0.3 * Math.abs(average(notes) - (range.low + range.high) / 2) + mud;
    if (!best || cost < best.cost) best = { notes, cost };
  }
  return best?.notes ?? stack(tones, range.low);
}

/** Third and seventh first, then the highest colours, then fifth, then root. */
function pickTones(classes: readonly number[], voices: number, rootless: boolean): number[] {
  const [root, third, fifth, seventh, ...colours] = classes;
  const wish = rootless && classes.length > voices ? [third, seventh, ...colours.slice(0, 1), fifth, root] : [root, third, seventh, fifth, ...colours];
  const tones = wish.filter((tone) => tone !== undefined).slice(0, voices);
  for (let i = 0; tones.length < voices && i < 2; i++) tones.push((i === 0 ? root : fifth) ?? 0);
  return tones;
}

/** The tones from `lowest` upwards, each as low as it can be; a doubled tone comes an octave higher. */
function stack(tones: readonly number[], lowest: number): number[] {
  const notes: number[] = [];
  for (const tone of tones) {
    let note = lowest + ((((tone - lowest) % 12) + 12) % 12);
    while (notes.includes(note)) note += 12;
    notes.push(note);
  }
  return notes.sort((a, b) => a - b);
}

const average = (notes: readonly number[]): number => notes.reduce((sum, note) => sum + note, 0) / Math.max(1, notes.length);
