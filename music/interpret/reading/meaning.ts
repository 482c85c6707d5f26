import type {
  HitPoint,
  Key,
  Metre,
  Mood,
  PartName,
  Style,
  Substyle,
} from '@fermata/contracts/values';
import type { Change } from '../words/change-words.ts';
import type { InstrumentName } from '../words/instruments.ts';
import type { SceneName } from '../words/scenes.ts';

export type Unit = 'second' | 'minute' | 'hour' | 'bar' | 'bpm' | 'lufs';
/** How loud a part should be, against what is usual. */
export type LevelChange = 'louder' | 'quieter';
export type CueEvent = HitPoint['event'] | 'climax';
export type TimeWord =
  'first' | 'last' | 'after' | 'until' | 'at' | 'around' | 'from' | 'firstHalf' | 'secondHalf';

/** `near`: styles that come nearest, nearest first. `includes`: styles that are of the genre. */
export interface GenreMeaning {
  readonly name: string;
  readonly near: readonly Style[];
  readonly includes: readonly Style[];
}

/** What a word or a phrase of a word list means. */
export type Meaning =
  /** `weight`: 5 for a name of the style, 2 for a word that hints at it. */
  | { readonly kind: 'style'; readonly style: Style; readonly weight: number }
  | { readonly kind: 'genre'; readonly genre: GenreMeaning }
  | { readonly kind: 'substyle'; readonly style: Style; readonly substyle: Substyle }
  | { readonly kind: 'mood'; readonly mood: Mood }
  | { readonly kind: 'energy'; readonly change: 'more' | 'less' }
  | { readonly kind: 'tempo'; readonly tempo: 'slow' | 'fast' }
  | { readonly kind: 'part'; readonly part: PartName }
  | { readonly kind: 'instrument'; readonly instrument: InstrumentName }
  /** Music without drums by its nature: a string quartet. */
  | { readonly kind: 'drumless' }
  | { readonly kind: 'vocals' }
  | { readonly kind: 'lyrics' }
  /** `name`: in lower case, without accents; the word list leaves it to the text. */
  | { readonly kind: 'person'; readonly name?: string }
  | { readonly kind: 'scene'; readonly scene: SceneName }
  | { readonly kind: 'ending'; readonly ending: 'loop' | 'final' | 'fade' }
  | { readonly kind: 'shape'; readonly shape: 'build' | 'quiet-start' }
  | { readonly kind: 'event'; readonly event: CueEvent }
  | { readonly kind: 'metre'; readonly metre: Metre }
  | { readonly kind: 'impossible'; readonly wish: string }
  | { readonly kind: 'unit'; readonly unit: Unit }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'half'; readonly half: 'half' | 'plusHalf' }
  /** `isLoose`: "at the beginning", and not "in the first half". */
  | { readonly kind: 'time'; readonly time: TimeWord; readonly isLoose?: true }
  | { readonly kind: 'volume'; readonly change: LevelChange }
  | { readonly kind: 'mode'; readonly mode: Key['mode'] }
  | { readonly kind: 'note'; readonly tonic: Key['tonic'] }
  | { readonly kind: 'accidental'; readonly sharp: boolean }
  /** Only in notes about a version. */
  | { readonly kind: 'change'; readonly change: Change }
  /** `isStyleOf`: a name follows for certain. */
  | { readonly kind: 'like'; readonly isStyleOf?: true }
  | { readonly kind: 'keyLabel' | 'tempoLabel' | 'plain' | 'notMusic' }
  | { readonly kind: 'not' | 'notAfter' | 'less' | 'only' | 'and' | 'or' | 'but' };

export type MeaningKind = Meaning['kind'];

/** Meanings that give the grammar its shape and are no wishes themselves. */
export const GRAMMAR_KINDS: ReadonlySet<MeaningKind> = new Set([
  ...([
    'unit',
    'number',
    'half',
    'time',
    'volume',
    'mode',
    'note',
    'accidental',
    'keyLabel',
    'tempoLabel',
  ] as const),
  ...(['like', 'plain', 'not', 'notAfter', 'less', 'only', 'and', 'or', 'but', 'change'] as const),
]);
