import { CancellationScope } from '@temporalio/workflow';

/** The result of the work that ends first. The other work is cancelled. */
export async function firstOf<T>(...works: readonly (() => Promise<T>)[]): Promise<T> {
  const scope = new CancellationScope();
  try {
    return await scope.run(() => Promise.race(works.map((work) => work())));
  } finally {
    scope.cancel();
  }
}
