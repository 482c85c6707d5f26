import { bestRated, isPickable } from '@fermata/domain/track';
import { awaitPick } from '../await-pick.ts';
import type { EvaluatedCandidate } from '../evaluated-candidate.ts';
import type { TrackRun } from '../track-run.ts';
import { archiveFaulty } from './archive-faulty.ts';

/**
 * Picks by rating, or waits for a person's pick within a limit; then the rating decides. `alone`: there is
 * only one candidate.
 */
export async function pick(
  run: TrackRun,
  evaluated: readonly EvaluatedCandidate[],
  { alone }: { alone: boolean },
): Promise<EvaluatedCandidate | null> {
  const pickable = evaluated.filter(isPickable);
  if (pickable.length === 0) {
    run.findings = evaluated.flatMap(({ evaluation }) =>
      evaluation.findings.map((finding) => ({ ...finding, where: 'sketch' })),
    );
    return archiveFaulty(run);
  }
  const byPerson = run.input.pick.by === 'person' && !alone;
  if (byPerson) await run.slot.release();
  const chosen = byPerson ? await awaitPick(run, evaluated) : null;
  if (byPerson) await run.slot.acquire('returning');
  const picked = chosen ?? bestRated(pickable);
  const { candidateId, recipeId } = picked;
  run.recipeId = recipeId;
  await run.advance(
    'picked',
    // A person's pick was recorded when it was answered.
    chosen
      ? []
      : [
          {
            type: 'candidate.picked',
            data: {
              version: run.lifecycle.version,
              candidateId,
              recipeId,
              by: byPerson ? 'limit' : 'rating',
            },
          },
        ],
  );
  return picked;
}
