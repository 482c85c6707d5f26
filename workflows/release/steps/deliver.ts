import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { call } from '../../call.ts';
import { integration } from '../../proxies.ts';
import type { SagaStep } from '../../saga.ts';
import type { ReleaseRun } from '../release-run.ts';
import { takeBackRelease } from './take-back-release.ts';

/** Uploads the files and reports that they are complete. Undone by a take-down. */
export function deliver(run: ReleaseRun, partnerReference: string): SagaStep<void> {
  const { partner } = run;
  const { version } = run.input;
  return {
    name: 'deliver',
    async run() {
      await run.ready();
      run.setDetails(`Delivering to ${partner}`);
      const files = version.files.filter(
        ({ kind }) => kind === 'delivery-flac' || kind === 'cover',
      );
      await call(integration.deliver, `Deliver “${escapeMarkdown(version.title)}” to ${partner}`, {
        ...run.claim,
        partnerReference,
        version: { ...version, files },
        idempotencyKey: run.idempotencyKey('deliver'),
      });
      void run.record({
        type: 'delivery.delivered',
        data: { partner, partnerReference, files },
      });
    },
    undo: () => takeBackRelease(run),
  };
}
