import {
  type Edit,
  EDIT_KINDS,
  type EditField,
  type Intent,
  LEVEL_DB,
  MASTER_GOALS,
  PART_NAMES,
  type PartLevel,
  type Recipe,
  type WantedPresence,
} from '@fermata/contracts/values';
import { joined, type Span } from '../compose/song/presence.ts';
import { carriedEdits } from '../edits/carried-edits.ts';
import { type Piece, pieceOf } from '../edits/score/piece-of.ts';
import { presenceOf, without } from './read-presence.ts';
import { factsOf, INSTRUMENT_NAMES, isInstrumentName } from './words/instruments.ts';

interface Edited {
  readonly before: Intent;
  readonly recipe: Recipe;
  readonly after: Recipe;
  readonly piece: Piece;
}

/** What the intent of an edited version has in the fields that edits change. */
const FIELDS_AFTER: Readonly<Record<EditField, (edited: Edited) => Partial<Intent>>> = {
  tempoBpm: ({ piece, ...edited }) => ({
    tempoBpm: piece.tempoBpm,
    durationSeconds: piece.durationSeconds,
    ...timesAfter(edited),
  }),
  durationSeconds: ({ piece, ...edited }) => ({
    durationSeconds: piece.durationSeconds,
    ...timesAfter(edited),
  }),
  key: ({ piece }) => ({ key: piece.key }),
  withoutParts: (edited) => ({ withoutParts: withoutParts(edited) }),
  parts: (edited) => ({ withoutParts: withoutParts(edited) }),
  mood: ({ after }) => ({ mood: after.composition.mood }),
  metre: ({ after }) => ({ metre: after.composition.metre }),
  ending: ({ after }) => ({ ending: after.composition.ending }),
  energyCurve: ({ after }) => ({ energyCurve: after.composition.energyCurve }),
  hits: ({ after }) => ({ hits: after.composition.hits }),
  fade: ({ piece }) => ({ fade: piece.fadeSeconds }),
  levels: ({ after }) => ({ levels: levelsOf(after) }),
  presence: ({ after }) => ({ presence: presenceAfter(after) }),
  instruments: (edited) => ({ instruments: instrumentsIn(edited) }),
  master: ({ after }) => ({ master: { ...MASTER_GOALS.streaming, ...after.master } }),
  remake: () => ({}),
};

/** The fields of an intent that edits change, after them. `after`: the recipe with the edits. */
export function editedFields(
  before: Intent,
  recipe: Recipe,
  after: Recipe,
  edits: readonly Edit[],
): Partial<Intent> {
  const edited = { before, recipe, after, piece: pieceOf(after) };
  const fields = new Set(edits.map(({ op }) => EDIT_KINDS[op].field));
  return [...fields].reduce<Partial<Intent>>(
    (all, field) => ({ ...all, ...FIELDS_AFTER[field](edited) }),
    {},
  );
}

/** The times in which parts play move with the tempo and the length. */
const timesAfter = ({ before, after }: Pick<Edited, 'before' | 'after'>): Partial<Intent> =>
  before.presence || before.sectionPresence ? { presence: presenceAfter(after) } : {};

/** Parts that the edits removed, or gave back. */
function withoutParts({ before, recipe, piece: { parts: has } }: Edited): Intent['withoutParts'] {
  const { parts: had } = pieceOf(recipe);
  return PART_NAMES.filter(
    (part) => (before.withoutParts.includes(part) || had.includes(part)) && !has.includes(part),
  );
}

/** The levels of parts after all edits of a recipe. */
function levelsOf({ edits = [] }: Recipe): PartLevel[] {
  const levels = new Map<PartLevel['part'], number>();
  for (const edit of edits)
    if (edit.op === 'level') levels.set(edit.part, (levels.get(edit.part) ?? 0) + edit.db);
  return [...levels].map(([part, db]) => ({
    part,
    db: Math.max(LEVEL_DB.min, Math.min(LEVEL_DB.max, db)),
  }));
}

const MAX_PRESENCE = 32;

/** The times in which parts play after all edits of a recipe, if they do not play throughout. */
function presenceAfter(recipe: Recipe): WantedPresence[] {
  const { durationSeconds, parts } = pieceOf(recipe);
  const edits = carriedEdits(recipe).flatMap((edit) => (edit.op === 'presence' ? [edit] : []));
  return parts
    .flatMap((part) => {
      const own = edits.filter((edit) => edit.part === part);
      const spans = own.reduce<readonly Span[]>(
        (all, { fromSecond: from, toSecond: to = durationSeconds, present }) =>
          present ? joined([...all, { from, to }]) : without(all, { from, to }),
        [{ from: 0, to: durationSeconds }],
      );
      const fills = own.some(({ present }) => present);
      return own.length > 0 ? presenceOf(part, spans, { durationSeconds, fills }) : [];
    })
    .slice(0, MAX_PRESENCE);
}

/** The instruments that the text names without those that an edit replaced, and with those that it gave. */
function instrumentsIn({ before, recipe, after }: Edited): string[] {
  const chosen = (edits: Recipe['edits'] = []): Map<string, string> =>
    new Map(
      edits.flatMap((edit): [string, string][] =>
        edit.op === 'instrument' ? [[edit.part, edit.instrument]] : [],
      ),
    );
  const [had, has] = [[...chosen(recipe.edits).values()], [...chosen(after.edits).values()]];
  const names = (instruments: readonly string[]): string[] =>
    instruments.flatMap(
      (player) => INSTRUMENT_NAMES.find((name) => factsOf(name).playedBy?.test(player)) ?? [],
    );
  const isReplaced = (name: string): boolean =>
    isInstrumentName(name) &&
    had.some((player) => factsOf(name).playedBy?.test(player)) &&
    !has.some((player) => factsOf(name).playedBy?.test(player));
  const kept = (before.instruments ?? []).filter((name) => !isReplaced(name));
  return [...new Set([...kept, ...names(has)])].slice(0, 16);
}
