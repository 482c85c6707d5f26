import type { PartName } from '@fermata/contracts/values';
import { playersOf } from '../../edits/score/players-of.ts';
import { honoured, impossible } from '../explain/explanation.ts';
import { hasMarker } from '../reading/item.ts';
import { factsOf, type InstrumentName } from '../words/instruments.ts';
import { partNamedBy, playedPart } from './named-parts.ts';
import { isNegated } from './negation.ts';
import { type NotedPiece, type NoteRule, said } from './note-answer.ts';
import { type Clause, hasChange, meaningsOf, partsOf } from './note-clause.ts';

/** "strings instead of the pad", "play the lead on a flute": an instrument that does not play in this version. */
export const ruleInstrument: NoteRule = (clause, about) => {
  return meaningsOf(clause, 'instrument').flatMap(({ instrument }) => {
    const { label } = factsOf(instrument);
    const playing = playedPart(instrument, about);
    const isForAnother =
      playing !== undefined && isMove(clause) && !partsOf(clause).includes(playing);
    if (playing !== undefined && !isForAnother)
      return hasInstead(clause)
        ? [said(honoured('instruments', label, `the ${playing} part has ${label} already`))]
        : [];
    if (!hasInstead(clause) && (isNegated(clause) || hasChange(clause, 'remove')))
      return [said(honoured('instruments', label, `no ${label} plays`))];
    const wanted = hasInstead(clause)
      ? [...new Set(clause.replaced.flatMap((item) => partNamedBy(item, about) ?? []))]
      : partsOf(clause);
    const found = playerOf(instrument, wanted, about);
    if (found)
      return [
        {
          edits: [{ op: 'instrument', ...found }],
          wish: honoured('instruments', label, `${found.instrument} plays the ${found.part} part`),
        },
      ];
    const { style } = about.recipe.composition;
    return [
      said(
        impossible(
          'instruments',
          label,
          `${style} has no ${label} for ${wanted.join(', ') || 'its parts'}`,
        ),
      ),
    ];
  });
};

/** The part that could play an instrument, of those wanted, or else of all. */
function playerOf(
  name: InstrumentName,
  wanted: readonly PartName[],
  { recipe, piece }: NotedPiece,
): { readonly part: PartName; readonly instrument: string } | undefined {
  const { playedBy } = factsOf(name);
  for (const part of wanted.length > 0 ? wanted : piece.parts) {
    const player = playersOf(recipe.composition, part).find(
      (each) => playedBy?.test(each.instrument) === true,
    );
    if (player && piece.parts.includes(part)) return { part, instrument: player.instrument };
  }
  return undefined;
}

/** The parts that could play the instruments of a clause, and do not play them yet. */
export const playersIn = (clause: Clause, about: NotedPiece): PartName[] =>
  meaningsOf(clause, 'instrument').flatMap(({ instrument }) =>
    playedPart(instrument, about) === undefined
      ? (playerOf(instrument, partsOf(clause), about)?.part ?? [])
      : [],
  );

/** "a piano for the lead", and not "piano and lead louder". */
const isMove = (clause: Clause): boolean =>
  partsOf(clause).length > 0 &&
  hasChange(clause, 'verb', 'add') &&
  !hasChange(clause, 'louder', 'quieter', 'softer', 'remove', 'keep', 'again');

const hasInstead = ({ items, replaced }: Clause): boolean =>
  replaced.length > 0 || items.some((item) => hasMarker(item, 'insteadAlone'));
