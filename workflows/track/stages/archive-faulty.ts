import { isHard, type LocatedFinding } from '@fermata/contracts/values';
import { hardFindingReasons } from '@fermata/domain/track';
import type { JournalEntry } from '../../journal.ts';
import type { TrackRun } from '../track-run.ts';

/** Keeps findings for the reviewer. True when one of them must stop the track. */
export function addFindings(run: TrackRun, findings: readonly LocatedFinding[]): boolean {
  run.findings = [...run.findings, ...findings];
  return findings.some(isHard);
}

/** Archives the track with its hard findings as the reason. */
export async function archiveFaulty(
  run: TrackRun,
  finished: readonly JournalEntry[] = [],
): Promise<null> {
  const { findings } = run;
  await run.advance(
    'faulty',
    [
      ...finished,
      { type: 'audio.judged', data: { version: run.lifecycle.version, findings: [...findings] } },
    ],
    { detail: hardFindingReasons(findings) },
  );
  return null;
}
