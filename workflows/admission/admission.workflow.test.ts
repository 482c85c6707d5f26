import { beforeAll, expect, it } from 'vitest';
import {
  type AdmissionStatus,
  type AdmissionWorkflowInput,
  QUERIES,
  SLOT_SIGNALS,
  TASK_QUEUES,
  type TrackStatus,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { type SignedCommand, workflowIds } from '@fermata/contracts/values';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { sampleTrack } from '../testing/sample-track.ts';
import { scriptedActivities } from '../testing/scripted-activities.ts';
import { signedMessage } from '../testing/signed-message.ts';

const harness = await harnessOfFile();
/** Tracks whose stems are not rendered yet. */
const blocked = new Map<string, () => void>();

beforeAll(async () => {
  harness.script(workflowIds.admission, {
    askTracksForSlots: async () => {
      for (const trackId of blocked.keys())
        await harness.client.workflow
          .getHandle(workflowIds.track(trackId))
          .signal(SLOT_SIGNALS.reportSlot);
      return { asked: blocked.size };
    },
    findEndedTracks: async ({ trackIds }) => {
      const ended: string[] = [];
      for (const trackId of trackIds) {
        const { status } = await harness.client.workflow
          .getHandle(workflowIds.track(trackId))
          .describe();
        if (status.name !== 'RUNNING') ended.push(trackId);
      }
      return { ended };
    },
  });
  await admission().terminate('another limit');
  await startAdmission();
});

const admission = () => harness.client.workflow.getHandle(workflowIds.admission);

async function startAdmission(): Promise<void> {
  const input: AdmissionWorkflowInput = {
    limit: 1,
    bounds: { checkMs: 1_000, leaseMs: 3_600_000, maxEvents: 300 },
  };
  await harness.client.workflow.start(WORKFLOWS.admission, {
    workflowId: workflowIds.admission,
    taskQueue: TASK_QUEUES.control,
    args: [input],
  });
}

const slots = (): Promise<AdmissionStatus> => admission().query<AdmissionStatus>(QUERIES.status);

/** A track that stays in stage `stems` until it is unblocked. */
async function startBlocked(changes: Record<string, unknown> = {}): Promise<string> {
  const input = sampleTrack({ candidates: 1, ...changes });
  const { trackId } = input;
  const id = workflowIds.track(trackId);
  const unblocked = new Promise<void>((resolve) => blocked.set(trackId, resolve));
  const { renderStems } = scriptedActivities();
  harness.script(id, {
    renderStems: async (version) => {
      await unblocked;
      return renderStems(version);
    },
  });
  await harness.start(WORKFLOWS.track, id, input);
  return trackId;
}

const unblock = (trackId: string): void => {
  blocked.get(trackId)?.();
  blocked.delete(trackId);
};

const holds = (trackId: string): Promise<true> =>
  harness.until(`slot of ${trackId}`, async () =>
    (await slots()).holding.includes(trackId) ? true : undefined,
  );

/** The admission workflow has the requests of this many tracks, and this one says so. */
const waits = (trackId: string, waiting: number): Promise<true> =>
  harness.until(`wait of ${trackId} as number ${waiting}`, async () => {
    const status = await harness.client.workflow
      .getHandle(workflowIds.track(trackId))
      .query<TrackStatus>(QUERIES.status);
    const isWaiting = status.now.includes('waiting for a free slot');
    return isWaiting && (await slots()).waiting === waiting ? true : undefined;
  });

const reviewed = (trackId: string): Promise<unknown> =>
  harness.event(workflowIds.track(trackId), 'review.opened');

async function give(trackId: string, command: SignedCommand, actor: string): Promise<void> {
  const id = workflowIds.track(trackId);
  const args: [object] = [signedMessage(id, command, actor, {})];
  await harness.client.workflow.getHandle(id).executeUpdate(command, { args });
}

it('produces one track at a time: the next starts when the first reaches its review', async () => {
  const first = await startBlocked();
  await holds(first);
  const second = await startBlocked();
  await waits(second, 1);
  const third = await startBlocked();
  await waits(third, 2);
  expect(harness.types(workflowIds.track(second))).toEqual(['track.accepted']);
  expect(await slots()).toEqual({ limit: 1, holding: [first], waiting: 2 });
  for (const trackId of [first, second, third]) {
    await holds(trackId);
    unblock(trackId);
    await reviewed(trackId);
  }
  await harness.until('free slot', async () =>
    (await slots()).holding.length === 0 ? true : undefined,
  );
});

it('admits a track that a person will pick before the other waiting ones', async () => {
  const first = await startBlocked();
  await holds(first);
  const batch = await startBlocked();
  await waits(batch, 1);
  const interactive = await startBlocked({
    candidates: 2,
    pick: { by: 'person', limitSeconds: 600 },
  });
  await waits(interactive, 2);
  unblock(first);
  // It frees its slot while the person chooses, so the other track continues.
  await harness.event(
    workflowIds.track(interactive),
    'track.stage-entered',
    ({ data }) => data.stage === 'picking',
  );
  await holds(batch);
  await give(interactive, 'cancel', 'act_ada');
  unblock(interactive);
  unblock(batch);
  await reviewed(batch);
});

it('frees the slot of a held track, of a cancelled one and of a terminated one', async () => {
  const handle = (trackId: string) => harness.client.workflow.getHandle(workflowIds.track(trackId));
  const held = await startBlocked();
  await holds(held);
  const cancelled = await startBlocked();
  await waits(cancelled, 1);
  const terminated = await startBlocked();
  await waits(terminated, 2);
  const last = await startBlocked();
  await waits(last, 3);
  await give(held, 'hold', 'act_otto');
  unblock(held);
  await holds(cancelled);
  await give(cancelled, 'cancel', 'act_ada');
  unblock(cancelled);
  await holds(terminated);
  await handle(terminated).terminate('by operations');
  unblock(terminated);
  await holds(last);
  await give(held, 'resume', 'act_otto');
  unblock(last);
  await reviewed(last);
  await reviewed(held);
});

it('recovers its queue from the tracks when it was terminated', async () => {
  const first = await startBlocked();
  await holds(first);
  const second = await startBlocked();
  await waits(second, 1);
  await admission().terminate('by operations');
  await startAdmission();
  await harness.until('recovered queue', async () => {
    const { holding, waiting } = await slots();
    return holding.includes(first) && waiting === 1 ? true : undefined;
  });
  unblock(first);
  await holds(second);
  unblock(second);
  await reviewed(second);
});

it('starts a new run before its history becomes long, and loses no track', async () => {
  const trackIds: string[] = [];
  for (let i = 0; i < 5; i++) trackIds.push(await startBlocked());
  const before = (await admission().describe()).runId;
  await harness.until('new run', async () => {
    await Promise.all(
      Array.from({ length: 20 }, () => admission().signal('resizeSlots', { limit: 1 })),
    );
    // Answered once the signals are handled.
    await admission().query(QUERIES.status);
    return (await admission().describe()).runId === before ? undefined : true;
  });
  for (const trackId of trackIds) unblock(trackId);
  await Promise.all(trackIds.map(reviewed));
});
