/** In the engine's bundle this stands in the place of `@eshaz/web-worker`, which takes over any thread that it is loaded in: the engine starts no threads. */
export default class NoThreads {
  constructor() {
    throw new Error('the engine starts no threads');
  }
}
