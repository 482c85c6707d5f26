import type { Mood } from '@fermata/contracts/values';
import { honoured, impossible } from '../explain/explanation.ts';
import { isNegated } from './negation.ts';
import { type NoteRule, said } from './note-answer.ts';
import { hasChange, hasMeaning, moodsOf, partsOf } from './note-clause.ts';
import { energyPlaceOf } from './rule-energy.ts';

const OPPOSITES: Readonly<Partial<Record<Mood, Mood>>> = {
  dark: 'happy',
  sad: 'happy',
  happy: 'dark',
  driving: 'calm',
  calm: 'driving',
};

/** "darker", "too sad", "less dark". */
export const ruleMood: NoteRule = (clause, about) => {
  const { recipe } = about;
  const [mood] = moodsOf(clause);
  if (
    mood === undefined ||
    partsOf(clause).length > 0 ||
    (hasMeaning(clause, 'energy') && energyPlaceOf(clause, about))
  )
    return [];
  const now = recipe.composition.mood;
  // "slower, but not darker": a mood that the piece does not have stays away.
  if (isNegated(clause) && mood !== now)
    return [said(honoured('mood', now, `the mood is not ${mood}: it stays ${now}`))];
  const isTooMuch = hasChange(clause, 'too');
  const wanted =
    isNegated(clause) || isTooMuch || hasMeaning(clause, 'less') ? OPPOSITES[mood] : mood;
  if (wanted === undefined)
    return [said(impossible('mood', mood, 'say which mood it should have instead'))];
  return [
    {
      edits: wanted === now ? [] : [{ op: 'mood', mood: wanted }],
      wish: honoured('mood', wanted, `the mood is ${wanted}; it sounds and is composed for it`),
    },
  ];
};
