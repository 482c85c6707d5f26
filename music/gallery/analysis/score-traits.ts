import type { Note, PartName, Score } from '@fermata/contracts/values';
import { DRUMS } from '../../styles/style-notes.ts';
import { deviationOf, meanOf } from './audio-traits.ts';

/**
 * Traits of the notes, independent of the style that the score names. Pitches in MIDI semitones,
 * lengths in beats.
 */
export interface ScoreTraits {
  readonly tempoBpm: number;
  /** Notes per second over all parts, and notes per beat by part. */
  readonly notesPerSecond: number;
  readonly notesPerBeat: Readonly<Record<PartName, number>>;
  /** How late the second of two eighths and of two sixteenths falls: 0 straight, 1 a triplet. */
  readonly swingOfEighths: number;
  readonly swingOfSixteenths: number;
  /** Share of the onsets off the beat, also off the half beat, and of bass and chords alone. */
  readonly offBeat: number;
  readonly syncopation: number;
  readonly bassOffBeat: number;
  readonly chordsOffBeat: number;
  /**
   * Shares of: beats with a kick, kicks on a beat, backbeats (2 and 4) with a snare, clap or rim,
   * and third beats (half time).
   */
  readonly beatsWithKick: number;
  readonly kicksOnBeat: number;
  readonly backbeat: number;
  readonly halfTime: number;
  readonly hatsPerBeat: number;
  readonly ridesPerBeat: number;
  readonly brushesPerBeat: number;
  readonly percussionPerBeat: number;
  /**
   * Mean step of the bass; share of its steps that are repeats, seconds and octaves; pitch classes
   * per bar.
   */
  readonly bassStep: number;
  readonly bassStays: number;
  readonly bassWalks: number;
  readonly bassOctaves: number;
  readonly bassClassesPerBar: number;
  readonly chordTones: number;
  readonly chordChanges: number;
  /**
   * Shares of chords with sevenths and more, with suspended or added tones, and of minor chords.
   */
  readonly richChords: number;
  readonly openChords: number;
  readonly minorChords: number;
  readonly minorMode: number;
  readonly leadPitch: number;
  readonly leadRange: number;
  readonly leadStep: number;
  readonly leadBeats: number;
  readonly bassBeats: number;
  readonly chordBeats: number;
  readonly padBeats: number;
  readonly meanPitch: number;
  readonly pitchSpread: number;
  /** Simultaneous pitched notes, mean over time. */
  readonly polyphony: number;
  readonly velocity: number;
  readonly velocitySpread: number;
  readonly energySpread: number;
  readonly sectionBars: number;
  readonly beatsPerBar: number;
}

