import type { AssetRef } from '@fermata/contracts/values';
import type { JournalEntry } from '../../journal.ts';
import { audio } from '../../proxies.ts';
import type { EvaluatedCandidate } from '../evaluated-candidate.ts';
import type { TrackRun } from '../track-run.ts';
import { addFindings, archiveFaulty } from './archive-faulty.ts';

/** One stem for each part. Null when a measurement stops the track. */
export async function renderStems(
  run: TrackRun,
  { recipeId, score }: EvaluatedCandidate,
): Promise<AssetRef[] | null> {
  const { stems, findings } = await run.call(
    audio.renderStems,
    `Render the stems of ${run.label}`,
    { ...run.versionRef, recipeId, score },
  );
  const finished: JournalEntry[] = [
    { type: 'stems.rendered', data: { version: run.lifecycle.version, stems } },
  ];
  if (addFindings(run, findings)) return archiveFaulty(run, finished);
  await run.advance('stems-rendered', finished);
  return stems;
}
