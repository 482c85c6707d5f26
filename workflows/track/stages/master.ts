import type { AssetRef, AudioFigures } from '@fermata/contracts/values';
import type { JournalEntry } from '../../journal.ts';
import { audio } from '../../proxies.ts';
import type { EvaluatedCandidate } from '../evaluated-candidate.ts';
import type { TrackRun } from '../track-run.ts';
import { addFindings, archiveFaulty } from './archive-faulty.ts';

export interface MasteredMix {
  readonly master: AssetRef;
  readonly figures: AudioFigures;
}

/** Brings the mix to the recipe's loudness. Null when a measurement stops the track. */
export async function master(
  run: TrackRun,
  { recipeId }: EvaluatedCandidate,
  mix: AssetRef,
): Promise<MasteredMix | null> {
  const { findings, report, ...mastered } = await run.call(audio.masterMix, `Master ${run.label}`, {
    ...run.versionRef,
    recipeId,
    mix,
  });
  const { version } = run.lifecycle;
  const finished: JournalEntry[] = [
    { type: 'master.made', data: { version, ...mastered, report } },
  ];
  if (addFindings(run, findings)) return archiveFaulty(run, finished);
  await run.advance('mastered', finished);
  return mastered;
}
