import type { AssetRef } from '@fermata/contracts/values';
import type { JournalEntry } from '../../journal.ts';
import { audio } from '../../proxies.ts';
import type { EvaluatedCandidate } from '../evaluated-candidate.ts';
import type { TrackRun } from '../track-run.ts';
import { addFindings, archiveFaulty } from './archive-faulty.ts';

/** Sums the stems. Null when a measurement stops the track. */
export async function mix(
  run: TrackRun,
  { recipeId }: EvaluatedCandidate,
  stems: AssetRef[],
): Promise<AssetRef | null> {
  const { findings, ...mixed } = await run.call(
    audio.mixStems,
    `Mix ${stems.length} stems of ${run.label}`,
    { ...run.versionRef, recipeId, stems },
  );
  const { version } = run.lifecycle;
  const finished: JournalEntry[] = [{ type: 'mix.made', data: { version, ...mixed } }];
  if (addFindings(run, findings)) return archiveFaulty(run, finished);
  await run.advance('mixed', finished);
  return mixed.mix;
}
