import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import type { Limits } from '../config.ts';

/** Every so often: sessions that nobody has used for long go, with their previews and the bytes that no track uses. Many APIs may do it at once. */
export async function expirePreviews(parts: {
  catalogue: Pick<Catalogue, 'previews'>;
  assets: AssetStore;
  limits: Limits;
  log: Logger;
  signal: AbortSignal;
  onGone: (bytes: { projectId: string; sha256: string }) => void;
}): Promise<void> {
  const { catalogue, assets, limits, log, signal, onGone } = parts;
  while (!signal.aborted) {
    await pause(limits.previewSweepMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      const {
        previewSessionSeconds: unusedSeconds,
        previewLinkSeconds: linkSeconds,
        previewsPerProject: keptPerProject,
      } = limits;
      await catalogue.previews.expire(
        { unusedSeconds, linkSeconds, keptPerProject },
        async (bytes) => {
          onGone(bytes);
          await assets.remove(bytes.projectId, bytes.sha256);
        },
      );
    } catch (error) {
      log.warn({ err: error }, 'expired previews could not be removed; the next round tries again');
    }
  }
}
