import type { Voicing } from '../../styles/style-notes.ts';
import type { HarmonyChord } from '../song/harmony.ts';
import type { RowHit } from '../song/read-row.ts';
import { framesOf } from './frames-of.ts';
import type { PartWriter } from './part-writer.ts';
import { voiceChord } from './voicing.ts';

/** How far chords may reach into the lead's range, in semitones. */
const UNDER_THE_LEAD = 3;
/** Seconds between the strings of a strum. */
const STRUM_SECONDS = 0.014;
const BLOCK: Readonly<Record<string, number>> = { X: 1.08, x: 1, o: 0.7, s: 0.95 };
const STRUM: Readonly<Record<string, number>> = { D: 1.1, d: 1, u: 0.78, c: 0.5 };

/** Comping, arpeggio, strumming or picking, with smooth voice leading and below the lead. */
export function writeChords(writer: PartWriter): void {
  const { song, section } = writer;
  const comping = song.pattern('chords', song.style.comping, section);
  if (!comping) return;
  const play = {
    block,
    arp: comping.pedal ? arpeggiateWithPedal : arpeggiate,
    octaves: inOctaves,
    strum,
    pick: fingerpick,
    frames,
  }[comping.kind];
  const voicing = chordVoicing(writer, comping.voicing);
  const voiced = (chord: HarmonyChord, from: number[] | undefined): number[] =>
    song.style.rootedTonic && chord.root === song.harmony.tonic
      ? voiceChord(withoutSeventh(chord), from, voicing, false)
      : voiceChord(chord, from, voicing, song.composition.parts.includes('bass'));
  let hands: number[] | undefined;
  for (const bar of writer.bars()) {
    hands = voiced(bar.chord, hands);
    for (const hit of writer.rowAt(comping.steps, bar.inSection, comping.drawn)) {
      const pushed = comping.push && hit.beat >= song.form.beatsPerBar - 0.5;
      play(
        writer,
        bar.bar,
        hit,
        pushed ? voiced(bar.next, hands) : hands,
        pushed ? bar.next : bar.chord,
      );
    }
  }
}

const withoutSeventh = (chord: HarmonyChord): HarmonyChord => ({
  ...chord,
  classes: chord.classes.filter((_, i) => i !== 3),
});

/** The style's voicing, or another one, below the lead's register. */
export function chordVoicing(
  writer: PartWriter,
  voicing: Voicing = writer.song.style.voicing,
): Voicing {
  const { melody } = writer.song.style;
  return {
    ...voicing,
    high: Math.max(voicing.low + 14, Math.min(voicing.high, melody.range[0] + UNDER_THE_LEAD)),
  };
}

const weight = ({ song }: PartWriter, beat: number): number =>
  beat === 0 ? 1 : song.isOnBeat(beat) ? 0.93 : 0.87;
const voiceAt = (hands: readonly number[], i: number): number | undefined => {
  const note = hands[i % hands.length];
  return note === undefined ? undefined : note + 12 * Math.floor(i / hands.length);
};

function block(writer: PartWriter, bar: number, hit: RowHit, hands: readonly number[]): void {
  const loud = BLOCK[hit.mark];
  if (loud === undefined) return;
  const beats = hit.mark === 's' ? 0.2 : hit.beats * 0.95;
  hands.forEach((midi, i) =>
    writer.play({
      bar,
      beat: hit.beat,
      beats,
      midi,
      velocity: loud * weight(writer, hit.beat) * (i === hands.length - 1 ? 1 : 0.9),
      late: i * writer.song.style.looseness,
      triplet: hit.triplet,
    }),
  );
}

function arpeggiate(writer: PartWriter, bar: number, hit: RowHit, hands: readonly number[]): void {
  arpeggioNote(writer, bar, hit, hands, hit.beats * 0.85);
}

function arpeggiateWithPedal(
  writer: PartWriter,
  bar: number,
  hit: RowHit,
  hands: readonly number[],
): void {
  arpeggioNote(writer, bar, hit, hands, writer.song.form.beatsPerBar - hit.beat);
}

function arpeggioNote(
  writer: PartWriter,
  bar: number,
  hit: RowHit,
  hands: readonly number[],
  beats: number,
): void {
  const midi = voiceAt(hands, Number.parseInt(hit.mark, 10));
  if (midi !== undefined)
    writer.play({
      bar,
      beat: hit.beat,
      beats,
      midi,
      velocity: weight(writer, hit.beat),
      triplet: hit.triplet,
    });
}

function frames(writer: PartWriter, bar: number, hit: RowHit, hands: readonly number[]): void {
  const loud = BLOCK[hit.mark];
  if (loud === undefined) return;
  const beatSeconds = 60 / writer.song.form.tempoBpm;
  const beats = hit.mark === 's' ? 0.2 : hit.beats * 0.95;
  for (const { late, seconds, midi, slide } of framesOf(hands, beats * beatSeconds))
    writer.play({
      bar,
      beat: hit.beat,
      beats: seconds / beatSeconds,
      midi,
      velocity: loud * weight(writer, hit.beat),
      late,
      tight: true,
      slide,
    });
}

/** Both hands of a montuno play the same voice an octave apart; a struck chord is the left hand's. */
function inOctaves(writer: PartWriter, bar: number, hit: RowHit, hands: readonly number[]): void {
  block(writer, bar, hit, hands);
  arpeggiate(writer, bar, hit, hands);
  arpeggiate(
    writer,
    bar,
    hit,
    hands.map((midi) => midi + 12),
  );
}

function strum(writer: PartWriter, bar: number, hit: RowHit, hands: readonly number[]): void {
  const loud = STRUM[hit.mark];
  if (loud === undefined) return;
  // An up-stroke hits the high strings first, and rarely all of them.
  const strings = hit.mark === 'u' ? hands.slice(-3).reverse() : hands;
  strings.forEach((midi, i) =>
    writer.play({
      bar,
      beat: hit.beat,
      beats: hit.mark === 'c' ? 0.08 : hit.beats * 0.97,
      midi,
      velocity: loud * weight(writer, hit.beat) * (1 - 0.05 * i),
      late: i * STRUM_SECONDS,
      triplet: hit.triplet,
    }),
  );
}

/**
 * The thumb alternates between root and fifth, the fingers play the chord's voices, one after the
 * other or together, and strings ring on.
 */
function fingerpick(
  writer: PartWriter,
  bar: number,
  hit: RowHit,
  hands: readonly number[],
  chord: { readonly root: number; readonly classes: readonly number[] },
): void {
  const lowest = hands[0] ?? 52;
  const thumb = (tone: number): number => lowest - 1 - ((((lowest - 1 - tone) % 12) + 12) % 12);
  const pluck = (midi: number | undefined, beats: number, loud: number): void => {
    if (midi === undefined || Number.isNaN(midi)) return;
    writer.play({
      bar,
      beat: hit.beat,
      beats,
      midi: Math.max(midi, 36),
      velocity: loud * weight(writer, hit.beat),
      triplet: hit.triplet,
    });
  };
  if (hit.mark === 'B' || hit.mark === 'P')
    pluck(thumb(chord.root), Math.max(hit.beats, 1.8), 1.08);
  else if (hit.mark === 'b')
    pluck(thumb(chord.classes[2] ?? chord.root), Math.max(hit.beats, 1.8), 1.08);
  if (hit.mark === 'P' || hit.mark === 'p')
    for (const midi of hands.slice(-3)) pluck(midi, hit.beats * 0.95, 0.9);
  else if (/\d/u.test(hit.mark))
    pluck(voiceAt(hands, Number.parseInt(hit.mark, 10)), Math.max(hit.beats, 1), 1);
}
