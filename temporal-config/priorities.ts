import type { Priority } from '@temporalio/common';
import type { Stage } from '@fermata/contracts/values';

/**
 * The order of activities in a task queue's backlog: 1 is first, 5 last. Depth first: work on older tracks
 * goes before new tracks, so that tracks finish one after another instead of all at the end.
 */
const PRIORITY_KEYS = {
  /** A person waits for the answer: a decision's token, and the events of a person's command. */
  decision: 1,
  /** A person waits for the result: a version that was sent back, a takedown, events that a decision may wait for. */
  interactive: 2,
  /** From the picked candidate to the partner. */
  finishing: 3,
  /** Candidates of a new track. */
  sketching: 4,
  /** New tracks, and scheduled maintenance. */
  starting: 5,
} as const;

export type WorkClass = keyof typeof PRIORITY_KEYS;

const CLASS_OF_STAGE: Readonly<Record<Stage, WorkClass>> = {
  // Only the acceptance is written, before production.
  accepted: 'finishing',
  interpreting: 'starting',
  planning: 'starting',
  generating: 'sketching',
  evaluating: 'sketching',
  picking: 'finishing',
  stems: 'finishing',
  mixing: 'finishing',
  mastering: 'finishing',
  enriching: 'finishing',
  policy: 'finishing',
  review: 'finishing',
  approved: 'finishing',
  publishing: 'finishing',
  published: 'finishing',
  delisted: 'finishing',
  withdrawn: 'finishing',
  archived: 'finishing',
  cancelled: 'finishing',
  failed: 'finishing',
};

/** The class of a track's own work. A later version was requested by a reviewer. */
export const workClassOf = (stage: Stage, version: number): WorkClass =>
  version > 1 ? 'interactive' : CLASS_OF_STAGE[stage];

/** Within a class projects take turns: the project is the fairness key of workflows; activities inherit it. */
export const startPriority = (projectId: string): Priority => ({ fairnessKey: projectId });

export const activityPriority = (work: WorkClass): Priority => ({
  priorityKey: PRIORITY_KEYS[work],
});
