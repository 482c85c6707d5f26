import type { HitPoint, Key, Metre, Mood, PartName } from '@fermata/contracts/values';
import type { AskedStyle } from './asked-style.ts';
import type { InstrumentName } from './instruments.ts';
import type { SceneName } from './scenes.ts';

/**
 * Words or phrases with `|` between them. `*` at the end of a word stands for any ending. Accents and
 * case do not count.
 */
export type Words = string;

type WordsFor<Name extends string> = Readonly<Partial<Record<Name, Words>>>;

/** The words of a language. A translator edits one of these lists; a missing list means that nothing is recognised. */
export interface WordList {
  /** BCP 47 */
  readonly language: string;
  /** Words without a wish that are wishes in English, as the Spanish "sea". They do not tell the language. */
  readonly falseFriends?: Words;
  /** Words without a wish: articles, prepositions, polite words, and words such as "track". */
  readonly plain: Words;
  /** Phrases that contain a word of music and do not mean it: "house tour", "minor setback". */
  readonly notMusic?: Words;
  /** `without`, `anything but`: the wish that follows is excluded. */
  readonly not?: Words;
  /** As `not`, after the wish: "drums weglassen", "ドラムなし". */
  readonly notAfter?: Words;
  /** Less of the wish that follows. */
  readonly less?: Words;
  /** The parts and instruments that follow play alone: "only piano", "nothing but strings". */
  readonly only?: Words;
  readonly and?: Words;
  /** After a `not`, it closes a list that is excluded as a whole: "no drums, bass or lead". */
  readonly or?: Words;
  /** `but`, `instead`: end what a `not` excludes. */
  readonly but?: Words;
  readonly moods?: WordsFor<Mood>;
  readonly energy?: WordsFor<'more' | 'less'>;
  readonly tempo?: WordsFor<'slow' | 'fast'>;
  readonly parts?: WordsFor<PartName>;
  readonly instruments?: WordsFor<InstrumentName>;
  /** Beside a part: how loud it should be. */
  readonly levels?: WordsFor<'louder' | 'quieter'>;
  /** Music without drums by its nature: "drumless", "string quartet". */
  readonly drumless?: Words;
  readonly vocals?: Words;
  readonly lyrics?: Words;
  /** Names of styles in this language, beyond those of the styles' own recognition. */
  readonly styles?: WordsFor<AskedStyle>;
  readonly genres?: Readonly<Record<string, Words>>;
  readonly scenes?: WordsFor<SceneName>;
  readonly endings?: WordsFor<'loop' | 'final' | 'fade'>;
  /** How the energy runs: it grows, it begins low. */
  readonly shapes?: WordsFor<'build' | 'quiet-start'>;
  readonly events?: WordsFor<HitPoint['event'] | 'climax'>;
  readonly metres?: WordsFor<Metre>;
  /** `beats in a bar`: "in 5", "im Dreivierteltakt" are in `metres`. */
  readonly units?: WordsFor<'second' | 'minute' | 'hour' | 'bar' | 'bpm' | 'lufs'>;
  /** Words such as "tempo", after which a number is one. */
  readonly tempoLabel?: Words;
  readonly numbers?: Readonly<Record<string, Words>>;
  /** `half`: 0.5 of the unit; `plusHalf`: "and a half". */
  readonly halves?: WordsFor<'half' | 'plusHalf'>;
  readonly modes?: WordsFor<Key['mode']>;
  /** `do`, `re`: names of notes that are no letters. */
  readonly notes?: WordsFor<'C' | 'D' | 'E' | 'F' | 'G' | 'A' | 'B'>;
  readonly sharp?: Words;
  readonly flat?: Words;
  /** `in`, `key of`: a note after it is a key. */
  readonly keyLabel?: Words;
  /** Times within the piece. */
  readonly times?: WordsFor<
    'first' | 'last' | 'after' | 'until' | 'at' | 'around' | 'from' | 'firstHalf' | 'secondHalf'
  >;
  /** `like`, `in the style of`: a name follows. */
  readonly like?: Words;
  /** Wishes that no version can follow, by what they ask for. */
  readonly impossible?: Readonly<Record<string, Words>>;
}
