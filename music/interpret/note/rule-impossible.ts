import { honoured, impossible } from '../explain/explanation.ts';
import { NAME_WEIGHT } from '../reading/build-lexicon.ts';
import { hasKind, type Item } from '../reading/item.ts';
import { isNegated } from './negation.ts';
import { type NoteRule, said } from './note-answer.ts';
import { changesOf, hasChange, hasMeaning, meaningsOf, moodsOf } from './note-clause.ts';

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
  if (hasMeaning(clause, 'vocals') || clause.items.some(isLyrics))
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

/** "chorus", "verse": a section has words in a song only. */
const isLyrics = (item: Item): boolean => hasKind(item, 'lyrics') && changesOf(item).length === 0;

/** A word with one of them is no name of a style: "piano", "drop", "slow". */
const OTHER_MEANINGS = [
  ...(['instrument', 'part', 'event', 'mood', 'tempo', 'energy', 'change', 'metre'] as const),
];

/** Another style is another piece. */
export const ruleStyle: NoteRule = (whole) => {
  const clause = {
    ...whole,
    items: whole.items.filter((item) => !OTHER_MEANINGS.some((kind) => hasKind(item, kind))),
  };
  const named = meaningsOf(clause, 'style').find(({ weight }) => weight >= NAME_WEIGHT);
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
