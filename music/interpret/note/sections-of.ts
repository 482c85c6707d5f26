import type { SectionRole } from '@fermata/contracts/values';
import type { Change } from '../words/change-words.ts';
import type { NotedPiece } from './note-answer.ts';
import { type Clause, hasChange } from './note-clause.ts';

const ROLES: readonly (readonly [change: Change, roles: readonly SectionRole[]])[] = [
  ['intro', ['intro']],
  ['outro', ['outro', 'ending']],
  ['chorus', ['main']],
  ['bridge', ['contrast', 'break']],
];

export interface NamedSection {
  /** Its index in the score. */
  readonly index: number;
  readonly fromSecond: number;
  readonly toSecond: number;
}

/** The sections that a clause names; null if it names none, empty if the score has none of them. */
export function sectionsOf(clause: Clause, { score }: NotedPiece): NamedSection[] | null {
  const roles = ROLES.flatMap(([change, own]) => (hasChange(clause, change) ? own : []));
  if (roles.length === 0) return null;
  if (!score) return [];
  const bar = (score.beatsPerBar * 60) / score.tempoBpm;
  const second = (bars: number): number =>
    Math.round(Math.min(score.durationSeconds, bars * bar) * 100) / 100;
  return score.sections.flatMap(({ role, startBar, bars }, index) =>
    role !== undefined && roles.includes(role)
      ? [{ index, fromSecond: second(startBar), toSecond: second(startBar + bars) }]
      : [],
  );
}
