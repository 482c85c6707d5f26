import type { GeneratedCandidate } from '@fermata/contracts/temporal';
import { type Intent, ratedIntent } from '@fermata/contracts/values';
import { inference } from '../../proxies.ts';
import type { EvaluatedCandidate } from '../evaluated-candidate.ts';
import type { TrackRun } from '../track-run.ts';

/** Rates the candidates against the brief concurrently. */
export async function evaluate(
  run: TrackRun,
  intent: Intent,
  generated: readonly GeneratedCandidate[],
): Promise<EvaluatedCandidate[]> {
  const { version } = run.lifecycle;
  const evaluated = await Promise.all(
    generated.map(async (candidate, index) => {
      const { score, figures } = candidate;
      const evaluation = await run.call(
        inference.evaluateCandidate,
        `Rate candidate ${index + 1} of ${generated.length} against the brief`,
        { ...run.versionRef, intent: ratedIntent(intent), score, figures },
      );
      return { ...candidate, evaluation };
    }),
  );
  await run.advance(
    'evaluated',
    evaluated.map(({ candidateId, evaluation }) => ({
      type: 'candidate.evaluated',
      data: { version, candidateId, ...evaluation },
    })),
  );
  return evaluated;
}
