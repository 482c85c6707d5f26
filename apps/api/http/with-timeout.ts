/** What `work` gives, or `late` where that takes longer. Whoever goes on without it does not hear how it ended. */
export async function withTimeout<T>(milliseconds: number, work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>(
    (resolve) => (timer = setTimeout(() => resolve('late'), milliseconds)),
  );
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
