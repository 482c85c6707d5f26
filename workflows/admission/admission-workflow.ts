import {
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  getExternalWorkflowHandle,
  isCancellation,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { z } from 'zod';
import {
  ADMISSION_SIGNALS,
  type AdmissionBounds,
  type AdmissionStatus,
  AdmissionWorkflowInput,
  QUERIES,
  SLOT_SIGNALS,
  SlotLimit,
  SlotRelease,
  SlotReport,
} from '@fermata/contracts/temporal';
import { AdmissionRequest, workflowIds } from '@fermata/contracts/values';
import { AdmissionQueue } from '@fermata/domain/admission';
import { call } from '../call.ts';
import { parseInput } from '../parse-input.ts';
import { admission } from '../proxies.ts';
import { describeAdmission } from './describe-admission.ts';

/**
 * A version takes minutes. A track that holds a slot for an hour is stuck in retries of one step:
 * it continues without one. An admitted track adds about 20 events; few events keep a replay short.
 */
const BOUNDS: AdmissionBounds = { checkMs: 60_000, leaseMs: 3_600_000, maxEvents: 2000 };

/** Time for the tracks to report their slots before the first one is admitted. */
const REPORT_MS = 2_000;

/**
 * Bounds the tracks in production, over all projects and workers. The only one has the id
 * `admission`.
 */
export async function admissionWorkflow(input: AdmissionWorkflowInput): Promise<void> {
  const {
    limit,
    snapshot,
    heldSince: since = [],
    bounds = BOUNDS,
  } = parseInput('admission', AdmissionWorkflowInput, input);
  const queue = new AdmissionQueue(limit, snapshot);
  const heldSince = new Map(since);
  let unsent = 0;
  /** No track is admitted before the tracks have reported the slots that they hold. */
  let recovering = !snapshot;

  /** False if the track has ended. */
  const send = async (trackId: string, signal: string, message: object = {}): Promise<boolean> => {
    unsent += 1;
    try {
      await getExternalWorkflowHandle(workflowIds.track(trackId)).signal(signal, message);
      return true;
    } catch (error) {
      if (isCancellation(error)) throw error;
      return false;
    } finally {
      unsent -= 1;
    }
  };
  const admit = async (trackId: string): Promise<void> => {
    heldSince.set(trackId, Date.now());
    if (!(await send(trackId, SLOT_SIGNALS.admitted))) release(trackId);
  };
  const admitAll = (): void => {
    if (!recovering)
      for (const { trackId } of queue.admit()) admit(trackId).catch(ignoreCancellation);
    setCurrentDetails(describeAdmission(queue));
  };
  const release = (trackId: string): void => {
    queue.release(trackId);
    heldSince.delete(trackId);
    admitAll();
  };
  const checkHolders = async (): Promise<void> => {
    for (;;) {
      await condition(() => queue.holding.length > 0);
      await sleep(bounds.checkMs, { summary: 'Next check of the tracks that hold slots' });
      const trackIds = queue.holding.map(({ trackId }) => trackId);
      const { ended } = await call(
        admission.findEndedTracks,
        'Find tracks that ended without releasing their slots',
        { trackIds },
      );
      for (const trackId of ended) release(trackId);
      for (const [trackId, at] of heldSince) if (Date.now() - at > bounds.leaseMs) release(trackId);
    }
  };

  onSignal(ADMISSION_SIGNALS.request, AdmissionRequest, (request) => {
    queue.request(request);
    admitAll();
  });
  onSignal(ADMISSION_SIGNALS.release, SlotRelease, ({ trackId }) => release(trackId));
  onSignal(ADMISSION_SIGNALS.report, SlotReport, ({ request, isHolding }) => {
    if (isHolding) {
      queue.restore(request);
      heldSince.set(request.trackId, Date.now());
    } else queue.request(request);
    admitAll();
  });
  onSignal(ADMISSION_SIGNALS.resize, SlotLimit, (message) => {
    queue.resize(message.limit);
    admitAll();
  });
  setHandler(defineQuery<AdmissionStatus>(QUERIES.status), () => ({
    limit: queue.limit,
    holding: queue.holding.map(({ trackId }) => trackId),
    waiting: queue.waitingCount,
  }));

  admitAll();
  // After a restart of the workflow, for example after it was terminated, the tracks still know
  // their slots.
  if (recovering) {
    const { asked } = await call(
      admission.askTracksForSlots,
      'Ask the running tracks for their slots',
      {},
    );
    if (asked > 0)
      await sleep(Math.min(REPORT_MS, bounds.checkMs), {
        summary: 'The tracks report their slots',
      });
    recovering = false;
    admitAll();
  }
  await Promise.race([
    checkHolders(),
    condition(() => workflowInfo().historyLength >= bounds.maxEvents && unsent === 0),
  ]);
  return continueAsNew<typeof admissionWorkflow>({
    limit: queue.limit,
    snapshot: queue.snapshot(),
    heldSince: [...heldSince],
    bounds,
  });
}

/** An invalid message is ignored; our workflows send none. */
function onSignal<Message>(
  name: string,
  schema: z.ZodType<Message>,
  handle: (message: Message) => void,
): void {
  setHandler(defineSignal<[unknown]>(name), (message) => {
    const parsed = schema.safeParse(message);
    if (parsed.success) handle(parsed.data);
  });
}

/** The workflow itself ends with the cancellation. */
function ignoreCancellation(error: unknown): void {
  if (!isCancellation(error)) throw error;
}
