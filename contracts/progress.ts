import { STAGES, isFinal, type Stage } from './stage.ts';

/** What a track in this stage does or waits for, in words for people. */
export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
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

/** 0 to 100, by the stages behind it; every ended life is complete. */
export function percentOf(stage: Stage): number {
  if (isFinal(stage)) return 100;
  return Math.round((STAGES.indexOf(stage) / STAGES.indexOf('published')) * 100);
}
