import { createHash } from 'node:crypto';
import type { Catalogue } from '@fermata/prisma';
import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../doors/tokens.ts';
import { ProblemException } from '../problems/problem-exception.ts';
import { withinTime } from '../within-time.ts';
import type { Viewer } from './viewer.ts';

interface Remembered { readonly viewer: Viewer; readonly at: number }

const MOST = 2000;
/** As long a route in a hurry asks nobody; changed roles take effect there so much later. */
const TRUSTED_MS = 5_000;
/** From here on the next question is asked behind the answer, so that who comes often never waits for one. */
const RENEWED_MS = 2_000;
/** As long it goes on while the catalogue does not answer. */
const BRIDGED_MS = 10 * 60_000;
const PATIENCE_MS = 25;

/** Who a key belongs to. Routes with a deadline may go by what was true a moment ago; all others ask the catalogue each time. */
@Injectable()
export class KeyRing {
  readonly #catalogue: Catalogue;
  readonly #remembered = new Map<string, Remembered>();
  readonly #renewing = new Set<string>();
  constructor(@Inject(CATALOGUE) catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  async find(key: string): Promise<Viewer | null> {
    const viewer = await this.#catalogue.keys.findByKey(key);
    const name = nameOf(key);
    this.#remembered.delete(name);
    if (viewer) this.#remembered.set(name, { viewer, at: performance.now() });
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size <= MOST) break;
      this.#remembered.delete(oldest);
    }
    return viewer;
  }

  /** Answers within `milliseconds`; throws the 503 where the key was not seen before and the catalogue does not say whose it is. */
  async findSoon(key: string, milliseconds: number): Promise<Viewer | null> {
    const known = this.#remembered.get(nameOf(key));
    const age = known ? performance.now() - known.at : Infinity;
    if (known && age < TRUSTED_MS) {
      if (age > RENEWED_MS) this.#renew(key);
      return known.viewer;
    }
    const asked = this.find(key);
    const bridge = known && age < BRIDGED_MS ? known.viewer : undefined;
    const found = await (bridge ? withinTime(Math.min(PATIENCE_MS, milliseconds), asked.catch(() => 'late' as const)) : withinTime(milliseconds, asked));
    if (found !== 'late') return found;
    if (bridge) return bridge;
    throw new ProblemException('unavailable', 'whose key this is cannot be looked up in time; send the same request again', { retryAfterSeconds: 1 });
  }

  #renew(key: string): void {
    const name = nameOf(key);
    if (this.#renewing.has(name)) return;
    this.#renewing.add(name);
    this.find(key).catch(() => undefined).finally(() => this.#renewing.delete(name));
  }
}

const nameOf = (key: string): string => createHash('sha256').update(key).digest('base64');
