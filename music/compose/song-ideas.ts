import { estimateKey } from './estimate-key.ts';
import { answerIdea, type Idea, inventIdea, varyIdea } from './idea.ts';
import { isMotif } from './is-motif.ts';
import type { Song } from './song.ts';

/** What a piece is about: two ideas of its main sections, two of its contrasts. */
export interface SongIdeas {
  readonly main: readonly [Idea, Idea];
  readonly contrast: readonly [Idea, Idea];
}

/** Bars of a given melody that are taken up. */
const GIVEN_BARS = 4;
/** Notes a bar that a main idea has at least. */
const TELLING = 3;

/**
 * The ideas of a piece, from its seed; or from a given motif: `continue` states it as it is and goes on from it, `vary` says it otherwise from the
 * start, `answer` replies to it. `asLead` false: as other parts know them, whatever take of the lead is wanted.
 */
export function songIdeas(song: Song, asLead: boolean): SongIdeas {
  const { book, form, composition } = song;
  const { melody } = book;
  const random = song.songRandom('lead', 'ideas', asLead ? 'lead' : null);
  const rhythms = (form.beatsPerBar === 3 ? melody.rhythms3 : undefined) ?? melody.rhythms;
  const read = rhythms.map((row) => fitted(song.row(row), form.beatsPerBar));
  // What a piece is about needs notes enough to be known again; what goes with it may be still.
  const telling = read.filter((bars) => bars.flat().length >= TELLING * bars.length);
  const invent = (unlike?: Idea): Idea =>
    inventIdea(
      melody,
      random.pick(unlike || telling.length === 0 ? read : telling),
      form.beatsPerBar,
      composition.energy,
      random,
      unlike,
    );
  const first = invent();
  const second = invent(first);
  const contrast = invent(first);
  const given = givenIdea(song);
  if (!given || !composition.motif)
    return {
      main: [first, second],
      contrast: [contrast, varyIdea(second, form.beatsPerBar, random)],
    };
  const varied = varyIdea(given, form.beatsPerBar, random);
  const statement = { continue: given, vary: varied, answer: answerIdea(given, form.beatsPerBar) }[
    composition.motif.use
  ];
  return {
    main: [statement, varyIdea(statement, form.beatsPerBar, random)],
    contrast: [varyIdea(statement, form.beatsPerBar, random), contrast],
  };
}

/** A row of four beats in a bar of three loses its last beat. */
const fitted = (bars: ReturnType<Song['row']>, beatsPerBar: number): ReturnType<Song['row']> =>
  bars.map((hits) => hits.filter(({ beat }) => beat < beatsPerBar));

/** The motif of the composition on the steps of the piece's scale, from its own key. */
function givenIdea(song: Song): Idea | undefined {
  const {
    composition: { motif },
    form: { beatsPerBar },
    materials,
  } = song;
  if (!motif) return undefined;
  const bytes = materials[motif.sha256];
  if (!bytes) throw new RangeError(`the motif ${motif.sha256} of the recipe was not handed over`);
  const read = jsonOf(bytes);
  if (!isMotif(read))
    throw new RangeError(`the motif ${motif.sha256} is not canonical JSON of a fermata.motif/1`);
  const { notes } = read;
  const bars = Math.min(GIVEN_BARS, read.bars);
  // Its bars keep their places also where the piece has fewer or more beats a bar.
  const placed = notes
    .map((note) => {
      const bar = Math.floor(note.beat / read.beatsPerBar);
      const beat = note.beat - bar * read.beatsPerBar;
      return { ...note, bar, beat, at: bar * beatsPerBar + beat };
    })
    .filter(({ bar, beat }) => bar < bars && beat < beatsPerBar);
  const key = estimateKey(notes);
  // Octaves count from the one the melody begins in.
  const home = Math.floor(((placed[0]?.midi ?? 60) - key.tonic) / 12);
  return {
    bars,
    given: true,
    notes: placed.map(({ at, beats, midi }) => {
      const above = midi - key.tonic;
      const octave = Math.floor(above / 12);
      const inside = above - 12 * octave;
      let degree = key.scale.findLastIndex((step) => step <= inside);
      if (degree < 0) degree = 0;
      return {
        beat: at,
        beats: Math.min(beats, bars * beatsPerBar - at),
        degree: degree + 7 * (octave - home),
        alter: inside - (key.scale[degree] ?? 0),
        triplet: !Number.isInteger(Math.round(at * 1000) / 250),
      };
    }),
  };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
