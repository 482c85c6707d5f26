import type { Intent } from './brief.ts';

/** The intent for planning and titles, without its explanations: they would make each message of a workflow large. */
export function intentToMake(intent: Intent): Intent {
  const { understanding: _understanding, reviewerNotes: _reviewerNotes, ...made } = intent;
  return { ...made, notes: [] };
}
