import type { PreviewFacts } from '@fermata/contracts/http';
import type { Nearness, PreviewPrompt } from '@fermata/contracts/values';
import { nearness, type WantedTraits } from '@fermata/domain/preview';

/** A preview with its audio, at hand. */
export interface CachedPreview {
  readonly projectId: string;
  readonly previewId: string;
  readonly prompt: PreviewPrompt;
  readonly promptSha256: string;
  readonly made: PreviewFacts;
  readonly wav: Uint8Array;
}

/** Previews of all projects in memory, as long as all their audio together has at most so many bytes. Of the project that holds most goes what it has not used for longest: a busy one does not empty the others'. */
export class PreviewCache {
  readonly #maxBytes: number;
  readonly #byId = new Map<string, CachedPreview>();
  readonly #idByPrompt = new Map<string, string>();
  readonly #bytesByProject = new Map<string, number>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  find(projectId: string, previewId: string): CachedPreview | undefined {
    const key = `${projectId} ${previewId}`;
    const preview = this.#byId.get(key);
    if (!preview) return undefined;
    // A Map lists in the order of insertion: the newest use stands last.
    this.#byId.delete(key);
    this.#byId.set(key, preview);
    return preview;
  }

  /** What this prompt gave with this engine; with whatever engine where it is null. */
  findByPrompt(
    projectId: string,
    promptSha256: string,
    engineSha256: string | null,
  ): CachedPreview | undefined {
    const previewId = this.#idByPrompt.get(`${projectId} ${promptSha256}`);
    const preview = previewId === undefined ? undefined : this.find(projectId, previewId);
    return preview && (engineSha256 === null || preview.made.engineSha256 === engineSha256)
      ? preview
      : undefined;
  }

  put(preview: CachedPreview): void {
    this.#drop(`${preview.projectId} ${preview.previewId}`);
    if (preview.wav.byteLength > this.#maxBytes) return;
    this.#byId.set(`${preview.projectId} ${preview.previewId}`, preview);
    this.#idByPrompt.set(`${preview.projectId} ${preview.promptSha256}`, preview.previewId);
    this.#addBytes(preview.projectId, preview.wav.byteLength);
    while (this.#bytes > this.#maxBytes) this.#dropOldestOf(this.#largest());
  }

  remove(projectId: string, wavSha256: string): void {
    for (const [key, preview] of this.#byId)
      if (preview.projectId === projectId && preview.made.sha256 === wavSha256) this.#drop(key);
  }

  /** The one of the project that comes nearest to what is wanted; of two that are as near, the one used last. */
  nearest(
    projectId: string,
    wanted: WantedTraits,
  ): { preview: CachedPreview; nearness: Nearness } | undefined {
    return nearestPreview(
      [...this.#byId.values()].filter((preview) => preview.projectId === projectId),
      wanted,
    );
  }

  #addBytes(projectId: string, bytes: number): void {
    this.#bytes += bytes;
    const held = (this.#bytesByProject.get(projectId) ?? 0) + bytes;
    if (held > 0) this.#bytesByProject.set(projectId, held);
    else this.#bytesByProject.delete(projectId);
  }

  #largest(): string {
    const [first = ''] = this.#bytesByProject.keys();
    return [...this.#bytesByProject].reduce((most, held) => (held[1] > most[1] ? held : most), [
      first,
      0,
    ] as const)[0];
  }

  #dropOldestOf(projectId: string): void {
    for (const [key, preview] of this.#byId)
      if (preview.projectId === projectId) return this.#drop(key);
  }

  #drop(key: string): void {
    const preview = this.#byId.get(key);
    if (!preview) return;
    this.#byId.delete(key);
    this.#addBytes(preview.projectId, -preview.wav.byteLength);
    const prompt = `${preview.projectId} ${preview.promptSha256}`;
    if (this.#idByPrompt.get(prompt) === preview.previewId) this.#idByPrompt.delete(prompt);
  }
}

export function nearestPreview<P extends Pick<CachedPreview, 'prompt' | 'made'>>(
  previews: readonly P[],
  wanted: WantedTraits,
): { preview: P; nearness: Nearness } | undefined {
  let best: { preview: P; nearness: Nearness } | undefined;
  for (const preview of previews) {
    const candidate = nearness(wanted, {
      ...preview.made.intent,
      text: preview.prompt.text,
      seed: preview.prompt.seed,
    });
    if (!best || candidate.value >= best.nearness.value) best = { preview, nearness: candidate };
  }
  return best;
}
