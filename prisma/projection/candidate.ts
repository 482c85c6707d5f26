import type { NewEvent } from '@fermata/contracts/events';
import { type Change, patch, put } from './change.ts';
import type { Subject } from './subject.ts';

/** The candidates of each version: what was planned, made, scored and picked. */
export function applyToCandidate(event: NewEvent, { trackId }: Subject): Change[] {
  if (trackId === null) return [];
  switch (event.type) {
    case 'plan.made':
      return event.data.candidates.map(({ candidateId, recipeId }, ordinal) =>
        put(
          'candidate',
          { candidateId },
          { projectId: event.projectId, trackId, version: event.data.version, ordinal, recipeId },
        ),
      );
    case 'candidate.generated': {
      const { candidateId, recipeId, score, midi, sketch } = event.data;
      return [
        patch('candidate', { candidateId, trackId }, { recipeId, assets: [score, midi, sketch] }),
      ];
    }
    case 'candidate.evaluated':
      return [
        patch(
          'candidate',
          { candidateId: event.data.candidateId, trackId },
          {
            score: event.data.score,
            criteria: event.data.criteria,
            ...(event.data.findings === undefined ? {} : { findings: event.data.findings }),
          },
        ),
      ];
    case 'candidate.picked':
      return [
        patch(
          'candidate',
          { candidateId: event.data.candidateId, trackId },
          { pickedBy: event.data.by },
        ),
      ];
    default:
      return [];
  }
}
