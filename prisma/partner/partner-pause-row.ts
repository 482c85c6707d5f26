import { z } from 'zod';
import { PartnerStatus } from '@fermata/contracts/values';
import { Instant } from '../database/row.ts';
import { defineProjection } from '../projection/projection.ts';

/** The pause of a configured partner by a project. */
export const partnerPauseTable = defineProjection('partner_pause', ['projectId', 'partner'], {
  projectId: z.string(),
  partner: z.string(),
  status: PartnerStatus,
  resumedAt: Instant.nullable(),
});
