import { hasLeftProduction, type Stage, STAGES } from './stage.ts';

/** The work or wait of a stage, in words for people. */
export const STAGE_LABELS: Readonly<Record<Stage, string>> = {
  accepted: 'Accepted, starting',
  interpreting: 'Understanding the brief',
  planning: 'Planning the candidates',
  generating: 'Composing and sketching the candidates',
  evaluating: 'Scoring the candidates against the brief',
  picking: 'Choosing a candidate',
  stems: 'Rendering the stems',
  mixing: 'Mixing the stems',
  mastering: 'Mastering the mix',
  enriching: 'Writing title, tags and delivery files',
  policy: 'Checking the publication policies',
  review: 'Waiting for a reviewer',
  approved: 'Approved, not released yet',
  publishing: 'Publishing: reserve, deliver, await the answer, confirm',
  published: 'Published',
  delisted: 'Delisted by the partner',
  withdrawn: 'Withdrawn',
  archived: 'Archived',
  cancelled: 'Cancelled',
  failed: 'Failed',
};

/** Share of each stage in the work of a 30 s track, in percent: the time left is estimated from it. */
export const STAGE_WORK_SHARES = {
  accepted: 1,
  interpreting: 2,
  planning: 2,
  generating: 24,
  evaluating: 3,
  picking: 1,
  stems: 26,
  mixing: 9,
  mastering: 10,
  enriching: 12,
  policy: 1,
  review: 3,
  publishing: 6,
} as const satisfies Partial<Record<Stage, number>>;

/** 0 to 100, by the work of the completed stages; an ended track is at 100. */
export function progressPercent(stage: Stage): number {
  if (hasLeftProduction(stage)) return 100;
  const shares: Partial<Record<Stage, number>> = STAGE_WORK_SHARES;
  return STAGES.slice(0, STAGES.indexOf(stage)).reduce((sum, done) => sum + (shares[done] ?? 0), 0);
}
