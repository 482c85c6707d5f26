/** The result of `work`; rejects with the signal's reason on an abort. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  // After an abort nobody handles a rejection.
  work.catch(() => undefined);
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
