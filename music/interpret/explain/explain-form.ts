import type { Intent } from '@fermata/contracts/values';
import { STYLE_DEFINITIONS } from '../../styles/style-definitions.ts';
import { inSubstyle } from '../../styles/substyle.ts';
import type { CueEvent } from '../reading/meaning.ts';
import type { Wish, WishContent } from '../reading/wish.ts';
import { explainFade, explainPresence } from './explain-played.ts';
import { explainSectionPresence } from './explain-section.ts';
import { approximated, type Explanation, honoured, ignored, impossible } from './explanation.ts';

/** Tempo in words, ending, energy curve, events and parts that play for a time; null for anything else. */
export function explainForm(
  content: WishContent,
  polarity: Wish['polarity'],
  intent: Intent,
): Explanation | null {
  const isWanted = polarity === 'wanted';
  const { tempoBpm } = intent;
  switch (content.kind) {
    case 'tempo': {
      const bpm = `${tempoBpm} beats a minute`;
      const isChosen = intent.notes.some((note) =>
        note.startsWith(`tempo: ${isWanted ? '' : 'not '}${content.tempo} `),
      );
      // "slow piano at 60 bpm": the figure decides, and the word agrees with it.
      const { usual } = inSubstyle(STYLE_DEFINITIONS[intent.style], intent.substyle).tempo;
      const isSlow = (content.tempo === 'slow') === isWanted;
      return isChosen || (isSlow ? tempoBpm < usual : tempoBpm > usual)
        ? honoured('tempoBpm', tempoBpm, `the tempo is ${bpm}`)
        : ignored('tempoBpm', tempoBpm, `${origin(intent, 'tempoBpm')} ${bpm}`);
    }
    case 'ending':
      return explainEnding(content.ending, isWanted, intent);
    case 'shape':
      return isWanted && intent.energyCurve
        ? approximated('energyCurve', null, 'the energy follows this curve')
        : ignored('energyCurve', null, 'the energy follows the form of the style');
    case 'event':
      if (!isWanted) return explainAbsentEvent(content.event, intent);
      return content.event === 'climax' && intent.energyCurve
        ? approximated('energyCurve', null, 'the energy grows up to it')
        : approximated(
            'hits',
            content.event,
            'the form of the style decides where it comes; name a second',
          );
    case 'cue':
      return isWanted
        ? explainCue(content, intent)
        : explainAbsentEvent(content.event, intent, content.second);
    case 'presence':
      return explainPresence(content, intent);
    case 'section presence':
      return explainSectionPresence(content, intent);
    case 'fade': {
      const { seconds, fromSecond } = content;
      const wanted =
        seconds ?? (fromSecond === undefined ? undefined : intent.durationSeconds - fromSecond);
      return isWanted ? explainFade(wanted, intent) : explainEnding('fade', false, intent);
    }
    default:
      return null;
  }
}

const origin = ({ origins }: Intent, field: string): string =>
  origins[field] === 'asked' ? `the field ${field} decides:` : 'other words decide:';

function explainEnding(
  wanted: 'loop' | 'final' | 'fade',
  isWanted: boolean,
  intent: Intent,
): Explanation {
  const { ending = 'final' } = intent;
  if (wanted === 'fade')
    return isWanted
      ? explainFade(undefined, intent)
      : intent.fade === undefined
        ? honoured('fade', null, 'it does not fade out')
        : ignored('fade', `${intent.fade} s`, 'other words of the text ask for a fade-out');
  if ((wanted === ending) === isWanted)
    return honoured(
      'ending',
      ending,
      ending === 'loop' ? 'the piece repeats seamlessly' : 'the piece has an ending',
    );
  return ignored(
    'ending',
    ending,
    intent.origins['ending'] === 'asked'
      ? `the field ending decides: ${ending}`
      : `other words decide the ending: ${ending}`,
  );
}

function explainCue(
  { second, event }: Extract<WishContent, { kind: 'cue' }>,
  intent: Intent,
): Explanation {
  const isMet =
    event === 'climax'
      ? intent.energyCurve?.some((point) => Math.abs(point.second - second) < 1)
      : intent.hits?.some((hit) => hit.second === second && hit.event === event);
  const field = event === 'climax' ? 'energyCurve' : 'hits';
  if (isMet === true) return honoured(field, `${second} s`, `the ${event} is at ${second} s`);
  if (intent.origins[field] === 'asked') return ignored(field, null, `the field ${field} decides`);
  return second >= intent.durationSeconds
    ? impossible(field, `${second} s`, `the piece ends before, at ${intent.durationSeconds} s`)
    : ignored(field, `${second} s`, 'another event is at this second');
}

/** "no drop", "no drop at 0:30": accents and stops come only where they are asked for. */
function explainAbsentEvent(event: CueEvent, intent: Intent, second?: number): Explanation {
  const asked = intent.hits?.find(
    (hit) => hit.event === event && (second === undefined || Math.abs(hit.second - second) < 1),
  );
  const value = second === undefined ? event : `${second} s`;
  if (asked)
    return ignored(
      'hits',
      value,
      `${origin(intent, 'hits')} a ${event} comes at ${asked.second} s`,
    );
  if (event === 'climax')
    return ignored(
      'energyCurve',
      value,
      'the form of the style decides where the music is fullest',
    );
  const role = FORM_ROLES[event];
  if (role === undefined || !hasRole(intent, role))
    return honoured(
      'hits',
      value,
      `no ${event} is asked for, and ${intent.style} has none of its own`,
    );
  return approximated(
    'hits',
    value,
    `no ${event} is asked for; where ${intent.style} has one of its own, its form decides`,
  );
}

/** Sections by which a style's own form has such events. */
const FORM_ROLES: Readonly<Partial<Record<CueEvent, string>>> = { drop: 'build', break: 'break' };

const hasRole = ({ style, substyle, energyCurve }: Intent, role: string): boolean =>
  energyCurve !== undefined ||
  inSubstyle(STYLE_DEFINITIONS[style], substyle).forms.some(({ sections }) =>
    sections.some((section) => section.role === role),
  );
