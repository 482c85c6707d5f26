import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { PreviewRetention } from '@fermata/contracts/settings';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';

interface ExpiryDependencies {
  readonly catalogue: { readonly previews: Pick<Catalogue['previews'], 'expire'> };
  readonly assets: Pick<AssetStore, 'remove'>;
  readonly retention: PreviewRetention;
  readonly log: Logger;
}

/** Sweeps until the signal aborts: removes unused sessions, their previews and bytes that no track uses. */
export async function expirePreviews(
  { catalogue, assets, retention, log }: ExpiryDependencies,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await pause(retention.sweepSeconds * 1000, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      await catalogue.previews.expire(retention, ({ projectId, sha256 }) =>
        assets.remove(projectId, sha256),
      );
    } catch (error) {
      log.warn({ err: error }, 'cannot remove all expired previews; the next sweep retries');
    }
  }
}
