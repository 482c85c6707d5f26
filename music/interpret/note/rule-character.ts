import {
  type Edit,
  type EnergyCurve,
  MAX_FADE_SECONDS,
  METRES,
  type Mood,
} from '@fermata/contracts/values';
import { approximated, honoured, impossible } from '../explain/explanation.ts';
import { isNegated } from './negation.ts';
import { type NotedPiece, type NoteRule, said } from './note-answer.ts';
import {
  type Clause,
  figureOf,
  hasChange,
  hasMeaning,
  meaningsOf,
  metreOf,
  moodsOf,
  partsOf,
  strengthOf,
} from './note-clause.ts';
import { sectionsOf } from './sections-of.ts';
import { beginningOf, lengthOf, secondOf, spanOf } from './time-of.ts';

const OPPOSITES: Readonly<Partial<Record<Mood, Mood>>> = {
  dark: 'happy',
  sad: 'happy',
  happy: 'dark',
  driving: 'calm',
  calm: 'driving',
};

/** "darker", "too sad", "less dark". */
export const ruleMood: NoteRule = (clause, about) => {
  const { recipe } = about;
  const [mood] = moodsOf(clause);
  if (mood === undefined || partsOf(clause).length > 0 || hasEnergyTime(clause, about)) return [];
  const now = recipe.composition.mood;
  // "slower, but not darker": a mood that the piece does not have stays away.
  if (isNegated(clause) && mood !== now)
    return [said(honoured('mood', now, `the mood is not ${mood}: it stays ${now}`))];
  const isTooMuch = hasChange(clause, 'too');
  const wanted =
    isNegated(clause) || isTooMuch || hasMeaning(clause, 'less') ? OPPOSITES[mood] : mood;
  if (wanted === undefined)
    return [said(impossible('mood', mood, 'say which mood it should have instead'))];
  return [
    {
      edits: wanted === now ? [] : [{ op: 'mood', mood: wanted }],
      wish: honoured('mood', wanted, `the mood is ${wanted}; it sounds and is composed for it`),
    },
  ];
};

export const ruleMetre: NoteRule = (clause) => {
  const wanted = metreOf(clause);
  if (wanted === undefined || isNegated(clause)) return [];
  const metre = METRES.find((each) => each === wanted);
  return [
    metre
      ? {
          edits: [{ op: 'metre', metre }],
          wish: approximated('metre', metre, `it is composed anew in ${metre}`),
        }
      : said(impossible('metre', wanted, `the composer does not play ${wanted}`)),
  ];
};

/** "-16 LUFS"; "louder" alone is no wish that a version can follow. */
export const ruleLoudness: NoteRule = (clause, { recipe }) => {
  const wanted = figureOf(clause, 'loudness')?.lufs;
  const now = recipe.master.targetLufs;
  if (wanted !== undefined) {
    const targetLufs = Math.max(-30, Math.min(-8, wanted));
    return [
      {
        edits: targetLufs === now ? [] : [{ op: 'master', targetLufs }],
        wish: (targetLufs === wanted ? honoured : approximated)(
          'master',
          `${targetLufs} LUFS`,
          `the loudness changes from ${now} to ${targetLufs} LUFS`,
        ),
      },
    ];
  }
  if (partsOf(clause).length > 0 || hasMeaning(clause, 'instrument')) return [];
  if (hasMeaning(clause, 'tempoLabel') || moodsOf(clause).length > 0 || isPitch(clause)) return [];
  if (!hasChange(clause, 'louder', 'quieter')) return [];
  if (isNegated(clause)) return [said(honoured('master', `${now} LUFS`, 'the loudness stays'))];
  return [
    said(
      impossible(
        'master',
        null,
        `the loudness of the whole is ${now} LUFS: name another figure in LUFS, or a part`,
      ),
    ),
  ];
};

const isPitch = (clause: Clause): boolean =>
  hasChange(clause, 'semitone', 'tone', 'octave', 'third', 'fourth', 'fifth');

