import type { Intent, PartName } from '@fermata/contracts/values';
import { playersOf } from '../../edits/score/players-of.ts';
import { factsOf, type InstrumentName, isInstrumentName } from '../words/instruments.ts';
import { partsOf } from './composition-of.ts';

/** A part that plays an instrument which a text names, or why none does. */
export type Assignment =
  | {
      readonly name: InstrumentName;
      readonly part: PartName;
      /** The instruments of the engine that may play it; only one if it is not the seed that decides. */
      readonly players: readonly string[];
      /** The instrument that the part must be given; undefined if it has it anyway. */
      readonly change: string | undefined;
    }
  | { readonly name: InstrumentName; readonly issue: string };

/** The parts in which a named instrument is looked for; the part that is usual for it comes first. */
const PART_ORDER: readonly PartName[] = [
  ...(['lead', 'chords', 'pad', 'counter', 'bass', 'drums', 'fx'] as const),
];

/** What an assignment depends on. */
export type InstrumentChoices = Pick<
  Intent,
  'style' | 'substyle' | 'energy' | 'withoutParts' | 'audioLoop' | 'soundFontParts' | 'instruments'
>;

/** Gives each named instrument a part of its own that the style has it for. */
export function assignInstruments(intent: InstrumentChoices): Assignment[] {
  const parts = partsOf(intent).filter((part) => intent.soundFontParts?.includes(part) !== true);
  const taken = new Map<PartName, readonly string[]>();
  return (intent.instruments ?? []).filter(isInstrumentName).map((name) => {
    const found = assign(intent, name, parts, taken);
    if ('part' in found) taken.set(found.part, found.players);
    return found;
  });
}

function assign(
  intent: InstrumentChoices,
  name: InstrumentName,
  parts: readonly PartName[],
  taken: ReadonlyMap<PartName, readonly string[]>,
): Assignment {
  const { label, playedBy, part: usual } = factsOf(name);
  const order = [...(usual ? [usual] : []), ...PART_ORDER].filter((part) => parts.includes(part));
  const options = order.map((part) => {
    const players = (
      taken.get(part) ?? playersOf(intent, part).map(({ instrument }) => instrument)
    ).map((instrument) => ({ instrument, fits: playedBy?.test(instrument) === true }));
    return { part, players, isFree: !taken.has(part) };
  });
  const sure = options.find(
    ({ players }) => players.length > 0 && players.every(({ fits }) => fits),
  );
  if (sure)
    return {
      name,
      part: sure.part,
      players: sure.players.map(({ instrument }) => instrument),
      change: undefined,
    };
  const possible = options.find(
    ({ players, isFree }) => isFree && players.some(({ fits }) => fits),
  );
  const player = possible?.players.find(({ fits }) => fits)?.instrument;
  if (possible && player !== undefined)
    return { name, part: possible.part, players: [player], change: player };
  const busy = order.find(
    (part) =>
      taken.has(part) &&
      playersOf(intent, part).some(({ instrument }) => playedBy?.test(instrument) === true),
  );
  return {
    name,
    issue:
      busy === undefined
        ? `${intent.style} has no ${label}; other instruments play its parts`
        : `${taken.get(busy)?.join(' or ') ?? 'another instrument'} plays the ${busy} part already`,
  };
}
