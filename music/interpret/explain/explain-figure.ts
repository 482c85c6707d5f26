import { DURATION_SECONDS, type Intent, keyName } from '@fermata/contracts/values';
import { fitTempo } from '../../compose/song/fit-tempo.ts';
import { metreShape } from '../../compose/song/metre-shape.ts';
import { styleMetreIssue } from '../../styles/style-metre-issue.ts';
import { TEMPO_RANGE } from '../choose-tempo.ts';
import type { Wish, WishContent } from '../reading/wish.ts';
import { approximated, type Explanation, honoured, ignored, impossible } from './explanation.ts';

/** Tempo, key, metre, length and loudness in figures; null for anything else. */
export function explainFigure(
  content: WishContent,
  polarity: Wish['polarity'],
  intent: Intent,
): Explanation | null {
  const wanted = explainWanted(content, intent);
  return wanted && polarity === 'excluded' ? explainExcluded(content, wanted, intent) : wanted;
}

/** "not in A minor": honoured by any other key. */
function explainExcluded(
  { kind }: WishContent,
  wanted: Explanation,
  { metre = '4/4', origins }: Intent,
): Explanation {
  const { field, outcome } = wanted;
  const value = field === 'metre' ? metre : wanted.value;
  // Whether other bars or another loudness than usual come out is not known here.
  if (kind === 'bars' || (kind === 'loudness' && origins['master'] === undefined))
    return ignored(field, value, 'it is not certain to be avoided; say what it should be instead');
  if (outcome !== 'honoured') return honoured(field, value, `it is avoided: ${value}`);
  return ignored(
    field,
    value,
    origins[field] === 'asked'
      ? `the field ${field} decides: ${value}`
      : `the style or other words decide: ${value}`,
  );
}

function explainWanted(content: WishContent, intent: Intent): Explanation | null {
  switch (content.kind) {
    case 'tempoBpm':
      return explainBpm(content, intent);
    case 'key': {
      const { key } = intent;
      const isMet = content.mode === key.mode && (content.tonic ?? key.tonic) === key.tonic;
      return isMet
        ? honoured('key', keyName(key), `the key is ${keyName(key)}`)
        : ignored('key', keyName(key), conflict(intent, 'key', keyName(key)));
    }
    case 'time signature':
    case 'metre':
      return explainMetre(content.metre, intent);
    case 'length':
      return explainSeconds(content.seconds, intent);
    case 'bars':
      return intent.origins['durationSeconds'] === 'understood'
        ? approximated(
            'durationSeconds',
            intent.durationSeconds,
            `the piece lasts ${intent.durationSeconds} s`,
          )
        : ignored(
            'durationSeconds',
            intent.durationSeconds,
            conflict(intent, 'durationSeconds', `${intent.durationSeconds} s`),
          );
    case 'loudness': {
      const target = intent.master?.targetLufs;
      if (target === content.lufs)
        return honoured('master', `${target} LUFS`, `the loudness is ${target} LUFS`);
      return intent.origins['master'] === 'understood'
        ? approximated(
            'master',
            `${target} LUFS`,
            `the loudness is at least -30 and at most -8 LUFS: ${target} LUFS`,
          )
        : ignored('master', `${target} LUFS`, conflict(intent, 'master', `${target} LUFS`));
    }
    default:
      return null;
  }
}

const conflict = ({ origins }: Intent, field: string, value: string): string =>
  origins[field] === 'asked'
    ? `the field ${field} decides: ${value}`
    : `the text names another one first: ${value}`;

function explainBpm(
  { bpm, toBpm = bpm }: Extract<WishContent, { kind: 'tempoBpm' }>,
  intent: Intent,
): Explanation {
  const { tempoBpm } = intent;
  if (tempoBpm >= bpm - 0.01 && tempoBpm <= toBpm + 0.01) return explainPlayedTempo(intent);
  const { min, max } = TEMPO_RANGE;
  return intent.origins['tempoBpm'] === 'understood' && (bpm > max || toBpm < min)
    ? approximated(
        'tempoBpm',
        tempoBpm,
        `a tempo is at least ${min} and at most ${max} beats a minute: ${tempoBpm}`,
      )
    : ignored('tempoBpm', tempoBpm, conflict(intent, 'tempoBpm', `${tempoBpm} beats a minute`));
}

/** A tempo that is bent by more than this share is another one. */
const NEARLY = 0.021;

/** The composer bends the tempo, so that the piece has whole phrases and its exact length. */
function explainPlayedTempo(intent: Intent): Explanation {
  const { tempoBpm, metre = '4/4', durationSeconds } = intent;
  const { tempoBpm: played } = fitTempo(intent, metreShape(metre).beatsPerBar);
  const bend = Math.abs(played / tempoBpm - 1);
  if (bend < 0.001)
    return honoured('tempoBpm', tempoBpm, `the tempo is ${tempoBpm} beats a minute`);
  const explained = bend <= NEARLY ? honoured : approximated;
  return explained(
    'tempoBpm',
    tempoBpm,
    `the tempo is ${Math.round(played * 10) / 10} beats a minute, so that the piece lasts ` +
      `${durationSeconds} s in whole phrases`,
  );
}

function explainMetre(wanted: string, intent: Intent): Explanation {
  const { metre = '4/4', style } = intent;
  if (wanted === metre) return honoured('metre', metre, `the metre is ${metre}`);
  if (intent.origins['metre'] === 'asked')
    return ignored('metre', metre, conflict(intent, 'metre', metre));
  const known = METRE_NAMES.find((name) => name === wanted);
  const issue = known && styleMetreIssue(known, style);
  return impossible(
    'metre',
    metre,
    `${issue ?? `the composer does not play ${wanted}`}; the metre is ${metre}`,
  );
}

const METRE_NAMES = ['2/4', '3/4', '4/4', '5/4', '6/8', '7/8'] as const;

function explainSeconds(wanted: number, intent: Intent): Explanation {
  const { durationSeconds } = intent;
  const value = `${durationSeconds} s`;
  if (Math.abs(wanted - durationSeconds) <= 0.05)
    return honoured('durationSeconds', value, `the piece lasts ${value}`);
  return intent.origins['durationSeconds'] === 'understood' &&
    (wanted > DURATION_SECONDS.max || wanted < DURATION_SECONDS.min)
    ? approximated(
        'durationSeconds',
        value,
        `a piece lasts at least ${DURATION_SECONDS.min} and at most ${DURATION_SECONDS.max} s: ${value}`,
      )
    : ignored('durationSeconds', value, conflict(intent, 'durationSeconds', value));
}
