import type { Intent } from '@fermata/contracts/values';
import { STYLE_DEFINITIONS } from '../../styles/style-definitions.ts';
import { inSubstyle } from '../../styles/substyle.ts';
import type { Wish, WishContent } from '../reading/wish.ts';
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
      if (!isWanted) return ignored('hits', null, 'the form of the style decides where it comes');
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
        : ignored('hits', null, 'the form of the style decides where it comes');
    case 'presence':
      return impossible(
        'presence',
        content.part,
        `a part cannot enter or leave at a second yet; the style decides where the ${content.part} play`,
      );
    default:
      return null;
  }
}

const origin = ({ origins }: Intent, field: string): string =>
  origins[field] === 'asked' ? `the field ${field} decides:` : 'other words decide the tempo:';

function explainEnding(
  wanted: 'loop' | 'final' | 'fade',
  isWanted: boolean,
  intent: Intent,
): Explanation {
  const { ending = 'final' } = intent;
  if (wanted === 'fade') {
    if (!isWanted) return honoured('ending', ending, 'the music does not fade out');
    return intent.energyCurve && intent.origins['energyCurve'] === 'understood'
      ? approximated('energyCurve', null, 'the music thins out; its volume stays')
      : impossible('ending', ending, 'the volume cannot fade');
  }
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
