/** What somebody who waits wants to know: which step, how far, for how long. */
export interface Step {
  name: string;
  state: 'started' | 'working' | 'done' | 'failed';
  /** Since the step started. */
  seconds: number;
  detail?: string;
}
export type OnStep = (step: Step) => void;

/** Runs `work` as a step: it says each second that it is alive, and at the end how long it took. `work` may say what it is at. */
export async function runStep<T>(
  name: string,
  onStep: OnStep,
  work: (say: (detail: string) => void) => Promise<T>,
  describe?: (result: T) => string | undefined,
): Promise<T> {
  const start = performance.now();
  let latest: string | undefined;
  const tell = (state: Step['state'], detail: string | undefined) =>
    onStep({
      name,
      state,
      seconds: (performance.now() - start) / 1000,
      ...(detail === undefined ? {} : { detail }),
    });
  tell('started', undefined);
  const timer = setInterval(() => tell('working', latest), 1000);
  try {
    const result = await work((detail) => {
      latest = detail;
    });
    tell('done', describe?.(result));
    return result;
  } catch (fault) {
    tell('failed', fault instanceof Error ? fault.message : String(fault));
    throw fault;
  } finally {
    clearInterval(timer);
  }
}
