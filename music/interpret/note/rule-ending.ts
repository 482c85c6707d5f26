import { MAX_FADE_SECONDS } from '@fermata/contracts/values';
import { approximated, honoured, impossible } from '../explain/explanation.ts';
import { isNegated } from './negation.ts';
import { type NoteRule, said } from './note-answer.ts';
import { hasChange, meaningsOf, partsOf } from './note-clause.ts';
import { beginningOf, lengthOf, secondOf } from './time-of.ts';

const FADE_SECONDS = 6;
const FADE_SHARE = 0.25;

/** Fades, loops and last chords. */
export const ruleEnding: NoteRule = (clause, about) => {
  const { recipe, piece } = about;
  const [ending] = meaningsOf(clause, 'ending').map((meaning) => meaning.ending);
  if (hasChange(clause, 'fadeIn')) return [said(impossible('fade', null, 'only the end can fade'))];
  if (ending === undefined || partsOf(clause).length > 0) return [];
  if (ending === 'fade') {
    if (isNegated(clause))
      return [
        {
          edits: piece.fadeSeconds > 0 ? [{ op: 'fade', seconds: 0 }] : [],
          wish: honoured('fade', null, 'it does not fade out'),
        },
      ];
    const { durationSeconds } = piece;
    const usual = Math.min(FADE_SECONDS, FADE_SHARE * durationSeconds);
    const from = beginningOf(clause, about);
    if (from !== undefined && from >= durationSeconds)
      return [said(impossible('fade', `${from} s`, `it ends before, at ${durationSeconds} s`))];
    const rest = from === undefined ? secondOf(clause, about) : durationSeconds - from;
    const wanted = Math.round((lengthOf(clause, about) ?? rest ?? usual) * 10) / 10;
    const seconds = Math.min(MAX_FADE_SECONDS, wanted);
    return [
      {
        edits: [{ op: 'fade', seconds }],
        wish: (seconds === wanted ? honoured : approximated)(
          'fade',
          `${seconds} s`,
          `it fades out over the last ${seconds} s`,
        ),
      },
    ];
  }
  const now = recipe.composition.ending ?? 'final';
  // "no big finish" asks for no loop.
  if (isNegated(clause) && ending === 'final')
    return [
      said(
        now === 'final'
          ? impossible('ending', now, 'an ending is not smaller: ask for a fade, or for a loop')
          : honoured('ending', now, 'it has no ending: it repeats'),
      ),
    ];
  const wanted = isNegated(clause) ? 'final' : ending;
  return [
    {
      edits: wanted === now ? [] : [{ op: 'ending', ending: wanted }],
      wish: approximated(
        'ending',
        wanted,
        wanted === now ? 'it ends like this already' : 'its form is composed anew for this ending',
      ),
    },
  ];
};
