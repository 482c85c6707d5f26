import type { Principal } from './principal.ts';

/** What an event of the project's own stream has besides its type and data: the API writes it, no workflow does. */
export const projectEvent = ({ projectId, actor }: Pick<Principal, 'projectId' | 'actor'>) => ({
  projectId,
  stream: `project/${projectId}`,
  occurredAt: new Date().toISOString(),
  actor,
  workflowId: null,
  runId: null,
});
