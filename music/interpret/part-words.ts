import type { PartName } from '@fermata/contracts/values';

/** Words of a reviewer's note for the parts, as regular expressions, in English and German. */
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
