import { z } from 'zod';
import { ActorId, PartnerKeyId, PartnerName } from '../values/ids.ts';

/** A key with which a partner of the project finds the tracks that are open to it. */
export const PartnerKeyView = z
  .object({
    keyId: PartnerKeyId,
    partner: PartnerName,
    createdBy: ActorId,
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'PartnerKey' });

export type PartnerKeyView = z.infer<typeof PartnerKeyView>;

export const PartnerKeyList = z
  .object({ items: z.array(PartnerKeyView) })
  .meta({ id: 'PartnerKeyList' });

/** `key` is shown once: only its hash is stored. */
export const NewPartnerKey = PartnerKeyView.extend({ key: z.string() }).meta({
  id: 'NewPartnerKey',
});

export type NewPartnerKey = z.infer<typeof NewPartnerKey>;
