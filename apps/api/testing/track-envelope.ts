/** The fields that the events of a track share. */
export const trackEnvelope = (trackId: string) => ({
  projectId: 'default',
  stream: `track/${trackId}`,
  occurredAt: '2026-11-22T12:00:00.000Z',
  actor: 'act_ada',
  workflowId: `track/${trackId}`,
  runId: 'run',
});