const FADE_SECONDS = 6;
const FADE_SHARE = 0.25;

/** Fades, loops and last chords. */
export const ruleEnding: NoteRule = (clause, about) => {
  const { recipe, piece } = about;
  const [ending] = meaningsOf(clause, 'ending').map((meaning) => meaning.ending);
  if (hasChange(clause, 'fadeIn')) return [said(impossible('fade', null, 'only the end can fade'))];
  if (ending === undefined || partsOf(clause).length > 0) return [];
  if (ending === 'fade') {
    if (isNegated(clause))
      return [
        {
          edits: piece.fadeSeconds > 0 ? [{ op: 'fade', seconds: 0 }] : [],
          wish: honoured('fade', null, 'it does not fade out'),
        },
      ];
    const { durationSeconds } = piece;
    const usual = Math.min(FADE_SECONDS, FADE_SHARE * durationSeconds);
    const from = beginningOf(clause, about);
    if (from !== undefined && from >= durationSeconds)
      return [said(impossible('fade', `${from} s`, `it ends before, at ${durationSeconds} s`))];
    const rest = from === undefined ? secondOf(clause, about) : durationSeconds - from;
    const wanted = Math.round((lengthOf(clause, about) ?? rest ?? usual) * 10) / 10;
    const seconds = Math.min(MAX_FADE_SECONDS, wanted);
    return [
      {
        edits: [{ op: 'fade', seconds }],
        wish: (seconds === wanted ? honoured : approximated)(
          'fade',
          `${seconds} s`,
          `it fades out over the last ${seconds} s`,
        ),
      },
    ];
  }
  const now = recipe.composition.ending ?? 'final';
  // "no big finish" asks for no loop.
  if (isNegated(clause) && ending === 'final')
    return [
      said(
        now === 'final'
          ? impossible('ending', now, 'an ending is not smaller: ask for a fade, or for a loop')
          : honoured('ending', now, 'it has no ending: it repeats'),
      ),
    ];
  const wanted = isNegated(clause) ? 'final' : ending;
  return [
    {
      edits: wanted === now ? [] : [{ op: 'ending', ending: wanted }],
      wish: approximated(
        'ending',
        wanted,
        wanted === now ? 'it ends like this already' : 'its form is composed anew for this ending',
      ),
    },
  ];
};

const ENERGY_STEP = 0.25;
/** Around a time that should have more or less energy. */
const NEAR_SECONDS = 4;

const hasEnergyTime = (clause: Clause, about: NotedPiece): boolean =>
  hasMeaning(clause, 'energy') && placeOf(clause, about) !== undefined;

/** Where a clause wants more or less energy: at a second, or from one to another. */
function placeOf(clause: Clause, about: NotedPiece): Place | undefined {
  const span = spanOf(clause, about);
  const at = secondOf(clause, about);
  if (at !== undefined && (span === undefined || span.isOpen)) return { at };
  return span && { at: span.fromSecond, until: span.toSecond };
}

interface Place {
  readonly at: number;
  readonly until?: number;
}

/** "more energy", "more energy at 0:20", "a climax at 0:40". */
export const ruleEnergy: NoteRule = (clause, about) => {
  if (partsOf(clause).length > 0) return [];
  const climax = meaningsOf(clause, 'event').some(({ event }) => event === 'climax');
  const [named] = meaningsOf(clause, 'energy');
  const place = placeOf(clause, about);
  const at = place?.at;
  const sections = sectionsOf(clause, about);
  const up = hasChange(clause, 'energyUp');
  const down = hasChange(clause, 'energyDown');
  if (!climax && !named && !up && !down) return [];
  // "calmer" is a mood, unless it says when.
  if (!climax && !up && !down && moodsOf(clause).length > 0 && at === undefined) return [];
  if (sections?.length === 0) return [said(impossible('energy', null, 'it has no such section'))];
  if (climax && at === undefined)
    return [said(impossible('energy', 'climax', 'say at which second it should be'))];
  const less =
    down || (!up && (hasMeaning(clause, 'less') || (named?.change === 'less' && !climax)));
  if (isNegated(clause)) return [said(honoured('energy', null, 'the energy stays'))];
  const step = (less ? -ENERGY_STEP : ENERGY_STEP) * strengthOf(clause);
  const curve = place ? bent(about, place, climax ? 1 : step) : shifted(about, step);
  const edit: Edit = { op: 'energy', curve };
  return [
    {
      edits: [edit],
      wish: approximated(
        'energy',
        at === undefined ? null : `${at} s`,
        'it is composed anew along this curve of energy',
      ),
    },
  ];
};

