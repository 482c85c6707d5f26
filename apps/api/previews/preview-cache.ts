import { LRUCache } from 'lru-cache';
import {
  nearestPreview,
  type PreviewWithAudio,
  type RankedPreview,
  type WantedTraits,
} from '@fermata/domain/preview';
import type { Clock } from '../infrastructure/infrastructure-module.ts';

interface ProjectPreviews {
  /** By id; its size is counted in bytes of audio. */
  readonly previews: LRUCache<string, PreviewWithAudio>;
  readonly idByPrompt: Map<string, string>;
}

/**
 * Previews with their audio, bounded by the bytes of all projects together. Evicts the least recently used entry of the
 * largest project, so one busy project cannot evict the others.
 */
export class PreviewCache {
  readonly #projects = new Map<string, ProjectPreviews>();

  /** `unusedMs`: previews that are unused for longer may have expired, so they are looked up in the catalogue. */
  constructor(
    private readonly maxBytes: number,
    private readonly unusedMs: number,
    private readonly clock: Clock,
  ) {}

  get bytes(): number {
    let bytes = 0;
    for (const { previews } of this.#projects.values()) bytes += previews.calculatedSize;
    return bytes;
  }

  find(projectId: string, previewId: string): PreviewWithAudio | undefined {
    return this.#projects.get(projectId)?.previews.get(previewId);
  }

  /** The preview of this prompt by this engine, or by any engine if that is null. */
  findByPrompt(
    projectId: string,
    promptSha256: string,
    engineSha256: string | null,
  ): PreviewWithAudio | undefined {
    const previewId = this.#projects.get(projectId)?.idByPrompt.get(promptSha256);
    const preview = previewId === undefined ? undefined : this.find(projectId, previewId);
    return preview && (engineSha256 === null || preview.made.engineSha256 === engineSha256)
      ? preview
      : undefined;
  }

  /** A preview that is larger than the whole cache is not added. */
  put(projectId: string, preview: PreviewWithAudio): void {
    const project = this.#projects.get(projectId) ?? this.#createProject();
    this.#projects.set(projectId, project);
    project.previews.delete(preview.previewId);
    project.previews.set(preview.previewId, preview);
    if (project.previews.has(preview.previewId))
      project.idByPrompt.set(preview.promptSha256, preview.previewId);
    while (this.bytes > this.maxBytes) this.#largestProject()?.previews.pop();
    this.#removeEmptyProjects();
  }

  /** Among equally near previews, the most recently used one. */
  nearest(projectId: string, wanted: WantedTraits): RankedPreview<PreviewWithAudio> | undefined {
    const previews = this.#projects.get(projectId)?.previews.rvalues() ?? [];
    return nearestPreview(
      [...previews].filter((preview) => preview !== undefined),
      wanted,
    );
  }

  #createProject(): ProjectPreviews {
    const idByPrompt = new Map<string, string>();
    const previews = new LRUCache<string, PreviewWithAudio>({
      maxSize: this.maxBytes,
      sizeCalculation: ({ wav }) => wav.byteLength,
      ttl: this.unusedMs,
      perf: { now: this.clock },
      // Otherwise it takes the time from a cached value for a millisecond.
      ttlResolution: 0,
      updateAgeOnGet: true,
      dispose: ({ previewId, promptSha256 }) => {
        if (idByPrompt.get(promptSha256) === previewId) idByPrompt.delete(promptSha256);
      },
    });
    return { previews, idByPrompt };
  }

  #largestProject(): ProjectPreviews | undefined {
    return [...this.#projects.values()].sort(
      (one, other) => other.previews.calculatedSize - one.previews.calculatedSize,
    )[0];
  }

  #removeEmptyProjects(): void {
    for (const [projectId, { previews }] of this.#projects)
      if (previews.size === 0) this.#projects.delete(projectId);
  }
}
