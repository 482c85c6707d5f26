/**
 * Replaces `@eshaz/web-worker` in the engine bundle: that package takes over any thread that loads
 * it, and the engine starts no threads.
 */
export default class NoThreads {
  constructor() {
    throw new Error('the engine starts no threads');
  }
}
