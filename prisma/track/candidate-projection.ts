import type { NewEvent } from '@fermata/contracts/events';
import type { Change } from '../projection/projection.ts';
import type { Subject } from '../projection/subject.ts';
import { type CandidateRow, candidateTable } from './candidate-row.ts';

/** The candidates of each version: planned, generated, evaluated and picked. */
export function projectCandidate(event: NewEvent, { trackId }: Subject): Change[] {
  if (trackId === null) return [];
  const patch = (candidateId: string, set: Partial<CandidateRow>): Change[] => [
    candidateTable.patch({ candidateId, trackId }, set),
  ];
  switch (event.type) {
    case 'plan.made':
      return event.data.candidates.map(({ candidateId, recipeId }, index) =>
        candidateTable.put(
          { candidateId },
          {
            projectId: event.projectId,
            trackId,
            version: event.data.version,
            number: index + 1,
            recipeId,
          },
        ),
      );
    case 'candidate.generated': {
      const { candidateId, recipeId, score, midi, sketch } = event.data;
      return patch(candidateId, { recipeId, document: { assets: [score, midi, sketch] } });
    }
    case 'candidate.evaluated': {
      const { candidateId, rating, criteria, findings } = event.data;
      return patch(candidateId, { document: { rating, criteria, findings } });
    }
    case 'candidate.picked':
      return patch(event.data.candidateId, { document: { pickedBy: event.data.by } });
    default:
      return [];
  }
}
