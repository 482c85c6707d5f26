import type { CandidateView, TrackView } from '@fermata/contracts/http';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';

/** The candidate of a version with this number or id. */
export function findCandidate(
  { trackId, candidates }: Pick<TrackView, 'trackId' | 'candidates'>,
  version: number,
  given: string,
): CandidateView {
  const ofVersion = candidates.filter((candidate) => candidate.version === version);
  const found = ofVersion.find(
    ({ number, candidateId }) => given.trim() === String(number) || given.trim() === candidateId,
  );
  if (found) return found;
  throw new CommandError(
    EXIT.absent,
    ofVersion.length === 0
      ? `Version ${version} of ${trackId} has no candidates yet.`
      : `Version ${version} of ${trackId} has no candidate "${given}"; its candidates are 1 to ${ofVersion.length}.`,
  );
}
