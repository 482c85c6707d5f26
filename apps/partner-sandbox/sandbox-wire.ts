import { z } from 'zod';
import { Day, Identifier, isrc, Sha256, Territory, text } from './wire-fields.ts';

// The bodies of the sandbox's own routes (docs/sandbox.md).

/** Makes the sandbox order a track. Fermata checks the brief. */
export const SandboxOrder = z.strictObject({
  orderId: Identifier.optional(),
  brief: z.record(z.string(), z.unknown()),
  deadline: z.iso.datetime(),
  terms: z.record(z.string(), z.unknown()).optional(),
});
export type SandboxOrder = z.infer<typeof SandboxOrder>;

const oneOf = ({
  trackId,
  versionSha256,
  releaseId,
}: {
  trackId?: unknown;
  versionSha256?: unknown;
  releaseId?: unknown;
}): boolean =>
  [trackId, versionSha256, releaseId].filter((name) => name !== undefined).length === 1;

/** Has the sandbox ask Fermata for a release. */
export const SandboxRequest = z
  .strictObject({
    requestId: Identifier.optional(),
    trackId: Identifier.optional(),
    versionSha256: Sha256.optional(),
    releaseId: Identifier.optional(),
  })
  .refine(oneOf, 'must name one of trackId, versionSha256 and releaseId');
export type SandboxRequest = z.infer<typeof SandboxRequest>;

/** Makes the sandbox report usage: its sales and streams. */
export const UsageRequest = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        lineId: Identifier,
        isrc: isrc.optional(),
        territory: Territory,
        from: Day,
        to: Day,
        units: z.int(),
        revenueMinor: z.int(),
        currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency of ISO 4217'),
      }),
    )
    .min(1, 'must have a line')
    .max(100, 'must have at most 100 lines'),
});
export type UsageRequest = z.infer<typeof UsageRequest>;

/** Makes the sandbox request a takedown of a release. */
export const TakedownWish = z.strictObject({
  requestId: Identifier.optional(),
  reason: text(500),
});
export type TakedownWish = z.infer<typeof TakedownWish>;
