/** What `work` gives, or the signal's reason as soon as nobody wants it any more. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  // Whoever left does not hear how the work ended.
  work.catch(() => undefined);
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
