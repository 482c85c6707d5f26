import type { CandidateView, TrackView } from '@fermata/contracts/http';
import { CandidateId } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';

/** Validates a candidate's number or id before the API is called. */
export function parseCandidate(argument: string | undefined): string {
  const given = argument?.trim() ?? '';
  if (/^[1-9]\d?$/.test(given) || CandidateId.safeParse(given).success) return given;
  throw new CommandError(
    EXIT.usage,
    `"${given}" is not a candidate: give its number, or its id, "cand_" and 24 hex digits; ` +
      '"fermata track candidates" lists them.',
  );
}

/** The candidate of a version with this number or id. */
export function findCandidate(
  { trackId, candidates }: Pick<TrackView, 'trackId' | 'candidates'>,
  version: number,
  given: string,
): CandidateView {
  const ofVersion = candidates.filter((candidate) => candidate.version === version);
  const found = ofVersion.find(
    ({ number, candidateId }) => given === String(number) || given === candidateId,
  );
  if (found) return found;
  throw new CommandError(
    EXIT.absent,
    ofVersion.length === 0
      ? `Version ${version} of ${trackId} has no candidates yet.`
      : `Version ${version} of ${trackId} has no candidate "${given}"; its candidates are 1 to ${ofVersion.length}.`,
  );
}
