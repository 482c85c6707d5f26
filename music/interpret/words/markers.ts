/**
 * Words that the rules of briefs and notes read by themselves, beside the lists of wishes. A marker is no meaning:
 * a word that is nothing else stays unknown. `afterKey`: a word of the clause that may follow a key. `bareNo`: it
 * denies a noun without an article, "no batería". `bareTempo`: a number after it is a tempo, "techno at 135".
 * `between`: before the first of two times. `bringing`: with `out`, it asks for a louder part. `comparing`: behind
 * a "not", the figure is a limit. `decade`: joined to a number, as in "80s". `insteadAlone`: "instead", without
 * what it replaces. `joining`: a part enters with it, "the bass joins in the verse". `keyAlone`: a mode that needs
 * no note. `keyWord`: "key", "scale", beside a mode. `lengthLabel`: "length", before a number. `lengthNoun`: "80s"
 * before it is a length, and no decade. `nameSuffix`: behind a name, "Adele-like". `nameOfNote`: the name of a
 * note that is another word, too. `natural`: between a note and its mode. `newWish`: it begins another wish of a
 * note. `notWhole`: less than the whole piece, or something else than its notes. `oclock`: the number before it is
 * a time of day. `opening`: a length before it is that of the beginning, "16-bar intro". `out`: it removes a part
 * behind `taking`, "take the drums out". `purpose`: "for", before what the music is for. `range`: between the two
 * figures of a range, "10 to 20 seconds". `roughly`: joined to a number, "140ish". `starting`: "start without
 * drums". `than`: between a comparison and its figure. `verbOfBeing`: "is", where without its accent it is another
 * word. `within`: "in", before a section. `without`: a `not` that reaches over a list that "and" closes.
 */
export const MARKERS = [
  ...(['afterKey', 'bareNo', 'bareTempo', 'between', 'bringing', 'comparing', 'decade'] as const),
  ...([
    'insteadAlone',
    'joining',
    'keyAlone',
    'keyWord',
    'lengthLabel',
    'lengthNoun',
    'nameOfNote',
  ] as const),
  ...(['nameSuffix', 'natural', 'newWish', 'notWhole', 'oclock', 'opening', 'out'] as const),
  ...(['purpose', 'range', 'roughly', 'starting', 'taking', 'than', 'verbOfBeing'] as const),
  ...(['within', 'without'] as const),
] as const;

export type Marker = (typeof MARKERS)[number];

/** Sections of a song, as people name them. `build`: a pre-chorus, what leads up to another section. */
export const SECTION_NAMES = [
  ...(['intro', 'verse', 'build', 'chorus', 'bridge', 'solo', 'outro'] as const),
] as const;

export type SectionName = (typeof SECTION_NAMES)[number];
