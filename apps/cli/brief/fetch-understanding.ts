import type { ApiClient } from '@fermata/clients/api';
import { BriefUnderstanding, UnderstandRequest } from '@fermata/contracts/http';
import type { TrackRequest } from '@fermata/contracts/http';
import type { Understanding } from '@fermata/contracts/values';

/** Every wish of a brief and its outcome, apart from its materials. */
export async function fetchUnderstanding(
  client: ApiClient,
  brief: TrackRequest['brief'],
): Promise<Understanding> {
  const { understanding } = await client.post(
    '/v1/briefs/understand',
    UnderstandRequest.strip().parse(brief),
    BriefUnderstanding,
  );
  return understanding;
}
