import type { AssetStore } from '@fermata/storage';
import { currentEngine, openEngine, type Engine } from '@fermata/music';

export interface EngineShelfOptions {
  readonly assets: AssetStore;
  /** Worker threads an engine may use. */
  readonly threads: number;
  /** Told of every call of an engine, by the name of the step. */
  readonly onCall?: (step: string) => void;
}

/** Opens sound engines by their digest: the current build from disk (put into S3 once), older ones from S3. */
export class EngineShelf {
  readonly #options: EngineShelfOptions;
  readonly #open = new Map<string, Promise<Engine>>();
  #current: Promise<{ version: string; sha256: string }> | null = null;

  constructor(options: EngineShelfOptions) {
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

  open(sha256: string): Promise<Engine> {
    const known = this.#open.get(sha256);
    if (known) return known;
    const opening = this.#load(sha256);
    this.#open.set(sha256, opening);
    opening.catch(() => this.#open.delete(sha256));
    return opening;
  }

  async close(): Promise<void> {
    const engines = await Promise.allSettled(this.#open.values());
    this.#open.clear();
    await Promise.all(engines.map((engine) => (engine.status === 'fulfilled' ? engine.value.close() : undefined)));
  }

  async #publish(): Promise<{ version: string; sha256: string }> {
    const { version, sha256, bytes } = await currentEngine();
    await this.#options.assets.putEngine(bytes);
    return { version, sha256 };
  }

  async #load(sha256: string): Promise<Engine> {
    const current = await currentEngine();
    const bytes = current.sha256 === sha256 ? current.bytes : await this.#options.assets.getEngine(sha256);
    const engine = await openEngine({ bytes, sha256, threads: this.#options.threads });
    const { onCall } = this.#options;
    return onCall ? counted(engine, onCall) : engine;
  }
}

/** The engine, which tells of its calls. */
function counted(engine: Engine, onCall: (step: string) => void): Engine {
  return new Proxy(engine, {
    get(target, name): unknown {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || name === 'close') return value;
      return (...given: unknown[]): unknown => {
        onCall(String(name));
        return Reflect.apply(value, target, given);
      };
    },
  });
}