const unit = (x: number): number => Math.round(Math.max(0, Math.min(1, x)) * 100) / 100;

/** The energy of the piece now: its sections, or its overall energy. */
function energyNow({ score, recipe, piece }: NotedPiece): { second: number; energy: number }[] {
  const bar = score ? (score.beatsPerBar * 60) / score.tempoBpm : 0;
  const points = (score?.sections ?? [])
    .filter(({ role }) => role !== 'ending')
    .map(({ startBar, energy }) => ({ second: Math.round(startBar * bar * 100) / 100, energy }))
    .filter(({ second }) => second < piece.durationSeconds)
    .slice(0, 24);
  return points.length > 0 ? points : [{ second: 0, energy: recipe.composition.energy }];
}

const shifted = (about: NotedPiece, step: number): EnergyCurve =>
  energyNow(about).map(({ second, energy }) => ({ second, energy: unit(energy + step) }));

function bent(about: NotedPiece, { at, until }: Place, step: number): EnergyCurve {
  const now = energyNow(about);
  const energyAt = (second: number): number =>
    now.findLast((point) => point.second <= second)?.energy ?? now[0]?.energy ?? 0.5;
  const end = about.piece.durationSeconds;
  const [from, to] = until === undefined ? [at - NEAR_SECONDS, at + NEAR_SECONDS] : [at, until];
  const inside = now.filter(({ second }) => until !== undefined && second > from && second < to);
  const around = [
    ...(until === undefined ? [{ second: Math.max(0, from), energy: energyAt(from) }] : []),
    ...[{ second: at, energy: energyAt(at) }, ...inside].map(({ second, energy }) => ({
      second,
      energy: energy + step,
    })),
    { second: Math.min(end - 0.1, to), energy: energyAt(to) },
  ];
  const outside = now.filter(({ second }) => second < from || second > to);
  return [...outside, ...around]
    .map(({ second, energy }) => ({ second, energy: unit(energy) }))
    .sort((a, b) => a.second - b.second)
    .filter(({ second }, i, all) => i === 0 || second > (all[i - 1]?.second ?? 0))
    .slice(0, 32);
}

/** "a drop at 0:20". */
export const ruleHit: NoteRule = (clause, about) => {
  const { recipe } = about;
  const [event] = meaningsOf(clause, 'event').flatMap((meaning) =>
    meaning.event === 'climax' ? [] : [meaning.event],
  );
  if (event === undefined || partsOf(clause).length > 0) return [];
  const second = secondOf(clause, about);
  if (isNegated(clause)) {
    const asked = recipe.composition.hits?.find(
      (hit) => hit.event === event && (second === undefined || Math.abs(hit.second - second) < 1),
    );
    return [
      said(
        asked
          ? impossible('hit', `${asked.second} s`, `its ${event} stays: no edit takes a hit away`)
          : approximated(
              'hit',
              second === undefined ? event : `${second} s`,
              `no ${event} is asked for; where it has one of its own, its form decides`,
            ),
      ),
    ];
  }
  return [
    second === undefined
      ? said(impossible('hit', event, 'say at which second it should be'))
      : {
          edits: [{ op: 'hit', second, event }],
          wish: approximated(
            'hit',
            `${second} s`,
            `its form is composed anew with a ${event} there`,
          ),
        },
  ];
};
