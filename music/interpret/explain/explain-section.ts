import type { Intent, PartName, SectionPresence } from '@fermata/contracts/values';
import type { Form } from '../../compose/song/fit-form.ts';
import { formOf } from '../../compose/song/form-of.ts';
import { possibleEdits } from '../../edits/possible-edits.ts';
import { compositionOf, partsOf } from '../plan/composition-of.ts';
import { draftOf } from '../plan/first-edits.ts';
import { sectionEdits } from '../plan/section-edits.ts';
import { sectionSpans } from '../plan/section-spans.ts';
import type { WishContent } from '../reading/wish.ts';
import { approximated, type Explanation, honoured, ignored, impossible } from './explanation.ts';

type SectionWish = Extract<WishContent, { kind: 'section presence' }>;

/** Enough seeds for every form that a style may draw. */
const SEEDS = Array.from({ length: 32 }, (_, seed) => seed);

/** A form that candidates may have, and the parts whose wishes it cannot play. */
interface PossibleForm {
  readonly form: Form;
  readonly unfit: ReadonlySet<PartName>;
}

const forms = new WeakMap<Intent, readonly PossibleForm[]>();

/** The forms of an intent, each once. */
function formsOf(intent: Intent): readonly PossibleForm[] {
  const known = forms.get(intent);
  if (known) return known;
  const composition = compositionOf(intent);
  const draft = draftOf(intent);
  const distinct = new Map(
    SEEDS.map((seed) => {
      const form = formOf(composition, seed);
      const key = form.sections.map(({ name, start }) => `${name} ${start}`).join();
      return [key, { form, seed }] as const;
    }),
  );
  const found = [...distinct.values()].map(({ form, seed }): PossibleForm => {
    const { impossible: left } = possibleEdits(draft, sectionEdits(intent, { composition, seed }));
    return {
      form,
      unfit: new Set(left.flatMap(({ edit }) => (edit.op === 'presence' ? [edit.part] : []))),
    };
  });
  forms.set(intent, found);
  return found;
}

/** A part that plays, or is silent, by sections of the form. Each candidate has a form of its own. */
export function explainSectionPresence(wish: SectionWish, intent: Intent): Explanation {
  const { part, section, isExcluded } = wish;
  const place = placeWords(wish);
  if (!partsOf(intent).includes(part))
    return isExcluded
      ? honoured('presence', part, `there is no ${part} part`)
      : impossible('presence', part, `${intent.style} has no ${part} part here`);
  if (!intent.sectionPresence?.some((each) => isSame(each, wish)))
    return ignored('presence', part, 'the text has more wishes by section than one piece takes');
  const fates = formsOf(intent).map(({ form, unfit }) => {
    const spans = sectionSpans(wish, form);
    if (spans === null) return 'absent';
    // A form that begins with the chorus has no time before it.
    if (spans.length === 0) return 'untimed';
    return unfit.has(part) ? 'untimed' : 'met';
  });
  const does = isExcluded ? 'is silent' : 'plays';
  const met = fates.filter((fate) => fate === 'met').length;
  if (met === fates.length)
    return honoured(
      'presence',
      part,
      `the ${part} part ${does} ${place}, wherever its form has it`,
    );
  if (met > 0)
    return approximated(
      'presence',
      part,
      `the ${part} part ${does} ${place} in a form that allows it; some forms of ${intent.style} do not`,
    );
  return impossible(
    'presence',
    part,
    fates.includes('untimed')
      ? `in this form no time is left for the ${part} part`
      : `${intent.style} of ${intent.durationSeconds} s has no ${nthWords(wish)}${section}`,
  );
}

const isSame = (
  one: SectionPresence,
  { part, section, nth, place, isExcluded }: SectionWish,
): boolean =>
  one.part === part &&
  one.section === section &&
  one.nth === nth &&
  one.place === place &&
  one.present !== isExcluded;

const placeWords = (wish: SectionWish): string =>
  `${wish.place} the ${nthWords(wish)}${wish.section}`;

const ORDINALS = [
  ...(['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'] as const),
  'ninth',
];

const nthWords = ({ nth }: SectionWish): string =>
  nth === undefined ? '' : `${nth === 'last' ? nth : ORDINALS[nth - 1]} `;
