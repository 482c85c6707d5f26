import type { Edit, EnergyCurve } from '@fermata/contracts/values';
import { approximated, honoured, impossible } from '../explain/explanation.ts';
import { isNegated } from './negation.ts';
import { type NotedPiece, type NoteRule, said } from './note-answer.ts';
import {
  type Clause,
  hasChange,
  hasMeaning,
  meaningsOf,
  moodsOf,
  partsOf,
  strengthOf,
} from './note-clause.ts';
import { sectionsOf } from './sections-of.ts';
import { secondOf, spanOf } from './time-of.ts';

const ENERGY_STEP = 0.25;
/** Around a time that should have more or less energy. */
const NEAR_SECONDS = 4;

/** Where a clause wants more or less energy: at a second, or from one to another. */
export function energyPlaceOf(clause: Clause, about: NotedPiece): Place | undefined {
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
  const place = energyPlaceOf(clause, about);
  const at = place?.at;
  const sections = sectionsOf(clause, about);
  const up = hasChange(clause, 'energyUp');
  const down = hasChange(clause, 'energyDown');
  if (!climax && !named && !up && !down) return [];
  // "calmer" is a mood, unless it says when.
  if (!climax && !up && !down && moodsOf(clause).length > 0 && at === undefined) return [];
  if (sections?.length === 0)
    return [said(impossible('energyCurve', null, 'it has no such section'))];
  if (climax && at === undefined)
    return [said(impossible('energyCurve', 'climax', 'say at which second it should be'))];
  const less =
    down || (!up && (hasMeaning(clause, 'less') || (named?.change === 'less' && !climax)));
  if (isNegated(clause)) return [said(honoured('energyCurve', null, 'the energy stays'))];
  const step = (less ? -ENERGY_STEP : ENERGY_STEP) * strengthOf(clause);
  const curve = place ? bent(about, place, climax ? 1 : step) : shifted(about, step);
  const edit: Edit = { op: 'energy', curve };
  return [
    {
      edits: [edit],
      wish: approximated(
        'energyCurve',
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
