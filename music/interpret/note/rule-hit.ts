import { approximated, impossible } from '../explain/explanation.ts';
import { isNegated } from './negation.ts';
import { type NoteRule, said } from './note-answer.ts';
import { meaningsOf, partsOf } from './note-clause.ts';
import { secondOf } from './time-of.ts';

/** "a drop at 0:20". */
export const ruleHit: NoteRule = (clause, about) => {
  const { recipe } = about;
  const [event] = meaningsOf(clause, 'event').flatMap((meaning) =>
    meaning.event === 'climax' ? [] : [meaning.event],
  );
  if (event === undefined || partsOf(clause).length > 0) return [];
  const second = secondOf(clause, about);
  if (isNegated(clause)) {
    const asked = recipe.composition.hits?.find(
      (hit) => hit.event === event && (second === undefined || Math.abs(hit.second - second) < 1),
    );
    return [
      said(
        asked
          ? impossible('hits', `${asked.second} s`, `its ${event} stays: no edit takes a hit away`)
          : approximated(
              'hits',
              second === undefined ? event : `${second} s`,
              `no ${event} is asked for; where it has one of its own, its form decides`,
            ),
      ),
    ];
  }
  return [
    second === undefined
      ? said(impossible('hits', event, 'say at which second it should be'))
      : {
          edits: [{ op: 'hit', second, event }],
          wish: approximated(
            'hits',
            `${second} s`,
            `its form is composed anew with a ${event} there`,
          ),
        },
  ];
};
