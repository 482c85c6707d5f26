import { type ApiClient, ApiError } from '@fermata/clients/api';
import { AssetLinks } from '@fermata/contracts/http';

/** A link to the MP3 of a version, which a browser plays; or why there is none now. */
export async function listenLink(
  api: ApiClient,
  { trackId, version }: { readonly trackId: string; readonly version: number },
): Promise<string> {
  try {
    const { items } = await api.get(`/v1/tracks/${trackId}/assets`, AssetLinks, {
      kind: 'delivery-mp3',
      version,
    });
    return items.find(({ alternate }) => alternate === undefined)?.url ?? 'there is no MP3 yet';
  } catch (error) {
    if (!(error instanceof ApiError) || error.kind !== 'unavailable') throw error;
    return `not available: ${error.message}`;
  }
}
