import type { Nearness, PreviewMade, PreviewPrompt } from '@fermata/contracts';
import { nearness, type Wanted } from './nearness.ts';

/** A preview with its audio, at hand. */
export interface ShelvedPreview {
  readonly projectId: string;
  readonly previewId: string;
  readonly prompt: PreviewPrompt;
  readonly promptSha256: string;
  readonly made: PreviewMade;
  readonly wav: Uint8Array;
}

/** Previews of all projects in memory, as long as all their audio together has at most so many bytes. Of the project that holds most goes what it has not used for longest: a busy one does not empty the others'. */
export class PreviewShelf {
  readonly #most: number;
  readonly #byId = new Map<string, ShelvedPreview>();
  readonly #idByPrompt = new Map<string, string>();
  readonly #bytesOf = new Map<string, number>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  find(projectId: string, previewId: string): ShelvedPreview | undefined {
    const key = `${projectId} ${previewId}`;
    const found = this.#byId.get(key);
    if (!found) return undefined;
    // A Map lists in the order of insertion: the newest use stands last.
    this.#byId.delete(key);
    this.#byId.set(key, found);
    return found;
  }

  /** What this prompt gave with this engine; with whatever engine where it is null. */
  findByPrompt(
    projectId: string,
    promptSha256: string,
    engineSha256: string | null,
  ): ShelvedPreview | undefined {
    const previewId = this.#idByPrompt.get(`${projectId} ${promptSha256}`);
    const found = previewId === undefined ? undefined : this.find(projectId, previewId);
    return found && (engineSha256 === null || found.made.engineSha256 === engineSha256)
      ? found
      : undefined;
  }

  put(preview: ShelvedPreview): void {
    this.#drop(`${preview.projectId} ${preview.previewId}`);
    if (preview.wav.byteLength > this.#most) return;
    this.#byId.set(`${preview.projectId} ${preview.previewId}`, preview);
    this.#idByPrompt.set(`${preview.projectId} ${preview.promptSha256}`, preview.previewId);
    this.#count(preview.projectId, preview.wav.byteLength);
    while (this.#bytes > this.#most) this.#dropOldestOf(this.#largest());
  }

  remove(projectId: string, wavSha256: string): void {
    for (const [key, preview] of this.#byId)
      if (preview.projectId === projectId && preview.made.sha256 === wavSha256) this.#drop(key);
  }

  /** The one of the project that comes nearest to what is wanted; of two that are as near, the one used last. */
  nearest(
    projectId: string,
    wanted: Wanted,
  ): { preview: ShelvedPreview; nearness: Nearness } | undefined {
    return nearestOf(
      [...this.#byId.values()].filter((preview) => preview.projectId === projectId),
      wanted,
    );
  }

  #count(projectId: string, bytes: number): void {
    this.#bytes += bytes;
    const held = (this.#bytesOf.get(projectId) ?? 0) + bytes;
    if (held > 0) this.#bytesOf.set(projectId, held);
    else this.#bytesOf.delete(projectId);
  }

  #largest(): string {
    const [first = ''] = this.#bytesOf.keys();
    return [...this.#bytesOf].reduce((most, held) => (held[1] > most[1] ? held : most), [
      first,
      0,
    ] as const)[0];
  }

  #dropOldestOf(projectId: string): void {
    for (const [key, preview] of this.#byId)
      if (preview.projectId === projectId) return this.#drop(key);
  }

  #drop(key: string): void {
    const found = this.#byId.get(key);
    if (!found) return;
    this.#byId.delete(key);
    this.#count(found.projectId, -found.wav.byteLength);
    const prompt = `${found.projectId} ${found.promptSha256}`;
    if (this.#idByPrompt.get(prompt) === found.previewId) this.#idByPrompt.delete(prompt);
  }
}

export function nearestOf<P extends Pick<ShelvedPreview, 'prompt' | 'made'>>(
  previews: readonly P[],
  wanted: Wanted,
): { preview: P; nearness: Nearness } | undefined {
  let best: { preview: P; nearness: Nearness } | undefined;
  for (const preview of previews) {
    const near = nearness(wanted, {
      ...preview.made.intent,
      text: preview.prompt.text,
      seed: preview.prompt.seed,
    });
    if (!best || near.value >= best.nearness.value) best = { preview, nearness: near };
  }
  return best;
}
