import { LRUCache } from 'lru-cache';
import { currentEngine, type Engine, engineKeyId, fetchEngine, openEngine } from '@fermata/music';
import type { AssetStore } from '@fermata/storage';

export interface EngineRegistryOptions {
  readonly assets: AssetStore;
  /** Processes per engine. */
  readonly processes: number;
  /** Keys of trusted engines; empty: the key of the installed build. */
  readonly publicKeys?: readonly string[];
  /** Called before every engine call, with the name of the step. */
  readonly onCall?: (step: string) => void;
}

/** Besides the current build, this many recently used builds stay open for recipes that name them. */
const MAX_OLD_BUILDS = 2;

interface OpenEngine {
  readonly engine: Promise<Engine>;
  /** Calls in flight. */
  calls: number;
}

/**
 * Opens sound engines by digest: the current build from disk (copied to S3 once), older ones from
 * S3, each only if a trusted key has signed it. The current build and the last two others keep their
 * warm processes. Any other is closed once
 * it is idle, and reopened by the next call of a caller that still holds it.
 */
export class EngineRegistry {
  readonly #options: EngineRegistryOptions;
  #current: Promise<{ version: string; sha256: string }> | null = null;
  #currentDigest: string | null = null;
  #currentBuild: OpenEngine | null = null;
  readonly #oldBuilds = new LRUCache<string, OpenEngine>({
    max: MAX_OLD_BUILDS,
    dispose: (opened, sha256) => this.#retire(sha256, opened),
  });
  /** No longer among the last used, but with calls in flight. */
  readonly #retired = new Map<string, OpenEngine>();
  readonly #closing = new Set<Promise<void>>();
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

  /** Throws if neither this installation nor S3 has the build, or no trusted key has signed it. */
  async open(sha256: string): Promise<Engine> {
    return this.#proxy(await this.#withEngine(sha256, ({ engine }) => engine));
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const opened of [this.#currentBuild, ...this.#retired.values()])
      if (opened) this.#closeEngine(opened);
    for (const opened of this.#oldBuilds.values()) this.#closeEngine(opened);
    this.#currentBuild = null;
    this.#retired.clear();
    await Promise.all(this.#closing);
  }

  async #publish(): Promise<{ version: string; sha256: string }> {
    const { version, sha256, engine, signature, notices } = await this.#installed();
    await this.#options.assets.putEngine(engine.bytes, {
      notices,
      signature: { keyId: engineKeyId(signature.publicKey), signature: signature.signature },
    });
    return { version, sha256 };
  }

  async #load(sha256: string): Promise<Engine> {
    // Read again: a build may have replaced the file since this process started.
    const { assets, processes, publicKeys } = this.#options;
    const current = await this.#installed();
    const engine =
      current.sha256 === sha256 ? current.engine : await fetchEngine(assets, sha256, publicKeys);
    return openEngine({ engine, processes });
  }

  #installed(): ReturnType<typeof currentEngine> {
    return currentEngine(this.#options.publicKeys);
  }

  /** Runs `work` with an open build, which stays open until `work` ends. */
  async #withEngine<T>(sha256: string, work: (opened: OpenEngine) => Promise<T>): Promise<T> {
    this.#currentDigest ??= await this.#installed().then(
      (current) => current.sha256,
      () => null,
    );
    if (this.#closed) throw new Error('the engines are closed');
    const opened = this.#acquire(sha256);
    opened.calls += 1;
    try {
      await opened.engine.catch((error: unknown) => {
        if (this.#currentBuild === opened) this.#currentBuild = null;
        if (this.#oldBuilds.peek(sha256) === opened) this.#oldBuilds.delete(sha256);
        throw error;
      });
      return await work(opened);
    } finally {
      opened.calls -= 1;
      if (opened.calls === 0 && this.#retired.get(sha256) === opened) {
        this.#retired.delete(sha256);
        this.#closeEngine(opened);
      }
    }
  }

  #acquire(sha256: string): OpenEngine {
    if (sha256 === this.#currentDigest)
      return (this.#currentBuild ??= { engine: this.#load(sha256), calls: 0 });
    const opened = this.#oldBuilds.get(sha256) ??
      this.#retired.get(sha256) ?? { engine: this.#load(sha256), calls: 0 };
    this.#retired.delete(sha256);
    this.#oldBuilds.set(sha256, opened);
    return opened;
  }

  #retire(sha256: string, opened: OpenEngine): void {
    if (opened.calls === 0) this.#closeEngine(opened);
    else this.#retired.set(sha256, opened);
  }

  #closeEngine({ engine }: OpenEngine): void {
    const closing = engine
      .then(
        (opened) => opened.close(),
        () => undefined,
      )
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  /** A proxy that reopens the engine on demand, counts calls in flight and reports each call. */
  #proxy(engine: Engine): Engine {
    return new Proxy(engine, {
      get: (target, name): unknown => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        // Only the registry closes engines.
        if (name === 'close') return () => Promise.resolve();
        return (...args: unknown[]): Promise<unknown> => {
          this.#options.onCall?.(String(name));
          return this.#withEngine(target.sha256, async (opened) => {
            const reopened = await opened.engine;
            const method: unknown = Reflect.get(reopened, name);
            if (typeof method !== 'function')
              throw new TypeError(`the engine has no ${String(name)}`);
            const result: unknown = await Reflect.apply(method, reopened, args);
            return result;
          });
        };
      },
    });
  }
}
