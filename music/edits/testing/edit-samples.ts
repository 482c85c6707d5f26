import type { Composition, Edit, EditOp, PartName } from '@fermata/contracts/values';

/** An edit that is possible for the recipe of `SAMPLE_BRIEF`, and all that it may change there. */
export interface EditSample {
  readonly edit: Edit;
  /** The parts whose notes it may change, beside the time and the pitch of all; `all`: it composes the piece anew. */
  readonly parts: 'all' | readonly PartName[];
  /** The fields of the composition that it may change; the others stay. */
  readonly fields: readonly (keyof Composition)[];
}

/** The brief of a first version without a pad, so that one can be added. */
export const SAMPLE_BRIEF = {
  text: 'warm lo-fi',
  durationSeconds: 40,
  tempoBpm: 80,
  seed: 7,
  withoutParts: ['pad'],
};

const sample = (
  edit: Edit,
  parts: EditSample['parts'] = [],
  fields: EditSample['fields'] = [],
): EditSample => ({ edit, parts, fields });

/** At least one edit of every kind: a new kind has no row, and does not compile. */
export const EDIT_SAMPLES = {
  tempo: [sample({ op: 'tempo', bpm: 92 })],
  key: [sample({ op: 'key', key: { tonic: 'E', mode: 'minor' } })],
  transpose: [sample({ op: 'transpose', semitones: -3 })],
  duration: [sample({ op: 'duration', seconds: 30 }), sample({ op: 'duration', seconds: 55 })],
  remove: [sample({ op: 'remove', part: 'drums' }, ['drums'])],
  add: [sample({ op: 'add', part: 'pad' }, ['pad'], ['parts'])],
  level: [sample({ op: 'level', part: 'bass', db: 2 }, ['bass'])],
  presence: [
    sample({ op: 'presence', part: 'chords', fromSecond: 4, toSecond: 12, present: false }, [
      'chords',
    ]),
    sample({ op: 'presence', part: 'lead', fromSecond: 0, present: true }, ['lead'], ['presence']),
  ],
  remake: [
    sample({ op: 'remake', part: 'bass' }, ['bass'], ['takes']),
    sample({ op: 'remake', part: 'bass', section: 1 }, ['bass'], ['takes']),
    sample({ op: 'remake', section: 1 }, 'all', ['takes']),
    sample({ op: 'remake' }, 'all', ['takes']),
  ],
  energy: [
    sample({ op: 'energy', curve: [{ second: 0, energy: 0.9 }] }, 'all', [
      'energyCurve',
      'durationSeconds',
    ]),
  ],
  hit: [sample({ op: 'hit', second: 9, event: 'accent' }, 'all', ['hits', 'durationSeconds'])],
  metre: [sample({ op: 'metre', metre: '3/4' }, 'all', ['metre'])],
  mood: [sample({ op: 'mood', mood: 'sad' }, 'all', ['mood'])],
  instrument: [sample({ op: 'instrument', part: 'lead', instrument: 'tape-guitar' }, ['lead'])],
  fade: [sample({ op: 'fade', seconds: 3 })],
  ending: [sample({ op: 'ending', ending: 'loop' }, 'all', ['ending'])],
  master: [sample({ op: 'master', targetLufs: -18 })],
} as const satisfies Readonly<Record<EditOp, readonly [EditSample, ...EditSample[]]>>;

/** All of them, each with every other and with itself. */
export const ALL_EDIT_SAMPLES: readonly EditSample[] = Object.values(EDIT_SAMPLES).flat();

export const EDIT_PAIRS: readonly (readonly [EditSample, EditSample])[] = ALL_EDIT_SAMPLES.flatMap(
  (one) => ALL_EDIT_SAMPLES.map((other) => [one, other] as const),
);
