import {
  canonicalJson,
  type Composition,
  type Edit,
  type Intent,
  type Recipe,
} from '@fermata/contracts/values';
import { formOf } from '../../compose/song/form-of.ts';
import { carriedEdits } from '../../edits/carried-edits.ts';
import { presenceIn } from '../read-presence.ts';
import { sectionSpans } from './section-spans.ts';
import { presenceEdits } from './wished-edits.ts';

/** The edits for an intent's wishes by section, at the places that its sections have with this seed. */
export function sectionEdits(
  { sectionPresence = [] }: Pick<Intent, 'sectionPresence'>,
  { composition, seed }: { readonly composition: Composition; readonly seed: number },
): Edit[] {
  if (sectionPresence.length === 0) return [];
  const form = formOf(composition, seed);
  const timed = sectionPresence.flatMap((wish) =>
    (sectionSpans(wish, form) ?? []).map((span) => ({
      part: wish.part,
      isExcluded: !wish.present,
      span,
    })),
  );
  const { durationSeconds } = composition;
  return presenceEdits({ presence: presenceIn(timed, durationSeconds), durationSeconds });
}

/** What another take of a recipe keeps, beside the wishes by section: its form is another one. */
export function otherEdits(intent: Intent, recipe: Recipe): Edit[] {
  const ofSections = new Set(sectionEdits(intent, recipe).map((edit) => canonicalJson(edit)));
  return carriedEdits(recipe).filter((edit) => !ofSections.has(canonicalJson(edit)));
}
