import { Inject, Injectable } from '@nestjs/common';
import type { MaterialView } from '@fermata/contracts/http';
import type { AssetRef, Brief, UsedMaterial } from '@fermata/contracts/values';
import { loopTempoIssue } from '@fermata/music';
import type { Catalogue } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import { invalidRequest } from '../http/contract-pipe.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';

/** Finds the materials that a request names by their hashes. */
@Injectable()
export class MaterialResolver {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'materials'>,
    @Inject(CONFIG) private readonly config: ApiConfig,
  ) {}

  /**
   * The materials of a brief, and the given cover, as workflow input. Throws a 422 for an unknown one before the
   * workflow starts.
   */
  async resolveMaterials(
    principal: Principal,
    brief: Pick<Brief, 'motif' | 'audioLoop' | 'soundFontParts'>,
    cover: string | undefined,
  ): Promise<UsedMaterial[]> {
    const used = await this.#resolveBrief(principal, brief);
    const given = await this.#findCover(principal, cover);
    return given === undefined
      ? used
      : [...used, { ...licenceTerms(given), kind: 'cover', from: 'file', inherits: [] }];
  }

  async #resolveBrief(
    { projectId }: Principal,
    brief: Pick<Brief, 'motif' | 'audioLoop' | 'soundFontParts'>,
  ): Promise<UsedMaterial[]> {
    if (brief.soundFontParts && !this.config.soundFont)
      throw new ProblemException(
        'unknown-material',
        'the brief requests SoundFont parts, but no SoundFont is configured (FERMATA_SOUNDFONT)',
      );
    const references = [
      ...(brief.motif ? [{ field: 'motif', kind: 'motif', sha256: brief.motif.sha256 }] : []),
      ...(brief.audioLoop
        ? [{ field: 'audioLoop', kind: 'audio-loop', sha256: brief.audioLoop.sha256 }]
        : []),
    ];
    const resolved = await Promise.all(
      references.map(async (each) => ({
        ...each,
        material: await this.catalogue.materials.find(projectId, each.sha256),
      })),
    );
    const errors = resolved.flatMap(({ field, kind, sha256, material }) =>
      material?.kind === kind
        ? []
        : [
            {
              path: `body.brief.${field}.sha256`,
              message: material
                ? `${sha256} has the kind ${material.kind}, not ${kind}`
                : `there is no ${kind} ${sha256} in this project; upload it first`,
            },
          ],
    );
    const [first] = errors;
    if (first)
      throw new ProblemException('unknown-material', `${first.path}: ${first.message}`, { errors });
    const loop = resolved.find(({ field }) => field === 'audioLoop')?.material;
    const seconds = loop?.understood?.durationSeconds;
    const issue =
      brief.audioLoop && seconds !== undefined
        ? loopTempoIssue(brief.audioLoop.bars, seconds)
        : null;
    if (issue !== null)
      throw invalidRequest([{ path: 'body.brief.audioLoop.bars', message: issue }]);
    return resolved.flatMap(({ material }) =>
      material
        ? [
            {
              ...licenceTerms(material),
              kind: material.kind,
              from: material.source ? ('version' as const) : ('file' as const),
              inherits: material.inherits.map(licenceTerms),
              ...(material.kind === 'audio-loop' && material.understood?.durationSeconds
                ? { durationSeconds: material.understood.durationSeconds }
                : {}),
            },
          ]
        : [],
    );
  }

  /** The cover that a request names. Throws a 422 unless the project has it. */
  async findCover(principal: Principal, sha256: string | undefined): Promise<AssetRef | undefined> {
    const material = await this.#findCover(principal, sha256);
    if (material === undefined) return undefined;
    const { mediaType, bytes } = material;
    return { sha256: material.sha256, kind: 'cover', mediaType, bytes };
  }

  async #findCover(
    { projectId }: Principal,
    sha256: string | undefined,
  ): Promise<MaterialView | undefined> {
    if (sha256 === undefined) return undefined;
    const material = await this.catalogue.materials.find(projectId, sha256);
    if (material?.kind === 'cover') return material;
    const path = 'body.metadata.cover';
    const message = material
      ? `${sha256} has the kind ${material.kind}, not cover`
      : `there is no cover ${sha256} in this project; upload it first`;
    throw new ProblemException('unknown-material', `${path}: ${message}`, {
      errors: [{ path, message }],
    });
  }
}

const licenceTerms = ({
  sha256,
  licence,
}: Pick<MaterialView, 'sha256' | 'licence'>): Pick<
  UsedMaterial,
  'sha256' | 'licensor' | 'territories'
> => ({
  sha256,
  ...(licence ? { licensor: licence.licensor } : {}),
  ...(licence?.territories ? { territories: licence.territories } : {}),
});
