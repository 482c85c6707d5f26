import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import { activitiesForAddedPartner } from '../testing/added-partner.ts';

const PARTNER = 'shop';
const activities = activitiesForAddedPartner({
  partner: PARTNER,
  projectId: 'atlas',
  status: 'active',
});

test.each(['askPartner', 'findReservations'] as const)(
  '%s asks no partner that another project has added',
  async (name) => {
    const input = {
      ...{ partner: PARTNER, partnerReference: 'ref-1' },
      releaseId: deriveId('rel', 'sample'),
    };
    const ask = (projectId: string) =>
      new MockActivityEnvironment().run(activities[name], { ...input, projectId });
    await expect(ask('default')).rejects.toMatchObject({ type: 'PartnerUnknownError' });
    await expect(ask('atlas')).rejects.toMatchObject({ type: 'PartnerUnreachableError' });
  },
);

test('a question about no project is refused', async () => {
  const ask = new MockActivityEnvironment().run(activities.askPartner, {
    ...{ partner: PARTNER, partnerReference: 'ref-1' },
  } as never);
  await expect(ask).rejects.toMatchObject({ type: 'BadInputError' });
});
