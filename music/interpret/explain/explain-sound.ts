import { type Intent, PART_NAMES, type PartName } from '@fermata/contracts/values';
import { playersOf } from '../../edits/score/players-of.ts';
import { STYLE_DEFINITIONS } from '../../styles/style-definitions.ts';
import { inSubstyle } from '../../styles/substyle.ts';
import { mayPlay, partOnlyOf } from '../choose-parts.ts';
import { assignInstruments } from '../plan/assign-instruments.ts';
import type { Wish, WishContent } from '../reading/wish.ts';
import { factsOf, type InstrumentName } from '../words/instruments.ts';
import { explainLevel } from './explain-played.ts';
import { approximated, type Explanation, honoured, ignored, impossible } from './explanation.ts';

/** Parts, instruments and voices; null for anything else. */
export function explainSound(
  content: WishContent,
  polarity: Wish['polarity'],
  intent: Intent,
): Explanation | null {
  switch (content.kind) {
    case 'part':
      return explainPart(content.part, polarity, intent);
    case 'level':
      return explainLevel(content.part, content.change, intent);
    case 'drumless':
      return plays(intent, 'drums')
        ? impossible('withoutParts', null, 'the drums are not left out')
        : honoured('withoutParts', 'drums', 'there are no drums');
    case 'instrument':
      return explainInstrument(content.instrument, polarity, intent);
    case 'alone':
      return explainAlone(content, intent);
    case 'vocals':
      return polarity === 'excluded'
        ? honoured('vocals', null, 'nothing is sung')
        : impossible('vocals', null, 'there is no voice that could sing or speak');
    default:
      return null;
  }
}

const plays = ({ style, withoutParts, audioLoop }: Intent, part: PartName): boolean =>
  !withoutParts.includes(part) &&
  (part === 'loop' ? audioLoop !== undefined : STYLE_DEFINITIONS[style].parts[part] !== undefined);

function explainPart(part: PartName, polarity: Wish['polarity'], intent: Intent): Explanation {
  const isPlayed = plays(intent, part);
  if (polarity === 'less') return explainLevel(part, 'quieter', intent);
  if (polarity === 'excluded')
    return isPlayed
      ? impossible('withoutParts', part, `the ${part} part stays: the field withoutParts decides`)
      : honoured('withoutParts', part, `there is no ${part} part`);
  return isPlayed
    ? honoured('parts', part, `there is a ${part} part`)
    : impossible('parts', part, `${intent.style} has no ${part} part here`);
}

/** "only piano" */
function explainAlone(
  { parts, instruments }: Extract<WishContent, { kind: 'alone' }>,
  intent: Intent,
): Explanation {
  const { parts: own } = inSubstyle(STYLE_DEFINITIONS[intent.style], intent.substyle);
  const playing = PART_NAMES.filter((part) => own[part] && plays(intent, part));
  const others = playing.filter(
    (part) => !parts.includes(part) && !instruments.some((name) => mayPlay(name, own[part])),
  );
  const names = [...parts, ...instruments.map((name) => factsOf(name).label)].join(', ');
  const isSure = playing.every(
    (part) => parts.includes(part) || instruments.some((name) => surelyPlays(name, part, intent)),
  );
  if (playing.length > others.length && others.length === 0)
    return (isSure ? honoured : approximated)(
      'withoutParts',
      names,
      `nothing else plays than ${playing.join(', ')}`,
    );
  return impossible('withoutParts', names, `${others.join(', ')} of ${intent.style} play, too`);
}

/** The instruments that the style may have for its parts. */
function instrumentsOf({ style, substyle, withoutParts }: Intent): string[] {
  const { parts } = inSubstyle(STYLE_DEFINITIONS[style], substyle);
  return Object.entries(parts).flatMap(([part, definition]) =>
    withoutParts.some((name) => name === part)
      ? []
      : [definition, ...(definition.alternatives ?? [])].map(({ instrument }) => instrument),
  );
}

/** Whether a part plays an instrument, whatever the seed draws. */
function surelyPlays(name: InstrumentName, part: PartName, intent: Intent): boolean {
  const isAssigned = assignInstruments(intent).some(
    (found) => found.name === name && 'part' in found && found.part === part,
  );
  const { playedBy } = factsOf(name);
  return (
    isAssigned ||
    playersOf(intent, part).every(({ instrument }) => playedBy?.test(instrument) === true)
  );
}

function absenceOf(name: InstrumentName, { style, substyle, withoutParts }: Intent): string {
  const part = partOnlyOf(name, inSubstyle(STYLE_DEFINITIONS[style], substyle));
  const { label } = factsOf(name);
  return part !== undefined && withoutParts.includes(part)
    ? `the ${part} part, which only ${label} would play, is left out`
    : `no part of this ${style} plays ${label} anyway`;
}

function explainInstrument(
  name: InstrumentName,
  polarity: Wish['polarity'],
  intent: Intent,
): Explanation {
  const { label, playedBy } = factsOf(name);
  if (polarity !== 'wanted') {
    const players = instrumentsOf(intent).filter(
      (instrument) => playedBy?.test(instrument) === true,
    );
    return players.length === 0
      ? honoured('instruments', label, absenceOf(name, intent))
      : impossible('instruments', label, `${intent.style} may play ${players.join(', ')}`);
  }
  const found = assignInstruments(intent).find((each) => each.name === name);
  if (!found) return ignored('instruments', label, 'the text names too many instruments');
  if ('issue' in found) return impossible('instruments', label, found.issue);
  const { part, players } = found;
  return honoured('instruments', label, `${players.join(' or ')} plays the ${part} part`);
}
