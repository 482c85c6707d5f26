/** The state of a recall: one that is lifted has no effect any more, whether it was completed or not. */
export function recallState({
  completedAt,
  liftedAt,
}: {
  readonly completedAt: string | null;
  readonly liftedAt: string | null;
}): 'running' | 'completed' | 'lifted' {
  if (liftedAt !== null) return 'lifted';
  return completedAt === null ? 'running' : 'completed';
}
