import { currentEngine, type Engine, openEngine } from '@fermata/music';
import type { AssetStore } from '@fermata/storage';

export interface EngineRegistryOptions {
  readonly assets: AssetStore;
  /** Worker threads an engine may use. */
  readonly threads: number;
  /** Told of every call of an engine, by the name of the step. */
  readonly onCall?: (step: string) => void;
}

/** Besides the current build, the builds used last stay open: recipes that are made again name them. */
const MAX_OLD_BUILDS = 2;

interface OpenEngine {
  readonly engine: Promise<Engine>;
  calls: number;
}

/**
 * Opens sound engines by their digest: the current build from disk (put into S3 once), older ones from S3. The current one and the last two others keep their warm
 * threads; any other is closed when it has nothing to do, and opened again by the next call of whoever still holds it.
 */
export class EngineRegistry {
  readonly #options: EngineRegistryOptions;
  /** The least recently used first. */
  readonly #open = new Map<string, OpenEngine>();
  readonly #closing = new Set<Promise<void>>();
  #current: Promise<{ version: string; sha256: string }> | null = null;
  #closed = false;

  constructor(options: EngineRegistryOptions) {
    this.#options = options;
  }

  /** The engine for new recipes. It is in S3 before any recipe names it. */
  current(): Promise<{ version: string; sha256: string }> {
    this.#current ??= this.#publish().catch((error: unknown) => {
      this.#current = null;
      throw error;
    });
    return this.#current;
  }

  /** Throws where neither this installation nor S3 has such a build. */
  async open(sha256: string): Promise<Engine> {
    return this.#proxy(await this.#withEngine(sha256, ({ engine }) => engine));
  }

  /** Digests of the builds whose threads are kept. */
  openDigests(): string[] {
    return [...this.#open.keys()];
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const [sha256, { engine }] of this.#open) this.#closeEngine(sha256, engine);
    await Promise.all(this.#closing);
  }

  async #publish(): Promise<{ version: string; sha256: string }> {
    const { version, sha256, bytes } = await currentEngine();
    await this.#options.assets.putEngine(bytes);
    return { version, sha256 };
  }

  async #load(sha256: string): Promise<Engine> {
    const current = await currentEngine();
    const bytes =
      current.sha256 === sha256 ? current.bytes : await this.#options.assets.getEngine(sha256);
    return openEngine({ bytes, sha256, threads: this.#options.threads });
  }

  /** While `work` goes on the build is not closed. */
  async #withEngine<T>(sha256: string, work: (opened: OpenEngine) => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error('the engines are closed');
    const opened = this.#open.get(sha256) ?? { engine: this.#load(sha256), calls: 0 };
    this.#open.delete(sha256);
    this.#open.set(sha256, opened);
    opened.calls += 1;
    try {
      await opened.engine.catch((error: unknown) => {
        if (this.#open.get(sha256) === opened) this.#open.delete(sha256);
        throw error;
      });
      return await work(opened);
    } finally {
      opened.calls -= 1;
      await this.#closeUnused();
    }
  }

  async #closeUnused(): Promise<void> {
    const current = await currentEngine().catch(() => null);
    const old = [...this.#open].filter(([sha256]) => sha256 !== current?.sha256);
    for (const [sha256, { engine, calls }] of old.slice(
      0,
      Math.max(0, old.length - MAX_OLD_BUILDS),
    ))
      if (calls === 0) this.#closeEngine(sha256, engine);
  }

  #closeEngine(sha256: string, engine: Promise<Engine>): void {
    this.#open.delete(sha256);
    const closing = engine
      .then(
        (opened) => opened.close(),
        () => undefined,
      )
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  /** The engine in the hands of one who may keep it for long: each call finds it open, is counted, and tells of itself. */
  #proxy(engine: Engine): Engine {
    return new Proxy(engine, {
      get: (target, name): unknown => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        // It is the shelf that closes.
        if (name === 'close') return () => Promise.resolve();
        return (...args: unknown[]): unknown => {
          this.#options.onCall?.(String(name));
          return this.#withEngine(target.sha256, async (opened) => {
            const now = await opened.engine;
            const call: unknown = Reflect.get(now, name);
            if (typeof call !== 'function')
              throw new TypeError(`the engine has no ${String(name)}`);
            return Reflect.apply(call, now, args);
          });
        };
      },
    });
  }
}
