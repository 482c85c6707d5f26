/**
 * Words of a note about a version, by what they ask for. `again`: another take. `back`: it plays again. `keep`: it
 * stays as it is. `softer`: quieter of a part, calmer of the whole. `other`: it should be another one. `verb`: says
 * only that something is to change. `bit` and `much`: how strong a change is. `instead`: what follows is to be
 * replaced. `denies`: it negates a verb or an adjective, "don't", and no noun, "without". `want`: verbs of having.
 * `loud`: adjectives of the level. `place`: a time of the piece. `liking`: verbs of liking that "not" follows.
 * `most` and `least`: the figure beside them is a limit.
 */
export const CHANGES = [
  ...(['slower', 'faster', 'louder', 'quieter', 'softer', 'higher', 'lower'] as const),
  ...(['longer', 'shorter', 'again', 'back', 'add', 'remove', 'keep', 'all'] as const),
  ...([
    'bit',
    'much',
    'more',
    'by',
    'to',
    'only',
    'percent',
    'decibel',
    'double',
    'halve',
  ] as const),
  ...(['semitone', 'tone', 'third', 'fourth', 'fifth', 'octave', 'wrong'] as const),
  ...(['energyUp', 'energyDown', 'fadeIn', 'intro', 'outro', 'chorus', 'bridge', 'verb'] as const),
  ...([
    'other',
    'lengthWord',
    'instead',
    'enough',
    'loud',
    'denies',
    'want',
    'place',
    'bar',
    'liking',
    'too',
    'most',
    'least',
  ] as const),
] as const;

export type Change = (typeof CHANGES)[number];
