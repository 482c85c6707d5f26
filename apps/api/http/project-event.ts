import type { Principal } from './principal.ts';

/** The envelope of an event in the project's own stream, which the API writes without a workflow. */
export const projectEvent = ({ projectId, actor }: Pick<Principal, 'projectId' | 'actor'>) => ({
  projectId,
  stream: `project/${projectId}`,
  occurredAt: new Date().toISOString(),
  actor,
  workflowId: null,
  runId: null,
});
