import { Chord, Note, Progression, Scale } from 'tonal';
import type { Key } from '@fermata/contracts/values';
import type { Random } from '../../signal/random.ts';
import type { Loop, StyleNotes } from '../../styles/style-notes.ts';
import type { Form } from './fit-form.ts';

/** A chord as parts use it: pitch classes 0 to 11, root first. */
export interface HarmonyChord {
  readonly symbol: string;
  readonly root: number;
  readonly classes: readonly number[];
}

export interface Harmony {
  /** One per bar; the last one of a piece with a final ending is its final chord. */
  readonly chords: readonly HarmonyChord[];
  /** Pitch classes of the scale, from the tonic. */
  readonly scale: readonly number[];
  readonly tonic: number;
  /** Whether the key is in a mode other than major and minor. */
  readonly modal: boolean;
  /** By bar, whether the bass stays on the tonic under another chord. */
  readonly pedal: readonly boolean[];
}

/** The least share of the tonic in a loop of a mode. */
const TONIC_SHARE = 1 / 2;

/**
 * A chord loop for each kind of section, and turnarounds before a drop and before the final chord.
 * The last bar of a loop leads back to its first. Every main section has the tonic chord.
 */
export function harmonise(style: StyleNotes, key: Key, form: Form, random: Random): Harmony {
  const scale = scaleOf(key);
  const tonic = scale[0] ?? 0;
  const [turn, close] = style.cadence[key.mode];
  // A bar of 2/4 is half as long, so a chord lasts two of them.
  const pace = (style.barsPerChord ?? 1) * (form.shape.metre === '2/4' ? 2 : 1);
  const known = new Map<string, HarmonyChord>();
  const chordOf = (numeral: string): HarmonyChord => {
    const found =
      known.get(numeral) ?? readChord(Progression.fromRomanNumerals(key.tonic, [numeral])[0] ?? '');
    known.set(numeral, found);
    return found;
  };
  const isTonic = (numeral: string): boolean => chordOf(numeral).root === tonic;
  const loops = isModal(key)
    ? style.loops[key.mode].map((loop) => aroundTonic(loop, isTonic))
    : style.loops[key.mode];
  const home = random.pick(loops);
  const others = loops.filter((loop) => loop !== home);
  const away = random.pick(others.length > 0 ? others : loops);
  const tonicOf = (loop: Loop): string => loop.find(isTonic) ?? close;
  const numerals: string[] = [];
  const opens: boolean[] = [];
  form.sections.forEach((section, i) => {
    const loop = section.harmony === 'away' ? away : home;
    for (let bar = 0; bar < section.bars; bar++) {
      opens.push(Math.floor(bar / pace) % loop.length < loop.length / 2);
      numerals.push(
        section.role === 'ending'
          ? close
          : section.harmony === 'pedal'
            ? tonicOf(home)
            : section.role === 'build' &&
                bar > 0 &&
                bar === section.bars - 1 &&
                form.sections[i + 1]?.role === 'main'
              ? turn
              : (loop[Math.floor(bar / pace) % loop.length] ?? close),
      );
    }
  });
  const stateTonic = (): void => {
    for (const { role, startBar, bars, harmony } of form.sections) {
      const end = startBar + bars;
      if (role !== 'main' || numerals.slice(startBar, end).some(isTonic)) continue;
      // The first chord gives way, whole bars of it; a turnaround stays unless it is the only bar.
      const changed = Math.min(pace, Math.max(1, bars - 1));
      numerals.fill(tonicOf(harmony === 'away' ? away : home), startBar, startBar + changed);
    }
  };
  if (!form.loops && numerals.length > 2) numerals[numerals.length - 2] = turn;
  stateTonic();
  if (form.loops && numerals.length > 2 && numerals.at(-1) === numerals[0]) {
    numerals[numerals.length - 1] = turn;
    stateTonic();
  }
  const chords = numerals.map(chordOf);
  const pedal = chords.map((chord, bar) => staysOnTonic(key, tonic, chord, opens[bar] ?? false));
  return { chords, scale, tonic, modal: isModal(key), pedal };
}

/** Whether a chord can sound with the tonic: none of its tones is a half step away from it. */
export const bearsTonic = ({ classes }: HarmonyChord, tonic: number): boolean =>
  !classes.some((tone) => [1, 11].includes((tone - tonic + 12) % 12));

/**
 * In a mode the bass keeps the tonic through the first half of a loop where the chords bear it, and
 * under the phrygian second degree, which is known for it. In minor it keeps it under the chord of the
 * relative major, which would otherwise sound like home.
 */
function staysOnTonic(key: Key, tonic: number, chord: HarmonyChord, opens: boolean): boolean {
  const above = (chord.root - tonic + 12) % 12;
  if (above === 0) return false;
  if (key.mode === 'minor') return above === 3;
  return isModal(key) && opens && (bearsTonic(chord, tonic) || above === 1);
}

const isModal = ({ mode }: Key): boolean => mode !== 'major' && mode !== 'minor';

/**
 * Modes have no leading tone: without an emphasis on their tonic, listeners hear the major or minor key
 * with the same notes. The loop starts on the tonic and returns to it until its share is reached.
 */
function aroundTonic(loop: Loop, isTonic: (numeral: string) => boolean): Loop {
  const start = loop.findIndex(isTonic);
  if (start < 0) return loop;
  const turned = [...loop.slice(start), ...loop.slice(0, start)];
  const [home = ''] = turned;
  for (const share of [0.5, 0.25, 0.75])
    if (turned.filter(isTonic).length < TONIC_SHARE * turned.length)
      turned[Math.floor(share * turned.length)] = home;
  return turned;
}

export const isMinorThird = (tonic: number, third: number): boolean =>
  (third - tonic + 12) % 12 === 3;

const pitchClassesOf = (names: readonly string[]): number[] =>
  names.map((name) => Note.chroma(name) ?? 0);
export const scaleOf = (key: Key): number[] =>
  pitchClassesOf(Scale.get(`${key.tonic} ${key.mode}`).notes);

/** Parses a chord symbol, respelling rare roots: "Cbmaj7" as "Bmaj7". */
function readChord(symbol: string): HarmonyChord {
  const { tonic, notes } = Chord.get(symbol);
  if (!tonic) throw new RangeError(`"${symbol}" is not a chord`);
  const tones = pitchClassesOf(notes);
  return {
    symbol: Note.simplify(tonic) + symbol.slice(tonic.length),
    root: tones[0] ?? 0,
    classes: tones,
  };
}

/**
 * A note of the scale as it is over a chord: raised by a half step if the chord has its leading tone
 * there, and not the note itself.
 */
export const withLeadingTone = (
  midi: number,
  chord: HarmonyChord,
  scale: readonly number[],
): number => {
  const raised = (midi + 1) % 12;
  return !chord.classes.includes(midi % 12) &&
    chord.classes[1] === raised &&
    !scale.includes(raised)
    ? midi + 1
    : midi;
};

/**
 * The five scale notes that never clash: without the fourth and seventh in major modes, or the
 * second and sixth in minor modes.
 */
export function pentatonicOf(scale: readonly number[]): number[] {
  const minor = isMinorThird(scale[0] ?? 0, scale[2] ?? 0);
  const drop = minor ? [1, 5] : [3, 6];
  return scale.filter((_, degree) => !drop.includes(degree));
}
