import { keyName } from '@fermata/contracts/values';
import { approximated, honoured, impossible } from '../explain/explanation.ts';
import type { Change } from '../words/change-words.ts';
import { isNegated } from './negation.ts';
import { type NoteRule, said } from './note-answer.ts';
import { type Clause, hasChange, numberBefore, partsOf } from './note-clause.ts';

const INTERVALS: readonly (readonly [change: Change, semitones: number, usual: number])[] = [
  ['octave', 12, 1],
  ['fifth', 7, 1],
  ['fourth', 5, 1],
  ['third', 3, 1],
  ['semitone', 1, 1],
  ['tone', 2, 1],
];
/** Up or down without an interval. */
const USUAL_SEMITONES = 2;
const MOST_SEMITONES = 24;

/** "in A minor", "change the key to F#": everything moves. */
export const ruleKey: NoteRule = ({ keys, ...clause }, { piece }) => {
  const found = keys.find(({ tonic }) => tonic !== undefined) ?? keys[0];
  if (!found) return [];
  const key = { tonic: found.tonic ?? piece.key.tonic, mode: found.mode };
  const isSame = keyName(key) === keyName(piece.key);
  if (isNegated(clause))
    return [
      said(
        isSame
          ? impossible('key', keyName(key), 'say in which key it should be')
          : honoured('key', keyName(piece.key), `the key stays ${keyName(piece.key)}`),
      ),
    ];
  return [
    {
      edits: isSame ? [] : [{ op: 'key', key }],
      wish: honoured(
        'key',
        keyName(key),
        isSame
          ? `the key is ${keyName(key)} already`
          : `the key changes from ${keyName(piece.key)} to ${keyName(key)}`,
      ),
    },
  ];
};

/** "up a whole step", "an octave lower", "transpose down 3 semitones". */
export const ruleTranspose: NoteRule = (clause) => {
  const interval = INTERVALS.find(([change]) => hasChange(clause, change));
  const up = hasChange(clause, 'higher');
  const down = hasChange(clause, 'lower') || (interval && hasChange(clause, 'quieter'));
  const raised = up || (interval !== undefined && hasChange(clause, 'louder'));
  if (raised === Boolean(down)) return [];
  // "turn the drums up" is a level, and "up" alone a direction of something else.
  if (!interval && (partsOf(clause).length > 0 || !isAlone(clause))) return [];
  if (isNegated(clause)) return [said(honoured('key', null, 'the pitch stays'))];
  const [part] = partsOf(clause);
  if (part !== undefined)
    return [said(impossible('key', part, 'only the whole piece can be transposed'))];
  const size = interval
    ? interval[1] * (numberBefore(clause, interval[0]) ?? interval[2])
    : USUAL_SEMITONES;
  const semitones = Math.min(MOST_SEMITONES, Math.round(size)) * (raised ? 1 : -1);
  const reason = `everything with a pitch moves by ${semitones > 0 ? '+' : ''}${semitones} semitones`;
  return [
    {
      edits: [{ op: 'transpose', semitones }],
      wish: (interval ? honoured : approximated)(
        'key',
        `${semitones > 0 ? '+' : ''}${semitones} semitones`,
        reason,
      ),
    },
  ];
};

const isAlone = ({ items }: Clause): boolean =>
  items.every(
    ({ meanings, number }) =>
      number === undefined && meanings.every(({ kind }) => kind === 'change' || kind === 'plain'),
  );
