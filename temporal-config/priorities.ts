import type { Priority } from '@temporalio/common';
import type { Stage } from '@fermata/contracts/values';

/**
 * Which activity of a backlog a task queue gives out first: 1 is first, 5 last. Depth first: work that ends what was begun goes before work that begins
 * something, so that tracks are finished one after another instead of all at the very end.
 */
const PRIORITY_KEYS = {
  /** Somebody waits for the answer: a decision's token and the events that a person causes. */
  decision: 1,
  /** Somebody waits for the result: a version that a reviewer sent back, a takedown, and the events of a stage, which a decision may be queued behind. */
  interactive: 2,
  /** From the picked candidate to the partner. */
  finishing: 3,
  /** Candidates of a new track. */
  sketching: 4,
  /** New tracks, and upkeep by schedules. */
  starting: 5,
} as const;

export type WorkClass = keyof typeof PRIORITY_KEYS;

const CLASS_OF_STAGE: Partial<Record<Stage, WorkClass>> = {
  interpreting: 'starting',
  planning: 'starting',
  generating: 'sketching',
  evaluating: 'sketching',
};

/** The class of a track's own work. A later version exists because a reviewer asked for it. */
export const workClassOf = (stage: Stage, version: number): WorkClass =>
  version > 1 ? 'interactive' : (CLASS_OF_STAGE[stage] ?? 'finishing');

/** Of one class, projects take turns: the project is the fairness key of every workflow, and its activities inherit it. */
export const startPriority = (projectId: string): Priority => ({ fairnessKey: projectId });

export const activityPriority = (work: WorkClass): Priority => ({
  priorityKey: PRIORITY_KEYS[work],
});
