import { deliveredFiles } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { call } from '../../call.ts';
import { integration } from '../../proxies.ts';
import type { OfferRun } from '../offer-run.ts';
import { whenAllowed } from '../when-allowed.ts';

/**
 * Uploads the files and reports that they are complete. `key`: the same for all attempts of one delivery, and another
 * for a delivery after a fix.
 */
export async function deliver(
  run: OfferRun,
  partnerReference: string,
  key = 'deliver',
): Promise<void> {
  const { partner } = run;
  const { version } = run.input;
  const files = deliveredFiles(version);
  await run.deliver(async () => {
    const { metadataVersion } = await whenAllowed(run, () => {
      run.setDetails(`Delivering to ${partner}`);
      const title = escapeMarkdown(version.title);
      return call(integration.deliver, `Deliver “${title}” to ${partner}`, {
        ...run.claim,
        partnerReference,
        version: { ...version, files: version.files.filter((file) => files.includes(file)) },
        idempotencyKey: run.idempotencyKey(key),
      });
    });
    run.metadataVersion = metadataVersion;
    void run.record({
      type: 'delivery.delivered',
      data: { partner, partnerReference, files, metadataVersion },
    });
  });
}
