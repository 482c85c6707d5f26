/** The result of `work`, or `late` if it takes longer. Its later result or error is ignored. */
export async function withTimeout<T>(milliseconds: number, work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>(
    (resolve) => (timer = setTimeout(() => resolve('late'), milliseconds)),
  );
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
