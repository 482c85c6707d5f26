import { approximated, honoured, impossible } from '../explain/explanation.ts';
import { isNegated } from './negation.ts';
import { type NoteRule, said } from './note-answer.ts';
import { type Clause, figureOf, hasChange, hasMeaning, moodsOf, partsOf } from './note-clause.ts';

/** "-16 LUFS"; "louder" alone is no wish that a version can follow. */
export const ruleLoudness: NoteRule = (clause, { recipe }) => {
  const wanted = figureOf(clause, 'loudness')?.lufs;
  const now = recipe.master.targetLufs;
  if (wanted !== undefined) {
    const targetLufs = Math.max(-30, Math.min(-8, wanted));
    return [
      {
        edits: targetLufs === now ? [] : [{ op: 'master', targetLufs }],
        wish: (targetLufs === wanted ? honoured : approximated)(
          'master',
          `${targetLufs} LUFS`,
          `the loudness changes from ${now} to ${targetLufs} LUFS`,
        ),
      },
    ];
  }
  if (partsOf(clause).length > 0 || hasMeaning(clause, 'instrument')) return [];
  if (hasMeaning(clause, 'tempoLabel') || moodsOf(clause).length > 0 || isPitch(clause)) return [];
  if (!hasChange(clause, 'louder', 'quieter')) return [];
  if (isNegated(clause)) return [said(honoured('master', `${now} LUFS`, 'the loudness stays'))];
  return [
    said(
      impossible(
        'master',
        null,
        `the loudness of the whole is ${now} LUFS: name another figure in LUFS, or a part`,
      ),
    ),
  ];
};

const isPitch = (clause: Clause): boolean =>
  hasChange(clause, 'semitone', 'tone', 'octave', 'third', 'fourth', 'fifth');