export function scoreTraits(score: Score): ScoreTraits {
  const beat = 60 / score.tempoBpm;
  const beats = Math.max(1, score.durationSeconds / beat);
  const bars = Math.max(1, beats / score.beatsPerBar);
  const notesOf = (name: PartName): readonly Note[] =>
    score.parts.find((part) => part.name === name)?.notes ?? [];
  const pitched = score.parts
    .filter((part) => part.name !== 'drums' && part.name !== 'fx' && part.name !== 'loop')
    .flatMap((part) => part.notes);
  const all = score.parts.flatMap((part) => part.notes);
  const [drums, bass, chords, lead, pad] = [
    notesOf('drums'),
    notesOf('bass'),
    notesOf('chords'),
    notesOf('lead'),
    notesOf('pad'),
  ];
  const beatsOf = (notes: readonly Note[]): number =>
    meanOf(notes.map((note) => note.duration / beat));
  const isOff = (note: Note): boolean => distance(note.start / beat, 1) > 0.12;
  const perBeat = (...keys: readonly number[]): number =>
    drums.filter((note) => keys.includes(note.midi)).length / beats;
  return {
    tempoBpm: score.tempoBpm,
    notesPerSecond: all.length / score.durationSeconds,
    notesPerBeat: {
      drums: drums.length / beats,
      bass: bass.length / beats,
      chords: chords.length / beats,
      lead: lead.length / beats,
      counter: notesOf('counter').length / beats,
      pad: pad.length / beats,
      fx: notesOf('fx').length / beats,
      loop: notesOf('loop').length / beats,
    },
    swingOfEighths: swingOf(all, beat),
    swingOfSixteenths: swingOf(all, beat / 2),
    offBeat: share(all, isOff),
    syncopation: share(all, (note) => distance(note.start / beat, 0.5) > 0.08),
    bassOffBeat: share(bass, isOff),
    chordsOffBeat: share(chords, isOff),
    ...drumTraits(drums, beat, beats, score.beatsPerBar),
    hatsPerBeat: perBeat(DRUMS.closedHat, DRUMS.openHat, DRUMS.pedalHat),
    ridesPerBeat: perBeat(DRUMS.ride, DRUMS.rideBell),
    brushesPerBeat: perBeat(DRUMS.swirl),
    percussionPerBeat: perBeat(
      DRUMS.shaker,
      DRUMS.tambourine,
      DRUMS.cowbell,
      DRUMS.mutedConga,
      DRUMS.highConga,
      DRUMS.lowConga,
      DRUMS.highBongo,
      DRUMS.lowBongo,
      DRUMS.highAgogo,
      DRUMS.lowAgogo,
      DRUMS.guiro,
      DRUMS.claves,
    ),
    ...bassTraits(bass, beat * score.beatsPerBar, bars),
    chordTones: meanOf(atOnce(chords).map((group) => group.length)),
    chordChanges:
      score.chords.filter((chord, i) => i > 0 && chord !== score.chords[i - 1]).length / bars,
    richChords: share(score.chords, (chord) => /7|9|11|13|6|dim|ø|°/u.test(chord)),
    openChords: share(score.chords, (chord) => /sus|add|5$|\//u.test(chord)),
    minorChords: share(score.chords, (chord) => /^[A-G][b#]?(?:m(?!aj)|-|dim|ø)/u.test(chord)),
    minorMode: ['minor', 'dorian', 'phrygian'].includes(score.key.mode) ? 1 : 0,
    ...leadTraits(lead),
    leadBeats: beatsOf(lead),
    bassBeats: beatsOf(bass),
    chordBeats: beatsOf(chords),
    padBeats: beatsOf(pad),
    meanPitch: meanOf(pitched.map((note) => note.midi)),
    pitchSpread: deviationOf(pitched.map((note) => note.midi)),
    polyphony: pitched.reduce((sum, note) => sum + note.duration, 0) / score.durationSeconds,
    velocity: meanOf(all.map((note) => note.velocity)),
    velocitySpread: deviationOf(all.map((note) => note.velocity)),
    energySpread: deviationOf(score.sections.map((section) => section.energy)),
    sectionBars: meanOf(score.sections.map((section) => section.bars)),
    beatsPerBar: score.beatsPerBar,
  };
}

/** Distance from the nearest multiple of `grid`, in units of the value. */
const distance = (value: number, grid: number): number =>
  Math.abs(value - Math.round(value / grid) * grid);
const share = <T>(items: readonly T[], is: (item: T) => boolean): number =>
  items.filter(is).length / Math.max(1, items.length);

/**
 * From notes in the second half of each span of `span` seconds: at one half it is straight, at two
 * thirds a triplet.
 */
function swingOf(notes: readonly Note[], span: number): number {
  const late = notes
    .map((note) => note.start / span - Math.floor(note.start / span))
    .filter((place) => place > 0.44 && place < 0.72);
  return late.length < 4 ? 0 : Math.max(0, Math.min(1, (meanOf(late) - 0.5) * 6));
}

function drumTraits(
  drums: readonly Note[],
  beat: number,
  beats: number,
  beatsPerBar: number,
): Pick<ScoreTraits, 'beatsWithKick' | 'kicksOnBeat' | 'backbeat' | 'halfTime'> {
  const kicks = drums.filter((note) => note.midi === DRUMS.kick || note.midi === DRUMS.bigDrum);
  const onBeat = kicks.filter((note) => distance(note.start / beat, 1) < 0.12);
  const snares = new Set(
    drums
      .filter(
        (note) => note.midi === DRUMS.snare || note.midi === DRUMS.clap || note.midi === DRUMS.rim,
      )
      .filter((note) => distance(note.start / beat, 1) < 0.16)
      .map((note) => Math.round(note.start / beat)),
  );
  const bars = Math.max(1, beats / beatsPerBar);
  const onPlace = (place: number): number =>
    [...snares].filter((at) => at % beatsPerBar === place).length / bars;
  return {
    beatsWithKick: new Set(onBeat.map((note) => Math.round(note.start / beat))).size / beats,
    kicksOnBeat: share(kicks, (note) => distance(note.start / beat, 1) < 0.12),
    backbeat: (onPlace(1) + onPlace(3)) / 2,
    halfTime: onPlace(2),
  };
}

function bassTraits(
  bass: readonly Note[],
  bar: number,
  bars: number,
): Pick<ScoreTraits, 'bassStep' | 'bassStays' | 'bassWalks' | 'bassOctaves' | 'bassClassesPerBar'> {
  const steps = stepsOf(bass);
  const classes = new Set(
    bass.map((note) => `${Math.floor(note.start / bar + 0.02)} ${note.midi % 12}`),
  );
  return {
    bassStep: meanOf(steps),
    bassStays: share(steps, (step) => step === 0),
    bassWalks: share(steps, (step) => step === 1 || step === 2),
    bassOctaves: share(steps, (step) => step === 12),
    bassClassesPerBar: classes.size / bars,
  };
}

function leadTraits(
  lead: readonly Note[],
): Pick<ScoreTraits, 'leadPitch' | 'leadRange' | 'leadStep'> {
  const pitches = lead.map((note) => note.midi);
  return {
    leadPitch: meanOf(pitches),
    leadRange: pitches.length === 0 ? 0 : Math.max(...pitches) - Math.min(...pitches),
    leadStep: meanOf(stepsOf(lead)),
  };
}

const stepsOf = (notes: readonly Note[]): number[] =>
  notes.slice(1).map((note, i) => Math.abs(note.midi - (notes[i]?.midi ?? note.midi)));

/** Groups notes that start within 30 ms of each other. */
function atOnce(notes: readonly Note[]): Note[][] {
  const groups: Note[][] = [];
  for (const note of [...notes].sort((a, b) => a.start - b.start)) {
    const last = groups.at(-1);
    if (last?.[0] && note.start - last[0].start < 0.03) last.push(note);
    else groups.push([note]);
  }
  return groups;
}
