import type { TrackAccepted } from '@fermata/contracts/http';
import { type Stage, workflowIds } from '@fermata/contracts/values';
import type { ApiConfig } from '../config.ts';

/** An accepted track with its links. `namespace`: the one in Temporal. */
export function presentAccepted(
  { publicUrl, temporalUiUrl }: Pick<ApiConfig, 'publicUrl' | 'temporalUiUrl'>,
  namespace: string,
  { trackId, stage, created }: { trackId: string; stage: Stage; created: boolean },
): TrackAccepted {
  const workflowId = workflowIds.track(trackId);
  const self = `${publicUrl ?? ''}/v1/tracks/${trackId}`;
  const temporal =
    temporalUiUrl &&
    `${temporalUiUrl}/namespaces/${encodeURIComponent(namespace)}` +
      `/workflows/${encodeURIComponent(workflowId)}`;
  return {
    trackId,
    workflowId,
    stage,
    created,
    links: { self, events: `${self}/events`, temporal },
  };
}
