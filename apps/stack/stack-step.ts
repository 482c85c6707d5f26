/** Progress of a start or stop: the step, its detail and its duration. */
export interface StackStep {
  name: string;
  state: 'started' | 'working' | 'done' | 'failed';
  /** Seconds since the step started. */
  seconds: number;
  detail?: string;
}
export type OnStep = (step: StackStep) => void;

/**
 * Runs `work` as a step: reports progress every second and the duration at the end. `work` may
 * report details.
 */
export async function runStackStep<T>(
  name: string,
  onStep: OnStep,
  work: (report: (detail: string) => void) => Promise<T>,
  describe?: (result: T) => string | undefined,
): Promise<T> {
  const start = performance.now();
  let latest: string | undefined;
  const emit = (state: StackStep['state'], detail: string | undefined) =>
    onStep({
      name,
      state,
      seconds: (performance.now() - start) / 1000,
      ...(detail === undefined ? {} : { detail }),
    });
  emit('started', undefined);
  const timer = setInterval(() => emit('working', latest), 1000);
  try {
    const result = await work((detail) => {
      latest = detail;
    });
    emit('done', describe?.(result));
    return result;
  } catch (error) {
    emit('failed', error instanceof Error ? error.message : String(error));
    throw error;
  } finally {
    clearInterval(timer);
  }
}
