import {
  type AssetRef,
  type PartName,
  type Recipe,
  recipeMaterials,
} from '@fermata/contracts/values';
import type { Catalogue } from '@fermata/prisma';
import type { AssetLinker } from './asset-linker.ts';
import type { RecipeRef } from './version-ref.ts';

/** The materials of a recipe that composing, or one part, needs. */
export function materialsFor(
  { composition, render }: Recipe,
  purpose: 'notes' | PartName,
): string[] {
  const { motif, audioLoop } = composition;
  const { soundFont } = render;
  // The composer also reads the loop, for its tempo and its bars.
  if (purpose === 'notes')
    return [motif?.sha256, audioLoop?.sha256].filter((sha256) => sha256 !== undefined);
  return [
    ...(purpose === 'loop' && audioLoop ? [audioLoop.sha256] : []),
    ...(soundFont?.parts.includes(purpose) ? [soundFont.sha256] : []),
  ];
}

/** The bytes by digest, as the engine expects them; the store has verified each digest. */
export async function fetchMaterials(
  linker: AssetLinker,
  projectId: string,
  ids: readonly string[],
): Promise<Record<string, Uint8Array>> {
  return Object.fromEntries(
    await Promise.all(
      ids.map(async (sha256) => [sha256, await linker.readMaterial(projectId, sha256)] as const),
    ),
  );
}

/**
 * Links a recipe's materials to the version that is made from them, so that its lineage names them.
 * Throws for a material that the project does not have.
 */
export async function linkMaterials(
  { catalogue, linker }: { catalogue: Pick<Catalogue, 'materials'>; linker: AssetLinker },
  use: RecipeRef,
  recipe: Recipe,
): Promise<void> {
  const refs = await Promise.all(
    recipeMaterials(recipe).map(async (sha256): Promise<AssetRef> => {
      const material = await catalogue.materials.find(use.projectId, sha256);
      if (!material)
        throw new Error(
          `the recipe names the material ${sha256}, which this project does not have`,
        );
      return { sha256, kind: material.kind, mediaType: material.mediaType, bytes: material.bytes };
    }),
  );
  const missing = await linker.link(
    use,
    refs.map((ref) => ({ ref })),
  );
  if (missing.length > 0)
    throw new Error(
      `the bytes of the material ${missing.map(({ sha256 }) => sha256).join(', ')} are not in the store`,
    );
}
