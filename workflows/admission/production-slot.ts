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
import {
  ADMISSION,
  ADMISSION_SIGNALS,
  type AdmissionRequest,
  type Precedence,
  SLOT_SIGNALS,
  SlotQueued,
} from '@fermata/contracts/temporal';

/** Until the next request where the admission workflow does not run: the worker starts it again. */
const RETRY_MS = 5_000;

/**
 * A track's place among the tracks in production. It is released whenever the track waits for a
 * person.
 */
export class ProductionSlot {
  #state: 'none' | 'waiting' | 'holding' = 'none';
  #request: AdmissionRequest;
  #before: number | null = null;

  /** `onChange`: the track shows that it waits, or no longer waits. */
  constructor(
    { trackId, projectId }: { readonly trackId: string; readonly projectId: string },
    onChange: () => void,
  ) {
    this.#request = {
      trackId,
      projectId,
      precedence: 'batch',
      acceptedAt: workflowInfo().startTime.getTime(),
    };
    setHandler(defineSignal(SLOT_SIGNALS.admitted), () => {
      if (this.#state === 'waiting') this.#state = 'holding';
    });
    setHandler(defineSignal<[unknown]>(SLOT_SIGNALS.queued), (message) => {
      const parsed = SlotQueued.safeParse(message);
      if (!parsed.success || this.#state !== 'waiting') return;
      this.#before = parsed.data.before;
      onChange();
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
    if (this.#state !== 'waiting' || this.#before === null) return null;
    return `waiting for a free slot, ${this.#before} before it`;
  }

  /** Waits until the track may produce. */
  async acquire(precedence: Precedence): Promise<void> {
    if (this.#state !== 'none') return;
    this.#state = 'waiting';
    this.#before = null;
    this.#request = { ...this.#request, precedence };
    while (!(await signalAdmission(ADMISSION_SIGNALS.request, this.#request)))
      await sleep(RETRY_MS, { summary: 'Ask again for a production slot' });
    await condition(() => this.isHolding);
  }

  /**
   * Frees the slot or withdraws the request. Resolves when the admission workflow has the message,
   * so that a later request cannot overtake it. An admission
   * workflow that does not run has lost its queue, and asks when it starts.
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

/** False where the admission workflow does not run. */
async function signalAdmission(signal: string, message: object): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(ADMISSION.workflowId).signal(signal, message);
    return true;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return false;
  }
}
