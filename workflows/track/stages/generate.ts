import type { GeneratedCandidate, PlannedCandidate } from '@fermata/contracts/temporal';
import { inference } from '../../proxies.ts';
import type { TrackRun } from '../track-run.ts';

/** Composes and sketches the candidates concurrently. */
export async function generate(
  run: TrackRun,
  planned: readonly PlannedCandidate[],
): Promise<GeneratedCandidate[]> {
  const { version } = run.lifecycle;
  const generated = await Promise.all(
    planned.map(({ candidateId, recipeId }, index) =>
      run.call(
        inference.generateCandidate,
        `Compose and sketch candidate ${index + 1} of ${planned.length} for ${run.label}`,
        { ...run.versionRef, candidateId, recipeId },
      ),
    ),
  );
  await run.advance(
    'generated',
    generated.map(({ candidateId, recipeId, score, midi, sketch }) => ({
      type: 'candidate.generated',
      data: { version, candidateId, recipeId, score, midi, sketch },
    })),
  );
  return generated;
}
