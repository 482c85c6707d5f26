import type { PartName } from '@fermata/contracts/values';
import { type Item, meaningOf } from '../reading/item.ts';
import { factsOf, type InstrumentName } from '../words/instruments.ts';
import type { NotedPiece } from './note-answer.ts';
import type { Clause } from './note-clause.ts';

/** Parts by their names, and by the instruments that play them in this version. */
export const namedParts = (clause: Clause, about: NotedPiece): PartName[] => [
  ...new Set(clause.items.flatMap((item) => partNamedBy(item, about) ?? [])),
];

export function partNamedBy(item: Item, about: NotedPiece): PartName | undefined {
  const instrument = meaningOf(item, 'instrument')?.instrument;
  return meaningOf(item, 'part')?.part ?? (instrument && playedPart(instrument, about));
}

export function playedPart(
  name: InstrumentName,
  { score, piece }: NotedPiece,
): PartName | undefined {
  const { playedBy, part } = factsOf(name);
  const found = playedBy && score?.parts.find(({ instrument }) => playedBy.test(instrument))?.name;
  return found ?? (!score && part !== undefined && piece.parts.includes(part) ? part : undefined);
}
