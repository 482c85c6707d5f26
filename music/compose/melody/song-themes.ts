import { estimateKey } from '../motif/estimate-key.ts';
import { isMotif } from '../motif/is-motif.ts';
import type { Song } from '../song/song.ts';
import { answerTheme, inventTheme, type Theme, varyTheme } from './theme.ts';

/** The themes of a piece: two for its main sections, two for its contrasts. */
export interface SongThemes {
  readonly main: readonly [Theme, Theme];
  readonly contrast: readonly [Theme, Theme];
}

/** How many bars of a supplied motif are used. */
const SUPPLIED_MOTIF_BARS = 4;
/** Minimum notes per bar of a main theme. */
const MIN_MAIN_NOTES_PER_BAR = 3;

/**
 * The themes of a piece, from its seed or from a supplied motif: `continue` states the motif and
 * develops it, `vary` varies it from the start, `answer` replies to it.
 * `asLead` false gives the themes as other parts see them, independent of the lead's take.
 */
export function songThemes(song: Song, asLead: boolean): SongThemes {
  const { style, form, composition } = song;
  const { melody } = style;
  const random = song.songRandom('lead', 'ideas', asLead ? 'lead' : null);
  const rhythms = melody.rhythmsIn?.[form.shape.metre] ?? melody.rhythms;
  const rhythmBars = rhythms.map((row) => song.row(row));
  // A main theme needs enough notes to be recognisable; contrasting themes may be sparse.
  const denseRhythms = rhythmBars.filter(
    (bars) => bars.flat().length >= MIN_MAIN_NOTES_PER_BAR * bars.length,
  );
  const invent = (unlike?: Theme): Theme =>
    inventTheme(
      melody,
      random.pick(unlike || denseRhythms.length === 0 ? rhythmBars : denseRhythms),
      form.shape,
      composition.energy,
      random,
      unlike,
    );
  const first = invent();
  const second = invent(first);
  const contrast = invent(first);
  const supplied = suppliedTheme(song);
  if (!supplied || !composition.motif)
    return {
      main: [first, second],
      contrast: [contrast, varyTheme(second, form.beatsPerBar, random)],
    };
  const varied = varyTheme(supplied, form.beatsPerBar, random);
  const statement = {
    continue: supplied,
    vary: varied,
    answer: answerTheme(supplied, form.beatsPerBar),
  }[composition.motif.use];
  return {
    main: [statement, varyTheme(statement, form.beatsPerBar, random)],
    contrast: [varyTheme(statement, form.beatsPerBar, random), contrast],
  };
}

/**
 * The motif of the composition in degrees of the piece's scale, transposed from the motif's own
 * key.
 */
function suppliedTheme(song: Song): Theme | undefined {
  const {
    composition: { motif },
    form: { beatsPerBar },
    materials,
  } = song;
  if (!motif) return undefined;
  const bytes = materials[motif.sha256];
  if (!bytes)
    throw new RangeError(
      `the motif ${motif.sha256} that the recipe names is missing from the materials`,
    );
  const read = parseJson(bytes);
  if (!isMotif(read))
    throw new RangeError(`the motif ${motif.sha256} is not canonical JSON of a fermata.motif/1`);
  const { notes } = read;
  const bars = Math.min(SUPPLIED_MOTIF_BARS, read.bars);
  // Bars keep their position even if the piece has fewer or more beats per bar.
  const placed = notes
    .map((note) => {
      const bar = Math.floor(note.beat / read.beatsPerBar);
      const beat = note.beat - bar * read.beatsPerBar;
      return { ...note, bar, beat, at: bar * beatsPerBar + beat };
    })
    .filter(({ bar, beat }) => bar < bars && beat < beatsPerBar);
  const key = estimateKey(notes);
  // Octaves count from the one in which the melody starts.
  const home = Math.floor(((placed[0]?.midi ?? 60) - key.tonic) / 12);
  return {
    bars,
    supplied: true,
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

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
