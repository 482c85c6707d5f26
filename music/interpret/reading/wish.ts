import type { Key, PartName, SectionPresence, SongSection } from '@fermata/contracts/values';
import type { InstrumentName } from '../words/instruments.ts';
import type { CueEvent, LevelChange, Meaning } from './meaning.ts';

/** Seconds of the piece; negative ones count from its end, and null is its end. `share`: of its length. */
export interface TimeScope {
  readonly fromSecond: number;
  readonly toSecond: number | null;
  readonly fromShare?: number;
  readonly toShare?: number;
  /** Counted in bars until the tempo is known. */
  readonly inBars?: boolean;
}

/** A wish with a number, found by its grammar. */
export type Quantity =
  | { readonly kind: 'tempoBpm'; readonly bpm: number; readonly toBpm?: number }
  | { readonly kind: 'length'; readonly seconds: number }
  | { readonly kind: 'bars'; readonly bars: number }
  | { readonly kind: 'loudness'; readonly lufs: number }
  | { readonly kind: 'time signature'; readonly metre: string }
  | { readonly kind: 'key'; readonly tonic: Key['tonic'] | undefined; readonly mode: Key['mode'] }
  | {
      readonly kind: 'cue';
      readonly second: number;
      readonly event: CueEvent;
      /** `second` counts bars until the tempo is known. */
      readonly inBars?: boolean;
    }
  | {
      readonly kind: 'presence';
      readonly part: PartName;
      readonly scope: TimeScope;
      readonly isExcluded: boolean;
    }
  /** A part with a time that a section names: "no drums until the chorus". */
  | {
      readonly kind: 'section presence';
      readonly part: PartName;
      readonly section: SongSection;
      readonly nth?: number | 'last';
      readonly place: SectionPresence['place'];
      readonly isExcluded: boolean;
    }
  /** "our 45-minute podcast": the length of something else. */
  | { readonly kind: 'other length' }
  /** "only piano": all other parts are left out. */
  | {
      readonly kind: 'alone';
      readonly parts: readonly PartName[];
      readonly instruments: readonly InstrumentName[];
    }
  /** `seconds`: of the fade-out; `fromSecond`: where it begins. */
  | {
      readonly kind: 'fade';
      readonly seconds?: number;
      readonly fromSecond?: number;
      readonly inBars?: boolean;
    }
  | { readonly kind: 'level'; readonly part: PartName; readonly change: LevelChange }
  | { readonly kind: 'words' }
  | { readonly kind: 'decade' }
  | { readonly kind: 'unknown'; readonly isNegated: boolean };

export type WishContent = Meaning | Quantity;

/** A part of a text and what it may mean. `excluded`: it asks for the absence of it; `less`: for less of it. */
export interface Wish {
  readonly start: number;
  readonly end: number;
  readonly polarity: 'wanted' | 'excluded' | 'less';
  readonly contents: readonly WishContent[];
  /** Set if a model, and not the grammar, understood the words. */
  readonly reader?: { readonly name: string; readonly isCertain: boolean };
}

export interface TextReading {
  readonly text: string;
  /** BCP 47; "und" if undetermined. */
  readonly language: string;
  /** In the order of the text. */
  readonly wishes: readonly Wish[];
}

export const quoteOf = ({ text }: Pick<TextReading, 'text'>, { start, end }: Wish): string =>
  text.slice(start, end);

/** All contents of one kind, with their wishes. */
export function contentsOf<Kind extends WishContent['kind']>(
  { wishes }: Pick<TextReading, 'wishes'>,
  kind: Kind,
): { readonly wish: Wish; readonly content: Extract<WishContent, { kind: Kind }> }[] {
  return wishes.flatMap((wish) =>
    wish.contents.flatMap((content) => (isOfKind(content, kind) ? [{ wish, content }] : [])),
  );
}

/** Of these contents, those that a text asks for, or those that it excludes. */
export const isWanted = ({ wish }: { readonly wish: Wish }): boolean => wish.polarity === 'wanted';
export const isExcluded = ({ wish }: { readonly wish: Wish }): boolean =>
  wish.polarity === 'excluded';

const isOfKind = <Kind extends WishContent['kind']>(
  content: WishContent,
  kind: Kind,
): content is Extract<WishContent, { kind: Kind }> => content.kind === kind;

/** Of a wish that is not understood. */
export const unknownOf = ({
  contents,
}: Wish): Extract<WishContent, { kind: 'unknown' }> | undefined =>
  contents.find((content) => isOfKind(content, 'unknown'));
