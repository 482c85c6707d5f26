import { isFinal, type Stage, STAGES } from './stage.ts';

/** What a track in this stage does or waits for, in words for people. */
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
  policy: 'Checking what may be published',
  review: 'Waiting for a reviewer',
  publishing: 'Publishing: reserve, deliver, await the answer, confirm',
  published: 'Published',
  withdrawn: 'Withdrawn',
  archived: 'Archived',
  cancelled: 'Cancelled',
  failed: 'Failed',
};

/** How much of the work of a track of 30 s each stage is, of 100: so that time left can be told from the percent. */
const STAGE_WORK_SHARE: Readonly<Partial<Record<Stage, number>>> = {
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
};

/** 0 to 100, by the work of the stages behind it; every ended life is complete. */
export function progressPercent(stage: Stage): number {
  if (isFinal(stage)) return 100;
  return STAGES.slice(0, STAGES.indexOf(stage)).reduce(
    (sum, done) => sum + (STAGE_WORK_SHARE[done] ?? 0),
    0,
  );
}
