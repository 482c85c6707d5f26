import type { Edit, Intent, PartName, WantedPresence } from '@fermata/contracts/values';
import { assignInstruments } from './assign-instruments.ts';

/** The edits that play what an intent wishes for and a composition cannot have: they make its first recipes. */
export const wishedEdits = (intent: Intent): Edit[] => [
  ...assignInstruments(intent).flatMap((found): Edit[] =>
    'change' in found && found.change !== undefined
      ? [{ op: 'instrument', part: found.part, instrument: found.change }]
      : [],
  ),
  ...(intent.levels ?? []).map(({ part, db }): Edit => ({ op: 'level', part, db })),
  ...presenceEdits(intent),
  ...(intent.fade !== undefined && intent.fade > 0
    ? [{ op: 'fade', seconds: intent.fade } as const]
    : []),
];

/** A part is silent outside the times in which the intent lets it play. */
export function presenceEdits({
  presence = [],
  durationSeconds,
}: Pick<Intent, 'presence' | 'durationSeconds'>): Edit[] {
  const parts = [...new Set(presence.map(({ part }) => part))];
  return parts.flatMap((part) =>
    presenceOf(
      part,
      presence.filter((span) => span.part === part),
      durationSeconds,
    ),
  );
}

function presenceOf(part: PartName, spans: readonly WantedPresence[], end: number): Edit[] {
  const edits: Edit[] = [];
  const silence = (fromSecond: number, toSecond?: number): void =>
    void edits.push({
      op: 'presence',
      part,
      fromSecond,
      ...(toSecond === undefined ? {} : { toSecond }),
      present: false,
    });
  let second = 0;
  for (const { fromSecond, toSecond, fills } of [...spans].sort(
    (a, b) => a.fromSecond - b.fromSecond,
  )) {
    if (fills)
      edits.push({
        op: 'presence',
        part,
        fromSecond,
        ...(toSecond === undefined ? {} : { toSecond }),
        present: true,
      });
    if (fromSecond > second) silence(second, fromSecond);
    second = Math.max(second, toSecond ?? end);
  }
  if (second < end) silence(second);
  return edits;
}
