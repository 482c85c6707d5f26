import {
  CancellationScope,
  condition,
  defineSignal,
  getExternalWorkflowHandle,
  isCancellation,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { ADMISSION_SIGNALS, SLOT_SIGNALS } from '@fermata/contracts/temporal';
import { type AdmissionRequest, type Precedence, workflowIds } from '@fermata/contracts/values';

/**
 * Delay before the next request if the admission workflow is not running; the worker restarts it.
 */
const RETRY_MS = 5_000;

/** A track's production slot, released whenever the track waits for a person. */
export class ProductionSlot {
  #state: 'none' | 'waiting' | 'holding' = 'none';
  #request: AdmissionRequest;

  constructor({ trackId, projectId }: { readonly trackId: string; readonly projectId: string }) {
    this.#request = {
      trackId,
      projectId,
      precedence: 'batch',
      acceptedAt: workflowInfo().startTime.getTime(),
    };
    setHandler(defineSignal(SLOT_SIGNALS.admitted), () => {
      if (this.#state === 'waiting') this.#state = 'holding';
    });
    setHandler(defineSignal(SLOT_SIGNALS.reportSlot), async () => {
      if (this.#state === 'none') return;
      await signalAdmission(ADMISSION_SIGNALS.report, {
        request: this.#request,
        isHolding: this.#state === 'holding',
      });
    });
  }

  get isHolding(): boolean {
    return this.#state === 'holding';
  }

  /** One sentence while the track waits for a slot; null otherwise. */
  get waitingFor(): string | null {
    return this.#state === 'waiting' ? 'waiting for a free slot' : null;
  }

  /** Waits until the track may produce. */
  async acquire(precedence: Precedence): Promise<void> {
    if (this.#state !== 'none') return;
    this.#state = 'waiting';
    this.#request = { ...this.#request, precedence };
    while (!(await signalAdmission(ADMISSION_SIGNALS.request, this.#request)))
      await sleep(RETRY_MS, { summary: 'Ask again for a production slot' });
    await condition(() => this.isHolding);
  }

  /**
   * Frees the slot or withdraws the request. Resolves when the admission workflow has the message,
   * so that a later request cannot overtake it. If the admission workflow is not running, its queue
   * is lost; it asks the tracks when it starts.
   */
  async release(): Promise<void> {
    if (this.#state === 'none') return;
    this.#state = 'none';
    const { trackId } = this.#request;
    await CancellationScope.nonCancellable(() =>
      signalAdmission(ADMISSION_SIGNALS.release, { trackId }),
    );
  }
}

/** False if the admission workflow is not running. */
async function signalAdmission(signal: string, message: object): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(workflowIds.admission).signal(signal, message);
    return true;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return false;
  }
}
