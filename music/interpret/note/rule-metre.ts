import { METRES } from '@fermata/contracts/values';
import { approximated, impossible } from '../explain/explanation.ts';
import { isNegated } from './negation.ts';
import { type NoteRule, said } from './note-answer.ts';
import { metreOf } from './note-clause.ts';

/** "make it 3/4", "a waltz". */
export const ruleMetre: NoteRule = (clause) => {
  const wanted = metreOf(clause);
  if (wanted === undefined || isNegated(clause)) return [];
  const metre = METRES.find((each) => each === wanted);
  return [
    metre
      ? {
          edits: [{ op: 'metre', metre }],
          wish: approximated('metre', metre, `it is composed anew in ${metre}`),
        }
      : said(impossible('metre', wanted, `the composer does not play ${wanted}`)),
  ];
};
