import type { ReleasedVersion } from '@fermata/contracts/values';

/** The versions that a release consists of: one of its track, or those that a person has put together. */
export const versionsOfRelease = ({
  trackId,
  version: { version, recordings },
}: {
  readonly trackId: string;
  readonly version: Pick<ReleasedVersion, 'version' | 'recordings'>;
}): { trackId: string; version: number }[] =>
  recordings?.map((recording) => ({ trackId: recording.trackId, version: recording.version })) ?? [
    { trackId, version },
  ];
