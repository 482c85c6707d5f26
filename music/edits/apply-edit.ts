import type { Composition, Edit, Recipe, Take } from '@fermata/contracts/values';
import { pieceOf } from './score/piece-of.ts';

const round3 = (x: number): number => Math.round(x * 1000) / 1000;

/** The recipe with one more edit. It is not checked: see `tryEdit`. */
export function applyEdit(before: Recipe, edit: Edit): Recipe {
  // A new form has the length that the piece now has, so that the seconds of a curve or a hit are those of the piece.
  const recipe = edit.op === 'energy' || edit.op === 'hit' ? withComposedLength(before) : before;
  const { composition, master } = recipe;
  return {
    ...recipe,
    composition: { ...composition, ...changeOf(recipe, edit) },
    edits: [...(recipe.edits ?? []), edit],
    master: edit.op === 'master' ? { ...master, targetLufs: edit.targetLufs } : master,
  };
}

/** What an edit changes in the composition, in seconds of the composed piece. */
function changeOf(recipe: Recipe, edit: Edit): Partial<Composition> {
  const { composition } = recipe;
  const scale = composition.durationSeconds / pieceOf(recipe).durationSeconds;
  const composed = (second: number): number =>
    Math.min(composition.durationSeconds, round3(second * scale));
  switch (edit.op) {
    case 'mood':
      return { mood: edit.mood };
    case 'metre':
      return { metre: edit.metre };
    case 'ending':
      return { ending: edit.ending };
    case 'energy':
      return {
        energyCurve: edit.curve.map(({ second, energy }) => ({ second: composed(second), energy })),
      };
    case 'hit': {
      const second = composed(edit.second);
      const others = composition.hits?.filter((hit) => hit.second !== second) ?? [];
      return {
        hits: [...others, { second, event: edit.event }].sort((a, b) => a.second - b.second),
      };
    }
    case 'add':
      return composition.parts.includes(edit.part)
        ? {}
        : { parts: [...composition.parts, edit.part] };
    case 'presence':
      return edit.present
        ? {
            presence: [
              ...(composition.presence ?? []),
              {
                part: edit.part,
                fromSecond: composed(edit.fromSecond),
                ...(edit.toSecond === undefined ? {} : { toSecond: composed(edit.toSecond) }),
              },
            ],
          }
        : {};
    case 'remake':
      return { takes: withNextTake(composition.takes ?? [], edit) };
    default:
      return {};
  }
}

function withNextTake(takes: readonly Take[], { part, section }: Pick<Take, 'part' | 'section'>) {
  const isSame = (take: Take): boolean => take.part === part && take.section === section;
  const before = takes.find(isSame)?.take ?? 0;
  return [
    ...takes.filter((take) => !isSame(take)),
    {
      ...(section === undefined ? {} : { section }),
      ...(part === undefined ? {} : { part }),
      take: before + 1,
    },
  ];
}

/** Composes the length that edits have given to the piece, so that no bars are cut or repeated. */
function withComposedLength(recipe: Recipe): Recipe {
  const { composition, edits = [] } = recipe;
  if (!edits.some(({ op }) => op === 'duration')) return recipe;
  const { durationSeconds, tempoBpm } = pieceOf(recipe);
  return {
    ...recipe,
    composition: {
      ...composition,
      durationSeconds: round3((durationSeconds * tempoBpm) / composition.tempoBpm),
    },
    edits: edits.filter(({ op }) => op !== 'duration'),
  };
}
