import {
  type Mood,
  type PartName,
  type Style,
  STYLES,
  type Substyle,
} from '@fermata/contracts/values';
import { STYLE_RECOGNITIONS } from '../styles/style-recognitions.ts';

/**
 * Words and their meanings in English and German: whole words, or prefixes marked `*`. Weights
 * decide between meanings.
 */
export type Vocabulary<T> = readonly (readonly [meaning: T, weight: number, words: string])[];

export const STYLE_WORDS: Vocabulary<Style> = [
  ...STYLES.map((style) => [style, 5, STYLE_RECOGNITIONS[style].names] as const),
  ...STYLES.map((style) => [style, 2, STYLE_RECOGNITIONS[style].hints] as const),
];

/** The words for the substyles of a style; empty if it has none. */
export const substyleWords = (style: Style): Vocabulary<Substyle> =>
  Object.entries(STYLE_RECOGNITIONS[style].substyles ?? {}).map(
    ([substyle, words]) => [substyle, 2, words] as const,
  );

export const MOOD_WORDS: Vocabulary<Mood> = [
  [
    'calm',
    2,
    'calm*|relax*|peaceful|quiet|gentle|soft|soothing|meditat*|sleep*|chill*|still|ruhig*|sanft*|entspann*|leise',
  ],
  [
    'warm',
    2,
    'warm*|cozy|cosy|tender|love*|romantic|nostalgi*|gemütlich*|herzlich*|liebe*|summer evening|sommerabend',
  ],
  [
    'happy',
    2,
    'happy|happier|cheerful|joy*|sunny|bright*|uplift*|fun|playful|optimistic|party|' +
      'fröhlich*|glücklich*|heiter*|sonnig*|hell*',
  ],
  [
    'dark',
    2,
    'dark*|sinister|ominous|menac*|horror|evil|gloomy|noir|dystop*|thriller|tense|' +
      'suspense*|dunkel*|düster*|dunkler|unheimlich*|bedrohlich*',
  ],
  [
    'sad',
    2,
    'sad*|melanchol*|lonely|heartbreak|cry*|grief|wistful|blue|traurig*|einsam*|wehmütig*',
  ],
  [
    'dreamy',
    2,
    'dream*|ethereal|floating|hazy|ambient|space*|cosmic|night sky|underwater|verträumt*|traum*|schweb*|sphär*',
  ],
  [
    'driving',
    2,
    'driv*|energetic|pumping|intense|power*|fast-paced|workout|gym|chase|race|racing|' +
      'running|action|treibend*|antreibend*|energie*|kraftvoll*|rasant*',
  ],
  [
    'epic',
    2,
    'epic*|heroic|triumph*|cinematic|trailer|majestic|grand|victor*|anthem*|episch*|heldenhaft*|gewaltig*',
  ],
];

/** How full the music is, as an offset to the style's own energy. */
export const ENERGY_WORDS: Vocabulary<number> = [
  [
    0.25,
    2,
    'energetic|energy|intense|pumping|powerful|hard|aggressive|loud|workout|party|full|' +
      'energiegeladen*|kraftvoll*|laut|wild*',
  ],
  [
    -0.2,
    2,
    'calm*|gentle|soft|quiet|minimal*|sparse|subtle|background|bed|sleep*|ambient|ruhig*|' +
      'leise|sanft*|sparsam*|hintergrund*',
  ],
];

export const TEMPO_WORDS: Vocabulary<'slow' | 'fast'> = [
  ['slow', 2, 'slow*|downtempo|laid-back|laid back|lazy|ballad|langsam*|gemächlich*'],
  [
    'fast',
    2,
    'fast*|uptempo|up-tempo|quick*|speedy|rapid|hectic|schnell*|rasant*|flott*|race|racing|chase|high-speed',
  ],
];

export const PART_WORDS: Readonly<Record<PartName, string>> = {
  drums: 'drums?|drum ?kit|percussion|beats?|schlagzeug|trommeln?',
  bass: 'bass(?:line)?',
  chords: 'chords?|keys|piano|akkorde?|klavier',
  lead: 'lead|melody|melodies|solo|melodien?',
  counter: 'counter(?: ?melody| ?line)?|countermelody|gegenstimme',
  pad: 'pads?|strings|flächen?|streicher',
  fx: 'fx|effects|risers?|effekte',
  loop: 'loop|sample',
};

/** Note names, English and (before "-Dur" and "-Moll") German. */
export const ENGLISH_TONICS: Readonly<Record<string, string>> = {
  'c#': 'Db',
  'd#': 'Eb',
  'e#': 'F',
  'f#': 'Gb',
  'g#': 'Ab',
  'a#': 'Bb',
  'b#': 'C',
  cb: 'B',
  fb: 'E',
};
export const GERMAN_TONICS: Readonly<Record<string, string>> = {
  c: 'C',
  cis: 'Db',
  des: 'Db',
  d: 'D',
  dis: 'Eb',
  es: 'Eb',
  e: 'E',
  f: 'F',
  fis: 'Gb',
  ges: 'Gb',
  g: 'G',
  gis: 'Ab',
  as: 'Ab',
  a: 'A',
  ais: 'Bb',
  b: 'Bb',
  h: 'B',
};

const ENGLISH = /\b(the|a|an|and|for|with|of|to|in|my|some|is|make|please|without)\b/giu;
const GERMAN =
  /\b(der|die|das|ein|eine|einen|und|für|mit|ohne|von|zum|zur|im|bitte|nicht|ist|mein|meine)\b/giu;

/** BCP 47 tag, detected from function words; "und" (undetermined) if there are none. */
export function languageOf(text: string): string {
  const english = text.match(ENGLISH)?.length ?? 0;
  const german = text.match(GERMAN)?.length ?? 0;
  return english === 0 && german === 0 ? 'und' : german > english ? 'de' : 'en';
}
