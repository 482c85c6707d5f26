import type { TrackRun } from './track-run.ts';

/** Writes down why a track rests in the archive. The lifecycle knows the reason. */
export async function archive(run: TrackRun, detail: string): Promise<void> {
  const reason = run.life.archiveReason;
  if (!reason) throw new RangeError(`stage ${run.life.stage} has no reason to archive`);
  await run.record('track.archived', { version: run.life.version, reason, detail });
}
