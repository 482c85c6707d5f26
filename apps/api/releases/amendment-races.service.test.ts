import { afterAll, beforeAll, expect, it } from 'vitest';
import { AmendmentAccepted, Problem, WithdrawAccepted } from '@fermata/contracts/http';
import { workflowIds } from '@fermata/contracts/values';
import { sampleTrack } from '../../../prisma/testing/sample-track.ts';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

const RACES = 12;

/** A track on sale at the sandbox. */
async function onSale(seed: string) {
  const { events, until, trackId, releaseId } = sampleTrack(seed);
  for (const event of events.slice(0, until.published))
    await harness.catalogue.events.append([event]);
  const post = (route: string, body: object) =>
    harness.ask('POST', `/v1/releases/${releaseId}/${route}`, { key: KEYS.otto, body });
  return { trackId, releaseId, post };
}

it('an amendment races a takedown: the takedown is requested, and nothing amended is sent any more', async () => {
  const seen: string[] = [];
  for (let race = 0; race < RACES; race++) {
    const { trackId, releaseId, post } = await onSale(`race ${race}`);
    const commands = [
      () => post('amendments', { title: 'Late Rain', reason: 'renamed' }),
      () => post('withdraw', { reason: 'not cleared' }),
    ] as const;
    // Each of them is sent first in half of the races.
    const [amended, withdrawn] =
      race % 2 === 0
        ? await Promise.all([commands[0](), commands[1]()])
        : (await Promise.all([commands[1](), commands[0]()])).toReversed();
    const { events, authority } = harness.catalogue;
    const { withdrawalId } = WithdrawAccepted.parse(withdrawn?.body);
    const [requested] = await events.readStream(workflowIds.withdrawal(withdrawalId));
    expect(requested).toMatchObject({
      type: 'withdrawal.requested',
      data: { partners: ['sandbox'] },
    });
    const [amendment] = await events.readStream(workflowIds.amendment(releaseId, 2));
    const update = { projectId: 'default', trackId, releaseId, metadataVersion: 2 };
    const { issue } = await authority.updateDecision({ ...update, partner: 'sandbox' });
    if (amended?.status === 202) {
      AmendmentAccepted.parse(amended.body);
      expect(amendment).toMatchObject({ type: 'amendment.requested', actor: 'act_otto' });
      expect(issue).toBe(`sandbox does not sell ${releaseId}, or no longer`);
      seen.push('amended');
    } else {
      expect(Problem.parse(amended?.body)).toMatchObject({ status: 409, reason: 'late' });
      expect(amendment).toBeUndefined();
      expect(issue).toMatch(/^nobody has requested metadata version 2/);
      const refusals = await events.readStream('project/default');
      expect(refusals.at(-1)).toMatchObject({
        ...{ type: 'late-command.refused', data: { trackId, command: 'amend', reason: 'late' } },
      });
      seen.push('refused');
    }
    // The takedown goes on in any case.
    const takedown = { projectId: 'default', trackId, releaseId, partners: ['sandbox'] };
    expect(
      await authority.takedownIssue({ ...takedown, withdrawalId, reason: 'not cleared' }),
    ).toBeNull();
  }
  expect(seen).toHaveLength(RACES);
  expect(await harness.catalogue.audit.verify()).toMatchObject({ issues: [] });
  expect(await harness.catalogue.audit.rebuild()).toMatchObject({ identical: true });
});
