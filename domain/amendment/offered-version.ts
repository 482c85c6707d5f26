import type { ReleasedVersion } from '@fermata/contracts/values';
import { amendedVersion } from './amend-metadata.ts';
import type { RequestedAmendment } from './amendment-rules.ts';

/** The version as a delivery has it: with the metadata that was requested last, or the approved metadata. */
export const offeredVersion = (
  version: ReleasedVersion,
  lastAmendment: Pick<RequestedAmendment, 'amended' | 'metadataVersion'> | null,
): { version: ReleasedVersion; metadataVersion: number } =>
  lastAmendment === null
    ? { version, metadataVersion: 1 }
    : {
        version: amendedVersion(version, lastAmendment.amended),
        metadataVersion: lastAmendment.metadataVersion,
      };
