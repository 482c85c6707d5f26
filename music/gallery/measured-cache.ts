import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const SAVE_INTERVAL_MS = 20_000;

/** Measurements by recipe id in a JSON file, so that a second run takes seconds. */
export class MeasuredCache<T> {
  readonly #file: string;
  readonly #values: Map<string, T>;
  #savedAt = performance.now();

  private constructor(file: string, values: Map<string, T>) {
    this.#file = file;
    this.#values = values;
  }

  static async open<T>(file: string, value: z.ZodType<T>): Promise<MeasuredCache<T>> {
    try {
      const stored = z.record(z.string(), value).parse(JSON.parse(await readFile(file, 'utf8')));
      return new MeasuredCache(file, new Map(Object.entries(stored)));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        return new MeasuredCache(file, new Map());
      throw error;
    }
  }

  has(id: string): boolean {
    return this.#values.has(id);
  }

  /** The stored value, else the measured one, which is stored. */
  async get(id: string, measure: () => Promise<T>): Promise<T> {
    const stored = this.#values.get(id);
    if (stored !== undefined) return stored;
    const measured = await measure();
    this.#values.set(id, measured);
    // An interrupted run goes on from here.
    if (performance.now() - this.#savedAt > SAVE_INTERVAL_MS) {
      this.#savedAt = performance.now();
      await this.save();
    }
    return measured;
  }

  async save(): Promise<void> {
    await mkdir(dirname(this.#file), { recursive: true });
    const fresh = `${this.#file}.new`;
    await writeFile(fresh, JSON.stringify(Object.fromEntries(this.#values)));
    await rename(fresh, this.#file);
  }
}
