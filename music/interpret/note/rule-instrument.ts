import { playersOf } from '../../edits/score/players-of.ts';
import { honoured, impossible } from '../explain/explanation.ts';
import { factsOf } from '../words/instruments.ts';
import { partNamedBy, playedPart } from './named-parts.ts';
import { isNegated } from './negation.ts';
import { type NoteRule, said } from './note-answer.ts';
import { type Clause, hasChange, meaningsOf, partsOf } from './note-clause.ts';

/** "strings instead of the pad", "play the lead on a flute": an instrument that does not play in this version. */
export const ruleInstrument: NoteRule = (clause, about) => {
  return meaningsOf(clause, 'instrument').flatMap(({ instrument }) => {
    const { label, playedBy } = factsOf(instrument);
    const playing = playedPart(instrument, about);
    const isForAnother =
      playing !== undefined && isMove(clause) && !partsOf(clause).includes(playing);
    if (playing !== undefined && !isForAnother)
      return hasInstead(clause)
        ? [said(honoured('instrument', label, `the ${playing} part has ${label} already`))]
        : [];
    if (!hasInstead(clause) && (isNegated(clause) || hasChange(clause, 'remove')))
      return [said(honoured('instrument', label, `no ${label} plays`))];
    const wanted = hasInstead(clause)
      ? [...new Set(clause.replaced.flatMap((item) => partNamedBy(item, about) ?? []))]
      : partsOf(clause);
    const candidates = wanted.length > 0 ? wanted : about.piece.parts;
    for (const part of candidates) {
      const player = playersOf(about.recipe.composition, part).find(
        (each) => playedBy?.test(each.instrument) === true,
      );
      if (player && about.piece.parts.includes(part))
        return [
          {
            edits: [{ op: 'instrument', part, instrument: player.instrument }],
            wish: honoured('instrument', label, `${player.instrument} plays the ${part} part`),
          },
        ];
    }
    const { style } = about.recipe.composition;
    return [
      said(
        impossible(
          'instrument',
          label,
          `${style} has no ${label} for ${wanted.join(', ') || 'its parts'}`,
        ),
      ),
    ];
  });
};

/** "a piano for the lead", and not "piano and lead louder". */
const isMove = (clause: Clause): boolean =>
  partsOf(clause).length > 0 &&
  hasChange(clause, 'verb', 'add') &&
  !hasChange(clause, 'louder', 'quieter', 'softer', 'remove', 'keep', 'again');

const hasInstead = ({ items, replaced }: Clause): boolean =>
  replaced.length > 0 || items.some(({ words }) => /^(?:instead|stattdessen)$/u.test(words));
