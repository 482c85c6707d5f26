import { describe, expect, it } from 'vitest';
import { UPDATES } from '@fermata/contracts/temporal';
import type { CommandResult, QuestionAnswer } from '@fermata/contracts/values';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { startRelease } from '../testing/sample-release.ts';
import { signedMessage } from '../testing/signed-message.ts';

const harness = await harnessOfFile();

const NEEDS_FIX = {
  type: 'delivery.needs-fix',
  data: { fields: [{ field: 'title', reason: 'too long' }] },
} as const;

/** An offer whose partner asks for a fix. */
async function prepare(terms: Record<string, unknown> = {}) {
  const keys: string[] = [];
  const release = await startRelease(harness, {
    terms,
    offers: {
      sandbox: {
        // A person amends the release before the second delivery.
        deliver: ({ idempotencyKey }) => {
          keys.push(idempotencyKey);
          const metadataVersion = keys.length;
          return Promise.resolve({ files: 1, uploaded: 1, bytes: 1000, metadataVersion });
        },
      },
    },
  });
  const stream = release.offerId();
  await release.delivered();
  await release.answer(NEEDS_FIX);
  let updates = 0;
  const answer = (given: QuestionAnswer): Promise<CommandResult> =>
    release.offer().executeUpdate(UPDATES.answer, {
      updateId: `answer-${++updates}`,
      args: [signedMessage(stream, 'answer', 'act_otto', { answer: given })],
    });
  const role = async () =>
    (await release.offer().describe()).typedSearchAttributes.get(searchAttributes.awaitingRole);
  /** Waits until the offer waits for a person. */
  const asked = () =>
    harness.until('a wait for a person', async () =>
      (await role()) === 'operations' ? true : undefined,
    );
  return { ...release, stream, keys, answerAs: answer, asked, role };
}

describe.concurrent('a partner that asks for a fix', () => {
  it('gets the release again when a person says so, and may then accept it', async () => {
    const offer = await prepare();
    await offer.asked();
    expect(await offer.answerAs('keep')).toMatchObject({ outcome: 'refused', reason: 'not-now' });
    expect(await offer.answerAs('redeliver')).toMatchObject({ outcome: 'accepted' });
    await harness.until('a second delivery', () => (offer.keys.length === 2 ? true : undefined));
    expect(new Set(offer.keys).size).toBe(2);
    await offer.answer({ type: 'delivery.accepted' });
    expect(await offer.result()).toMatchObject({ outcome: 'live' });
    expect(harness.types(offer.stream)).toEqual([
      ...['offer.started', 'delivery.reserved', 'delivery.delivered', 'delivery.fix-requested'],
      ...['delivery.fix-answered', 'delivery.delivered', 'delivery.answered'],
      ...['delivery.confirmed', 'offer.ended'],
    ]);
    expect((await harness.event(offer.stream, 'delivery.fix-answered')).actor).toBe('act_otto');
    const [first, second] = harness
      .events(offer.stream)
      .filter(({ type }) => type === 'delivery.delivered');
    expect(first?.data).toMatchObject({ metadataVersion: 1 });
    expect(second?.data).toMatchObject({ metadataVersion: 2 });
    expect(await offer.role()).toBeUndefined();
  });

  it('ends the wait with its own answer', async () => {
    const offer = await prepare();
    await offer.asked();
    await offer.answer({ type: 'delivery.accepted' });
    expect(await offer.result()).toMatchObject({ outcome: 'live' });
    expect(harness.types(offer.stream)).not.toContain('delivery.fix-answered');
    expect(offer.keys).toHaveLength(1);
  });

  it('is given up when a person says so', async () => {
    const offer = await prepare();
    await offer.asked();
    expect(await offer.answerAs('withdraw')).toMatchObject({ outcome: 'accepted' });
    expect(await offer.result()).toEqual({
      ...{ outcome: 'rejected', detail: 'it needs a fix: title: too long' },
    });
    expect(offer.stateAt()).toBe('taken-down');
  });

  it('is given up when nobody answers in time', async () => {
    const offer = await prepare({ questionSeconds: 1 });
    expect(await offer.result()).toMatchObject({ outcome: 'rejected' });
    expect((await harness.event(offer.stream, 'delivery.fix-answered')).data).toMatchObject({
      ...{ answer: 'withdraw', via: 'limit' },
    });
    expect(offer.stateAt()).toBe('taken-down');
  });

  it('asks again after a delivery, and a repeated message is no second request', async () => {
    const offer = await prepare();
    await offer.asked();
    await offer.answer(NEEDS_FIX);
    expect((await harness.event(offer.stream, 'delivery.answer-ignored')).data).toMatchObject({
      ...{ answer: 'needs-fix', detail: 'the partner had already answered needs-fix' },
    });
    await offer.answerAs('redeliver');
    await harness.until('a second delivery', () => (offer.keys.length === 2 ? true : undefined));
    await offer.answer(NEEDS_FIX);
    await offer.asked();
    expect(await offer.answerAs('withdraw')).toMatchObject({ outcome: 'accepted' });
    expect(await offer.result()).toMatchObject({ outcome: 'rejected' });
  });
});
