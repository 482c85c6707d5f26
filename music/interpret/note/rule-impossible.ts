import { honoured, impossible } from '../explain/explanation.ts';
import { type NoteRule, said } from './note-answer.ts';
import { hasChange, hasMeaning, isNegated, meaningsOf, moodsOf } from './note-clause.ts';

/** Wishes that no edit can follow. */
export const ruleImpossible: NoteRule = (clause) => {
  if (hasChange(clause, 'wrong'))
    return [
      said(
        impossible(
          'text',
          null,
          'a single note or sound cannot be corrected; ask for another take of the part',
        ),
      ),
    ];
  if (hasMeaning(clause, 'vocals') || hasMeaning(clause, 'lyrics'))
    return [
      said(
        isNegated(clause)
          ? honoured('vocals', null, 'nothing is sung')
          : impossible('vocals', null, 'there is no voice that could sing or speak'),
      ),
    ];
  const [other] = meaningsOf(clause, 'impossible');
  if (other) return [said(impossible('other', null, `${other.wish} cannot be made`))];
  return [];
};

/** Another style is another piece. */
export const ruleStyle: NoteRule = (clause) => {
  const named = meaningsOf(clause, 'style').find(({ weight }) => weight >= 5);
  const [genre] = meaningsOf(clause, 'genre');
  const [substyle] = meaningsOf(clause, 'substyle');
  const name = named?.style ?? substyle?.substyle ?? genre?.genre.name;
  if (name === undefined || moodsOf(clause).length > 0) return [];
  if (isNegated(clause)) return [];
  return [
    said(impossible('style', name, 'an edit keeps the style: request a new track for another one')),
  ];
};

/** "keep everything", "don't change the tempo". */
export const ruleKeep: NoteRule = (clause) =>
  hasChange(clause, 'keep') && !hasMeaning(clause, 'part') && !hasMeaning(clause, 'instrument')
    ? [said(honoured('text', null, 'it stays as it is'))]
    : [];
