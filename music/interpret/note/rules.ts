import type { MeaningKind } from '../reading/meaning.ts';
import type { Quantity } from '../reading/wish.ts';
import type { Change } from '../words/change-words.ts';
import type { NoteRule } from './note-answer.ts';
import { ruleEnding } from './rule-ending.ts';
import { ruleEnergy } from './rule-energy.ts';
import { ruleHit } from './rule-hit.ts';
import { ruleStyle } from './rule-impossible.ts';
import { ruleInstrument } from './rule-instrument.ts';
import { ruleLength } from './rule-length.ts';
import { ruleLoudness } from './rule-loudness.ts';
import { ruleMetre } from './rule-metre.ts';
import { ruleMood } from './rule-mood.ts';
import { ruleParts } from './rule-parts.ts';
import { ruleKey, ruleTranspose } from './rule-pitch.ts';
import { ruleRemake } from './rule-remake.ts';
import { ruleTempo } from './rule-tempo.ts';

/** The words of a clause that an answer of a rule is about. */
export interface Uses {
  readonly kinds?: readonly MeaningKind[];
  readonly changes?: readonly Change[];
  readonly figures?: readonly Quantity['kind'][];
  /** Times and sections: a place in the piece, or a length. */
  readonly times?: 'places' | 'lengths' | 'both';
}

/** The rules whose answers to a clause stand together, each with the words that it reads. */
export const RULES: readonly { readonly rule: NoteRule; readonly uses: Uses }[] = [
  {
    rule: ruleTempo,
    uses: {
      kinds: ['tempo', 'tempoLabel', 'less'],
      changes: ['slower', 'faster', 'double', 'halve', 'percent', 'enough'],
      figures: ['tempoBpm'],
    },
  },
  { rule: ruleKey, uses: { kinds: ['keyLabel', 'mode', 'note', 'accidental'] } },
  {
    rule: ruleTranspose,
    uses: {
      changes: [
        ...(['higher', 'lower', 'louder', 'quieter', 'semitone', 'tone', 'third'] as const),
        ...(['fourth', 'fifth', 'octave'] as const),
      ],
    },
  },
  { rule: ruleMetre, uses: { kinds: ['metre'], figures: ['time signature'] } },
  {
    rule: ruleLoudness,
    uses: { changes: ['louder', 'quieter', 'loud'], figures: ['loudness'] },
  },
  {
    rule: ruleLength,
    uses: {
      changes: ['longer', 'shorter', 'lengthWord', 'double', 'halve', 'percent', 'enough'],
      figures: ['bars'],
      times: 'lengths',
    },
  },
  { rule: ruleEnding, uses: { kinds: ['ending'], changes: ['fadeIn'], times: 'both' } },
  {
    rule: ruleInstrument,
    uses: { kinds: ['instrument', 'part'], changes: ['remove'] },
  },
  {
    rule: ruleParts,
    uses: {
      kinds: ['part', 'instrument', 'less'],
      changes: [
        ...(['remove', 'again', 'louder', 'quieter', 'softer', 'higher', 'lower'] as const),
        ...([
          'decibel',
          'other',
          'liking',
          'enough',
          'loud',
          'octave',
          'semitone',
          'fourth',
        ] as const),
        'fifth',
      ],
      times: 'places',
    },
  },
  {
    rule: ruleRemake,
    uses: { changes: ['again', 'lengthWord'], kinds: ['tempoLabel'], times: 'places' },
  },
  { rule: ruleHit, uses: { kinds: ['event'], times: 'places' } },
  {
    rule: ruleEnergy,
    uses: {
      kinds: ['energy', 'event', 'less'],
      changes: ['energyUp', 'energyDown'],
      times: 'places',
    },
  },
  { rule: ruleMood, uses: { kinds: ['mood', 'less'], changes: ['enough'] } },
  { rule: ruleStyle, uses: { kinds: ['style', 'genre', 'substyle'] } },
];

/** Of the rule whose answer stands alone. */
export const OF_IMPOSSIBLE: Uses = {
  kinds: ['vocals', 'lyrics', 'impossible'],
  changes: ['wrong'],
  times: 'both',
};
