import type { TrackView, VersionView } from '@fermata/contracts/http';
import { versionInForce } from '@fermata/domain/track';
import { CommandError } from '../../command-error.ts';
import { EXIT } from '../../exit-codes.ts';

/** A version whose files are complete. */
export type ProvableVersion = VersionView & {
  recipeId: string;
  title: string;
  aiDisclosure: NonNullable<VersionView['aiDisclosure']>;
  metadata: NonNullable<VersionView['metadata']>;
};

const isFinished = (version: VersionView): version is ProvableVersion =>
  version.recipeId !== null &&
  version.title !== null &&
  version.aiDisclosure !== null &&
  version.metadata !== null &&
  version.versionSha256 !== null;

/** The version of this number, or the one in force. Throws a CommandError if there is none. */
export function finishedVersion(
  { versions, version: current, trackId, now }: TrackView,
  number: number | undefined,
): ProvableVersion {
  const finished = versions.filter(isFinished);
  const found =
    number === undefined
      ? versionInForce(finished, current)
      : finished.find(({ version }) => version === number);
  if (found === undefined)
    throw new CommandError(
      EXIT.absent,
      `The track ${trackId} has no finished version${number === undefined ? ' yet' : ` ${number}`}: ${now}.`,
    );
  return found;
}
