import type { EditOp } from './edit.ts';
import type { Composition } from './recipe.ts';

/**
 * The fields of an intent that edits change, and that the wishes for them name. `remake`: another take changes no
 * field.
 */
export const EDIT_FIELDS = [
  ...(['tempoBpm', 'key', 'durationSeconds', 'withoutParts', 'parts', 'levels'] as const),
  ...(['presence', 'remake', 'energyCurve', 'hits', 'metre', 'mood', 'instruments'] as const),
  ...(['fade', 'ending', 'master'] as const),
] as const;

export type EditField = (typeof EDIT_FIELDS)[number];

/** The order in which the edits of one version apply. */
export const EDIT_STEPS = [
  ...(['remove first', 'no fade', 'add', 'remove', 'presence', 'change', 'result'] as const),
  ...(['form', 'late presence', 'ending', 'fade'] as const),
] as const;

export type EditStep = (typeof EDIT_STEPS)[number];

/** What follows from the kind of an edit, whatever its values are. */
export interface EditKind {
  readonly field: EditField;
  /** When it applies, unless other edits of the list move it. */
  readonly step: EditStep;
  /** Of two in one list, the later one counts. */
  readonly replaces: boolean;
  /** It changes the whole piece: a wish for a part of its time is another one. */
  readonly isWhole: boolean;
  /** Another take of the version repeats it: the composition of an intent does not have it. */
  readonly isCarried: boolean;
  /** The fields of the composition that it changes. */
  readonly composition: readonly (keyof Composition)[];
  /** It composes the piece in the length that earlier edits gave to it, and leaves those edits out. */
  readonly isNewForm: boolean;
}

const KIND = {
  ...{ replaces: false, isWhole: false, isCarried: false, composition: [], isNewForm: false },
} as const;

/** The kinds of all edits. A new op needs its row here and nowhere else. */
export const EDIT_KINDS: Readonly<Record<EditOp, EditKind>> = {
  tempo: { ...KIND, field: 'tempoBpm', step: 'change', replaces: true, isWhole: true },
  key: { ...KIND, field: 'key', step: 'result', replaces: true, isWhole: true },
  transpose: { ...KIND, field: 'key', step: 'change', isWhole: true },
  duration: { ...KIND, field: 'durationSeconds', step: 'result', replaces: true, isWhole: true },
  remove: { ...KIND, field: 'withoutParts', step: 'remove', isWhole: true },
  add: { ...KIND, field: 'parts', step: 'add', isWhole: true, composition: ['parts'] },
  level: { ...KIND, field: 'levels', step: 'change', isWhole: true, isCarried: true },
  presence: {
    ...KIND,
    ...{ field: 'presence', step: 'presence', isCarried: true, composition: ['presence'] },
  },
  remake: { ...KIND, field: 'remake', step: 'change', composition: ['takes'] },
  energy: {
    ...KIND,
    ...{ field: 'energyCurve', step: 'form', replaces: true, isNewForm: true },
    composition: ['energyCurve'],
  },
  hit: { ...KIND, field: 'hits', step: 'form', composition: ['hits'], isNewForm: true },
  metre: {
    ...KIND,
    ...{ field: 'metre', step: 'change', replaces: true, isWhole: true, composition: ['metre'] },
  },
  mood: {
    ...KIND,
    ...{ field: 'mood', step: 'change', replaces: true, isWhole: true, composition: ['mood'] },
  },
  instrument: { ...KIND, field: 'instruments', step: 'change', isWhole: true, isCarried: true },
  fade: { ...KIND, field: 'fade', step: 'fade', replaces: true, isCarried: true },
  ending: { ...KIND, field: 'ending', step: 'ending', replaces: true, composition: ['ending'] },
  master: { ...KIND, field: 'master', step: 'change', replaces: true },
};
