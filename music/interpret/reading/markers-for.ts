import { type Marker, MARKERS, SECTION_NAMES, type SectionName } from '../words/markers.ts';
import type { WordList, Words } from '../words/word-list.ts';
import { ENGLISH, WORD_LISTS } from '../words/word-lists.ts';
import { phraseWords } from './tokenize.ts';

/** "first chorus", "last verse" */
export type Ordinal = number | 'last';

/** The place of a word in a sentence, beside its meanings. */
export interface Marks {
  readonly markers: readonly (Marker | 'comparison')[];
  readonly section?: SectionName;
  readonly ordinal?: Ordinal;
}

/** Changes of notes that compare a length or a tempo. */
const COMPARISONS = ['longer', 'shorter', 'faster', 'slower'] as const;

const NONE: Marks = { markers: [] };

/** Finds the marks of a word or a phrase, in lower case and without accents. */
export class MarkLookup {
  readonly #exact = new Map<string, Marks>();
  readonly #beginnings: { readonly start: string; readonly marks: Marks }[] = [];

  constructor(lists: readonly WordList[]) {
    for (const { markers, sections, ordinals, changes } of lists) {
      for (const change of COMPARISONS) this.#add(changes?.[change], { markers: ['comparison'] });
      for (const marker of MARKERS) this.#add(markers?.[marker], { markers: [marker] });
      for (const section of SECTION_NAMES) this.#add(sections?.[section], { markers: [], section });
      for (const [nth, words] of Object.entries(ordinals ?? {}))
        this.#add(words, { markers: [], ordinal: nth === 'last' ? nth : Number(nth) });
    }
  }

  of(words: string): Marks {
    const found = this.#exact.get(words) ?? NONE;
    return this.#beginnings.reduce(
      (marks, { start, marks: more }) => (words.startsWith(start) ? both(marks, more) : marks),
      found,
    );
  }

  #add(words: Words | undefined, marks: Marks): void {
    for (const phrase of words?.split('|') ?? []) {
      const key = phraseWords(phrase).join(' ');
      if (key.endsWith('*')) this.#beginnings.push({ start: key.slice(0, -1), marks });
      else this.#exact.set(key, both(this.#exact.get(key) ?? NONE, marks));
    }
  }
}

const both = (one: Marks, other: Marks): Marks => ({
  ...other,
  ...one,
  markers: [...new Set([...one.markers, ...other.markers])],
});

const lookups = new Map<string, MarkLookup>();

/** The marks of a language, and of English beside it. In an undetermined text those of all languages count. */
export function markersFor(language: string): MarkLookup {
  const own = WORD_LISTS.find((list) => list.language === language);
  const key = own?.language ?? '';
  const known = lookups.get(key);
  if (known) return known;
  const lookup = new MarkLookup(own ? [own, ENGLISH] : WORD_LISTS);
  lookups.set(key, lookup);
  return lookup;
}
