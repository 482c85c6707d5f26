import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import {
  AmendmentWorkflowInput,
  NOT_AUTHORISED,
  PROJECT_HELD,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { deriveId, MetadataTerms, workflowIds } from '@fermata/contracts/values';
import { releaseMetadataOf } from '@fermata/domain/metadata';
import { detailsOf } from '../testing/details-of.ts';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { PROJECT_ID } from '../testing/project-id.ts';
import type { AllActivities } from '../testing/scripted-activities.ts';

const harness = await harnessOfFile();

const title = 'Slow Light';
const metadata = releaseMetadataOf(MetadataTerms.parse({}), { title, style: 'lo-fi', year: 2026 });

let amendments = 0;

/** An amendment to version 2 at partners that take it at once, unless the script says otherwise. */
async function startAmendment(
  script: (shows: Map<string, number>) => Partial<AllActivities> = () => ({}),
  { partners = ['one', 'two'], showSeconds = 60 } = {},
) {
  const trackId = deriveId('trk', 'amendment', process.pid, Date.now(), ++amendments);
  const releaseId = deriveId('rel', trackId);
  const id = workflowIds.amendment(releaseId, 2);
  /** The version that each partner shows; a partner that no longer sells the release is removed. */
  const shows = new Map(partners.map((partner) => [partner, 1]));
  harness.store([
    {
      ...{ projectId: PROJECT_ID, stream: id, sequence: 1, actor: 'act_otto' },
      ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
      type: 'amendment.requested',
      data: {
        ...{ releaseId, trackId, metadataVersion: 2, changes: { title: 'Late Rain' } },
        amended: { title: 'Late Rain', credits: [], metadata },
        reason: 'renamed',
      },
    } satisfies NewEvent,
  ]);
  harness.script(id, {
    openAmendment: () =>
      Promise.resolve({
        ...{ trackId, title: 'Late Rain', reason: 'renamed', requestedBy: 'act_otto' },
        sequence: harness.events(id).length,
        partners: [...shows].map(([partner, metadataVersion]) => ({
          ...{ partner, partnerReference: `ref-${partner}`, metadataVersion },
        })),
        inFlight: [],
        awaiting: [],
      }),
    update: ({ partner, metadataVersion }) => {
      shows.set(partner, metadataVersion);
      return Promise.resolve();
    },
    askPartner: ({ partner, partnerReference }) => {
      const metadataVersion = shows.get(partner);
      return Promise.resolve({
        ...{ partnerReference, state: metadataVersion === undefined ? 'taking-down' : 'live' },
        ...{ detail: null, metadataVersion },
      });
    },
    ...script(shows),
  });
  const handle = await harness.start(
    WORKFLOWS.amendment,
    id,
    AmendmentWorkflowInput.parse({
      ...{ projectId: PROJECT_ID, releaseId, metadataVersion: 2, showSeconds },
    }),
  );
  const calls = (activity: string, partner?: string): unknown[] =>
    harness.calls.filter(
      (call) =>
        call.workflowId === id &&
        call.activity === activity &&
        (partner === undefined || (call.input as { partner?: string }).partner === partner),
    );
  return { id, handle, shows, calls, releaseId };
}

const refused = (code: string, message: string): Promise<never> =>
  Promise.reject(
    ApplicationFailure.create({
      ...{ message, type: 'PartnerRefusedError', nonRetryable: true },
      details: [{ status: 422, code }],
    }),
  );

describe.concurrent('an amendment', () => {
  it('is shown by every partner that sells the release', async () => {
    const { id, handle } = await startAmendment();
    expect(await handle.result()).toEqual({ outcome: 'shown', detail: 'shown by one, two' });
    expect(harness.types(id).toSorted()).toEqual([
      ...['amendment.ended', 'amendment.requested', 'amendment.sent', 'amendment.sent'],
      ...['amendment.shown', 'amendment.shown'],
    ]);
    expect((await harness.event(id, 'amendment.ended')).data).toMatchObject({
      have: [
        { partner: 'one', metadataVersion: 2 },
        { partner: 'two', metadataVersion: 2 },
      ],
    });
    expect(new Set(harness.events(id).map(({ actor }) => actor))).toEqual(new Set(['act_otto']));
  });

  it('reaches one partner although another rejects it, and names the one that keeps the old version', async () => {
    const { id, handle } = await startAmendment((shows) => ({
      update: ({ partner, metadataVersion }) => {
        if (partner === 'two') return refused('editorial', 'they do not want it');
        shows.set(partner, metadataVersion);
        return Promise.resolve();
      },
    }));
    expect(await handle.result()).toEqual({
      ...{ outcome: 'partly-shown', detail: 'two keeps metadata version 1' },
    });
    expect((await harness.event(id, 'amendment.not-shown')).data).toEqual({
      ...{ partner: 'two', code: 'editorial', reason: 'they do not want it' },
    });
  });

  it('waits for a partner that is down for some time, and not for its answer to the others', async () => {
    let isDown = true;
    const { id, handle, calls } = await startAmendment((shows) => ({
      update: ({ partner, metadataVersion }) => {
        if (partner === 'two' && isDown)
          return Promise.reject(new Error('the partner is unavailable'));
        shows.set(partner, metadataVersion);
        return Promise.resolve();
      },
    }));
    await harness.event(id, 'amendment.shown', ({ data }) => data.partner === 'one');
    await harness.until('a second attempt', () => calls('update', 'two')[1]);
    expect(harness.types(id)).not.toContain('amendment.ended');
    isDown = false;
    expect(await handle.result()).toMatchObject({ outcome: 'shown' });
  });

  it('waits while the releases of the project are held, and sends it once they are resumed', async () => {
    let isHeld = true;
    const held = 'the releases of the project are held: an audit';
    const { handle, calls } = await startAmendment(
      (shows) => ({
        update: ({ partner, metadataVersion }) => {
          if (isHeld) return Promise.reject(ApplicationFailure.nonRetryable(held, PROJECT_HELD));
          shows.set(partner, metadataVersion);
          return Promise.resolve();
        },
        awaitProjectResume: () =>
          isHeld
            ? Promise.reject(ApplicationFailure.create({ message: held, nextRetryDelay: 50 }))
            : Promise.resolve(),
      }),
      { partners: ['one'] },
    );
    await harness.until('a second question', () => calls('awaitProjectResume')[1]);
    expect(await detailsOf(handle)).toContain(`which waits: ${held}`);
    expect(calls('askPartner')).toEqual([]);
    isHeld = false;
    expect(await handle.result()).toMatchObject({ outcome: 'shown' });
    expect(calls('update')).toHaveLength(2);
  });

  it('is cancelled while it waits for the end of a hold', async () => {
    const { id, handle, calls } = await startAmendment(
      () => ({
        update: () => Promise.reject(ApplicationFailure.nonRetryable('held', PROJECT_HELD)),
        awaitProjectResume: () =>
          Promise.reject(ApplicationFailure.create({ message: 'held', nextRetryDelay: 50 })),
      }),
      { partners: ['one'] },
    );
    await harness.until('a question', () => calls('awaitProjectResume')[0]);
    await handle.cancel();
    expect(await handle.result()).toMatchObject({ outcome: 'not-shown' });
    expect((await harness.event(id, 'amendment.not-shown')).data).toMatchObject({
      code: 'cancelled',
    });
  });

  it('asks until the partner shows what it has taken', async () => {
    const { handle, shows, calls } = await startAmendment(
      () => ({ update: () => Promise.resolve() }),
      { partners: ['one'] },
    );
    await harness.until('two questions', () => calls('askPartner')[1]);
    shows.set('one', 2);
    expect(await handle.result()).toMatchObject({ outcome: 'shown' });
  });

  it('ends at its limit when the partner takes it and never shows it', async () => {
    const { id, handle } = await startAmendment(() => ({ update: () => Promise.resolve() }), {
      partners: ['one'],
      showSeconds: 0.5,
    });
    expect(await handle.result()).toMatchObject({ outcome: 'not-shown' });
    expect((await harness.event(id, 'amendment.not-shown')).data).toMatchObject({
      ...{ code: 'not-shown', reason: 'one shows metadata version 1 after 0.5 s' },
    });
  });

  it('takes what the partner shows for its lost answer', async () => {
    const { handle } = await startAmendment(
      (shows) => ({
        update: ({ partner, metadataVersion }) => {
          shows.set(partner, metadataVersion);
          return refused('broken', 'the answer was lost');
        },
      }),
      { partners: ['one'] },
    );
    expect(await handle.result()).toMatchObject({ outcome: 'shown' });
  });

  it('loses against a withdrawal, and ends without anything more at the partners', async () => {
    const { id, handle, calls } = await startAmendment(
      (shows) => ({
        update: () => {
          // The withdrawal was requested between the request of the amendment and this attempt.
          shows.delete('one');
          return Promise.reject(
            ApplicationFailure.nonRetryable('one does not sell it', NOT_AUTHORISED),
          );
        },
      }),
      { partners: ['one'] },
    );
    expect(await handle.result()).toEqual({
      ...{ outcome: 'not-shown', detail: 'no partner sells it any more' },
    });
    expect((await harness.event(id, 'amendment.not-shown')).data).toMatchObject({
      code: 'not-authorised',
    });
    expect((await harness.event(id, 'amendment.ended')).data).toMatchObject({ have: [] });
    expect(calls('update')).toHaveLength(1);
    for (const activity of ['confirm', 'reserve', 'deliver', 'sendTakedown'])
      expect(calls(activity)).toEqual([]);
  });

  it('ends when the release is taken down while the partner is to show it', async () => {
    const { id, handle } = await startAmendment(
      (shows) => ({
        update: () => {
          shows.delete('one');
          return Promise.resolve();
        },
      }),
      { partners: ['one'] },
    );
    expect(await handle.result()).toMatchObject({ outcome: 'not-shown' });
    expect((await harness.event(id, 'amendment.not-shown')).data).toMatchObject({
      ...{ code: 'not-on-sale', reason: 'one reports taking-down' },
    });
  });

  it('sends nothing to a partner that shows it already', async () => {
    // A workflow that was terminated before its end is started again.
    const { handle, calls } = await startAmendment(() => ({
      openAmendment: () =>
        Promise.resolve({
          ...{ trackId: 'trk', title, reason: 'renamed', requestedBy: 'act_otto', sequence: 1 },
          partners: [{ partner: 'one', partnerReference: 'ref-one', metadataVersion: 2 }],
          inFlight: [],
          awaiting: [],
        }),
    }));
    expect(await handle.result()).toEqual({ outcome: 'shown', detail: 'shown by one' });
    expect(calls('update')).toEqual([]);
  });

  it('is for the next delivery when no partner sells the release yet', async () => {
    const { id, handle, calls } = await startAmendment(() => ({
      openAmendment: () =>
        Promise.resolve({
          ...{ trackId: 'trk', title, reason: 'renamed', requestedBy: 'act_otto', sequence: 1 },
          ...{ partners: [], inFlight: [], awaiting: ['one'] },
        }),
    }));
    const detail = 'no partner sells it yet: the next delivery to one has it';
    expect(await handle.result()).toEqual({ outcome: 'not-shown', detail });
    expect((await harness.event(id, 'amendment.ended')).data).toMatchObject({ detail, have: [] });
    expect(calls('update')).toEqual([]);
  });

  it('notifies the offers in flight, and ends with the version that each of them has', async () => {
    const inFlight = [
      { partner: 'three', metadataVersion: 1 },
      { partner: 'four', metadataVersion: null },
    ];
    const { id, handle } = await startAmendment((shows) => ({
      openAmendment: () =>
        Promise.resolve({
          ...{ trackId: 'trk', title, reason: 'a claim', requestedBy: 'act_otto', sequence: 1 },
          partners: [
            {
              ...{ partner: 'one', partnerReference: 'ref-one' },
              metadataVersion: shows.get('one') ?? 1,
            },
          ],
          ...{ inFlight, awaiting: [] },
        }),
    }));
    expect(await handle.result()).toEqual({
      outcome: 'shown',
      detail:
        'shown by one; three does not sell it yet and has metadata version 1; ' +
        'the delivery to four will have it',
    });
    expect((await harness.event(id, 'amendment.ended')).data).toMatchObject({ inFlight });
    const events = (await handle.fetchHistory()).events ?? [];
    const notified = events.flatMap(
      ({ signalExternalWorkflowExecutionInitiatedEventAttributes: signal }) =>
        signal?.workflowExecution?.workflowId ?? [],
    );
    expect(notified).toEqual(
      inFlight.map(({ partner }) => expect.stringMatching(new RegExp(`/${partner}$`)) as string),
    );
  });

  it('records its end when it is cancelled', async () => {
    const { id, handle, calls } = await startAmendment(
      () => ({ update: () => Promise.resolve() }),
      { partners: ['one'] },
    );
    await harness.until('a question', () => calls('askPartner')[0]);
    await handle.cancel();
    expect(await handle.result()).toMatchObject({ outcome: 'not-shown' });
    expect((await harness.event(id, 'amendment.not-shown')).data).toMatchObject({
      code: 'cancelled',
    });
  });

  it('is ended as superseded by a later one that takes territories away while a partner is paused', async () => {
    let supersededBy: number | null = null;
    const paused = () =>
      ApplicationFailure.create({
        type: 'PartnerPausedError',
        message: 'paused',
        nextRetryDelay: 50,
      });
    const opened = {
      title: 'Late Rain',
      reason: 'renamed',
      requestedBy: 'act_otto',
      trackId: deriveId('trk', 'superseded'),
      ...{ inFlight: [], awaiting: [] },
    };
    const earlier = await startAmendment((shows) => ({
      openAmendment: () =>
        Promise.resolve({
          ...opened,
          sequence: harness.events(earlier.id).length,
          partners: [...shows].map(([partner, metadataVersion]) => ({
            ...{ partner, partnerReference: `ref-${partner}`, metadataVersion },
          })),
          ...(supersededBy === null ? {} : { supersededBy }),
        }),
      update: ({ partner, metadataVersion }) => {
        if (partner === 'two') return Promise.reject(paused());
        shows.set(partner, metadataVersion);
        return Promise.resolve();
      },
    }));
    await harness.event(earlier.id, 'amendment.shown', ({ data }) => data.partner === 'one');
    supersededBy = 3;
    const { releaseId, shows } = earlier;
    const id = workflowIds.amendment(releaseId, 3);
    harness.store([
      {
        ...{ projectId: PROJECT_ID, stream: id, sequence: 1, actor: 'act_otto' },
        ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
        type: 'amendment.requested',
        data: {
          ...{ releaseId, trackId: opened.trackId, metadataVersion: 3, reason: 'a claim' },
          changes: { withoutTerritories: ['DE'] },
          amended: { title: 'Late Rain', credits: [], metadata, territories: ['AT'] },
        },
      } satisfies NewEvent,
    ]);
    harness.script(id, {
      openAmendment: () =>
        Promise.resolve({
          ...{ ...opened, sequence: harness.events(id).length, supersedes: [2] },
          partners: [...shows].map(([partner, metadataVersion]) => ({
            ...{ partner, partnerReference: `ref-${partner}`, metadataVersion },
          })),
        }),
      update: ({ partner, metadataVersion }) => {
        shows.set(partner, metadataVersion);
        return Promise.resolve();
      },
      askPartner: ({ partner, partnerReference }) =>
        Promise.resolve({
          ...{ partnerReference, state: 'live', detail: null },
          metadataVersion: shows.get(partner),
        }),
    });
    const later = await harness.start(
      WORKFLOWS.amendment,
      id,
      AmendmentWorkflowInput.parse({ projectId: PROJECT_ID, releaseId, metadataVersion: 3 }),
    );
    expect(await later.result()).toMatchObject({ outcome: 'shown' });
    expect(await earlier.handle.result()).toEqual({
      ...{ outcome: 'superseded', detail: 'metadata version 3 replaces it' },
    });
    expect((await harness.event(earlier.id, 'amendment.ended')).data).toMatchObject({
      outcome: 'superseded',
    });
    // The later one says what the partner shows.
    expect(harness.types(earlier.id)).not.toContain('amendment.not-shown');
  });

  it('asks no partner when nobody has requested it', async () => {
    const { id, handle } = await startAmendment(() => ({
      openAmendment: () =>
        Promise.reject(ApplicationFailure.nonRetryable('nobody has requested it', NOT_AUTHORISED)),
    }));
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    expect(harness.types(id)).toEqual(['amendment.requested']);
    expect(
      harness.calls.filter(({ workflowId }) => workflowId === id).map(({ activity }) => activity),
    ).toEqual(['openAmendment']);
  });
});
