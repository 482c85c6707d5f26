import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { DefaultPreviewsStatus, PREVIEW_FACTS_HEADER, splitPreview } from '@fermata/contracts/http';
import { readBounded } from '@fermata/contracts/io';
import type { PreviewAddress } from '@fermata/contracts/settings';
import { growingPauseMs, parseJson } from '@fermata/contracts/values';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';

interface DefaultPreviewDependencies {
  readonly service: PreviewAddress;
  readonly catalogue: {
    readonly previews: Pick<Catalogue['previews'], 'defaults' | 'saveDefault'>;
  };
  readonly assets: Pick<AssetStore, 'putDefaultPreview'>;
  readonly log: Logger;
  readonly polls?: { readonly minMs: number; readonly maxMs: number };
}

const POLLS = { minMs: 500, maxMs: 15_000 };
const REQUEST_TIMEOUT_MS = 5_000;
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Polls the preview service until the signal aborts, and saves its default previews, from which each process of the API
 * loads them. The polls go on after the last one, as another build of the service makes others.
 */
export async function saveDefaultPreviews(
  dependencies: DefaultPreviewDependencies,
  signal: AbortSignal,
): Promise<void> {
  const { log, polls = POLLS } = dependencies;
  const saver = new DefaultPreviewSaver(dependencies, signal);
  let reported = '';
  for (let poll = 1; !signal.aborted; poll += 1) {
    try {
      // The next style follows soon.
      if ((await saver.saveNew()) > 0) poll = 1;
      reported = '';
    } catch (error) {
      // An outage is one line in the log, however long it lasts.
      if (!signal.aborted && String(error) !== reported)
        log.warn({ err: error }, 'cannot save the default previews; the next poll retries');
      reported = String(error);
    }
    const pauseMs = growingPauseMs(poll, polls.minMs, polls.maxMs);
    await pause(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

class DefaultPreviewSaver {
  readonly #dependencies: DefaultPreviewDependencies;
  readonly #signal: AbortSignal;
  /** By build and style. */
  #saved: Set<string> | undefined;

  constructor(dependencies: DefaultPreviewDependencies, signal: AbortSignal) {
    this.#dependencies = dependencies;
    this.#signal = signal;
  }

  /** How many were saved. Throws if the service, the catalogue or the store does not answer. */
  async saveNew(): Promise<number> {
    const { catalogue, assets } = this.#dependencies;
    this.#saved ??= new Set(
      (await catalogue.previews.defaults()).map(({ engineSha256, intent }) =>
        keyOf(engineSha256, intent.style),
      ),
    );
    const { body } = await this.#get('/defaults');
    const { engineSha256, styles } = DefaultPreviewsStatus.parse(parseJson(body));
    let saved = 0;
    for (const style of styles) {
      if (this.#saved.has(keyOf(engineSha256, style))) continue;
      const response = await this.#get(`/defaults/${style}`);
      const preview = splitPreview(response.body, response.factsBytes);
      if (!preview.success) throw preview.error;
      const { made, wav } = preview.data;
      await assets.putDefaultPreview(made.engineSha256, made.intent.style, wav);
      await catalogue.previews.saveDefault({ made });
      this.#saved.add(keyOf(made.engineSha256, made.intent.style));
      saved += 1;
    }
    return saved;
  }

  async #get(path: string): Promise<{ body: Uint8Array; factsBytes: number }> {
    const { url, secret } = this.#dependencies.service;
    const response = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${secret}` },
      redirect: 'error',
      signal: AbortSignal.any([this.#signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
    });
    const body = await readBounded(response.body ?? [], MAX_BYTES);
    if (response.status !== 200) {
      const hint = response.status === 401 ? ': FERMATA_PREVIEW_SECRET differs there' : '';
      throw new Error(`the preview service answered ${response.status}${hint}`);
    }
    if (body === null) throw new Error('the preview service sent a response that is too long');
    return { body, factsBytes: Number(response.headers.get(PREVIEW_FACTS_HEADER) ?? 0) };
  }
}

const keyOf = (engineSha256: string, style: string): string => `${engineSha256} ${style}`;
