import type { Recipe } from '@fermata/contracts';
import type { Tags } from '../encode/tags.ts';
import type { CallOptions } from './engine-pool.ts';
import { fileSha256 } from './file-sha256.ts';
import { openEngine } from './open-engine.ts';
import { scoreBytes } from './score-bytes.ts';

/** `name`: score, midi, part-midi/<part>, sketch, stem/<part>, mix, master, delivery-flac, delivery-mp3, delivery-wav or peaks. */
export interface ExpectedArtefact { readonly name: string; readonly sha256: string }
/** `got` is null where the engine makes no artefact of that name. */
export interface ProvedArtefact { readonly name: string; readonly expected: string; readonly got: string | null; readonly same: boolean }
export interface Proof { readonly reproduced: boolean; readonly artefacts: readonly ProvedArtefact[] }

export interface ProveRequest extends CallOptions {
  readonly recipe: Recipe;
  /** What the delivered files were tagged with. */
  readonly metadata: Tags;
  /** The build that the recipe names, as it was stored. */
  readonly engineBytes: Uint8Array;
  readonly expected: readonly ExpectedArtefact[];
  readonly threads?: number;
}

/** Makes every artefact of a recipe again, with the engine that made it, and compares. Throws where the bytes are not that engine. */
export async function prove(request: ProveRequest): Promise<Proof> {
  const made = await makeArtefacts(request);
  const artefacts = request.expected.map(({ name, sha256 }): ProvedArtefact => {
    const got = made.get(name) ?? null;
    return { name, expected: sha256, got, same: got === sha256 };
  });
  return { reproduced: artefacts.length > 0 && artefacts.every(({ same }) => same), artefacts };
}

/** Name → sha256 of everything that a recipe makes. */
export async function makeArtefacts(request: Omit<ProveRequest, 'expected'>): Promise<Map<string, string>> {
  const { recipe, metadata, engineBytes, signal, onProgress } = request;
  const engine = await openEngine({ bytes: engineBytes, sha256: recipe.engine.sha256, threads: request.threads ?? 2 });
  const made = new Map<string, string>();
  const keep = (name: string, bytes: Uint8Array): void => void made.set(name, fileSha256(bytes));
  const share = (from: number, to: number): CallOptions => ({
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress: (fraction: number, what: string) => onProgress(from + (to - from) * fraction, what) } : {}),
  });
  try {
    const { score, midi, parts = [] } = await engine.compose(recipe, share(0, 0.01));
    keep('score', scoreBytes(score));
    keep('midi', midi);
    for (const { part, midi: own } of parts) keep(`part-midi/${part}`, own);
    keep('sketch', (await engine.sketch(recipe, score, share(0.01, 0.06))).bytes);
    const stems = await engine.stems(recipe, score, share(0.06, 0.6));
    for (const stem of stems) keep(`stem/${stem.part}`, stem.flac);
    const mix = await engine.mix(stems, share(0.6, 0.7));
    keep('mix', mix.flac);
    const master = await engine.master(recipe, mix.flac, share(0.7, 0.85));
    keep('master', master.flac);
    const delivery = await engine.deliver(master.flac, metadata, { ...share(0.85, 1), ceilingDbtp: recipe.master.ceilingDbtp, formats: ['wav'] });
    keep('delivery-flac', delivery.flac);
    keep('delivery-mp3', delivery.mp3);
    if (delivery.wav) keep('delivery-wav', delivery.wav);
    keep('peaks', delivery.peaks);
    return made;
  } finally {
    await engine.close();
  }
}
