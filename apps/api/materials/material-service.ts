import { Inject, Injectable } from '@nestjs/common';
import type { MaterialQuery, MaterialView } from '@fermata/contracts/http';
import { canonicalJson, type PartSource } from '@fermata/contracts/values';
import { licenceConflict } from '@fermata/domain/rights';
import { MaterialError, MaterialReader, motifBytes, partMotif } from '@fermata/music';
import type { Catalogue, NewMaterial } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import { invalidRequest } from '../http/contract-pipe.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { projectEvent } from '../http/project-event.ts';
import { ASSETS, CATALOGUE } from '../infrastructure/injection-tokens.ts';
import { declaredLicence, requiredLicence } from './declared-licence.ts';
import { readScore } from './read-score.ts';

/** `added`: false if the project already had the material. */
export interface AddedMaterial {
  readonly added: boolean;
  readonly material: MaterialView;
}

/** A parsed upload, with the bytes to store. */
interface ReadMaterial extends Pick<
  NewMaterial,
  'uploadSha256' | 'licence' | 'source' | 'understood' | 'parents'
> {
  /** The number of bars was stated and is not a guess. */
  readonly barsStated?: boolean;
  readonly asset: {
    readonly kind: 'motif' | 'audio-loop' | 'cover';
    readonly mediaType: string;
    readonly bytes: Uint8Array;
  };
}

/**
 * Reads uploaded materials, stores them by hash and registers them with the declared licence. The same file is
 * always the same material.
 */
@Injectable()
export class MaterialService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'materials' | 'tracks'>,
    @Inject(ASSETS) private readonly assets: AssetStore,
    @Inject(MaterialReader) private readonly reader: MaterialReader,
  ) {}

  /** An audio loop; licensor and licence are required. */
  async addLoop(
    principal: Principal,
    wav: Uint8Array,
    { licensor, licence, territories, bars }: MaterialQuery,
  ): Promise<AddedMaterial> {
    const declared = requiredLicence('an audio loop', { licensor, licence, territories });
    const { understood, bytes, plain } = await withInputErrors(() =>
      this.reader.readLoop(wav, bars),
    );
    // The engine reads plain WAV files only; of any other, the uploaded file is kept, too.
    const upload = plain
      ? await this.assets.put(principal.projectId, {
          kind: 'audio-loop',
          mediaType: 'audio/wav',
          bytes,
        })
      : null;
    return this.#add(principal, {
      asset: { kind: 'audio-loop', mediaType: 'audio/wav', bytes: plain ?? bytes },
      uploadSha256: upload?.sha256 ?? null,
      licence: declared,
      source: null,
      understood,
      barsStated: bars !== undefined,
      parents: upload ? [upload.sha256] : [],
    });
  }

  /** The melody of a MIDI file; the file is stored too. */
  async addMidi(
    principal: Principal,
    midi: Uint8Array,
    { licensor, licence, territories, bars }: MaterialQuery,
  ): Promise<AddedMaterial> {
    const declared = declaredLicence({ licensor, licence, territories });
    const { motif, understood, bytes } = await withInputErrors(() =>
      this.reader.readMidi(midi, bars === undefined ? undefined : Math.min(bars, 16)),
    );
    const upload = await this.assets.put(principal.projectId, {
      kind: 'motif',
      mediaType: 'audio/midi',
      bytes,
    });
    return this.#add(principal, {
      asset: { kind: 'motif', mediaType: 'application/json', bytes: motifBytes(motif) },
      uploadSha256: upload.sha256,
      licence: declared,
      source: null,
      understood,
      parents: [upload.sha256],
    });
  }

  /** A cover; licensor and licence are required. */
  async addCover(
    principal: Principal,
    image: Uint8Array,
    { licensor, licence, territories, bars }: MaterialQuery,
  ): Promise<AddedMaterial> {
    if (bars !== undefined)
      throw invalidRequest([{ path: 'query.bars', message: 'must not be sent with a cover' }]);
    const declared = requiredLicence('a cover', { licensor, licence, territories });
    const { bytes, mediaType } = await withInputErrors(() => this.reader.readCover(image));
    return this.#add(principal, {
      asset: { kind: 'cover', mediaType, bytes },
      uploadSha256: null,
      licence: declared,
      source: null,
      understood: null,
      parents: [],
    });
  }

  /** The melody of a part of a finished version. */
  async addPart(principal: Principal, source: PartSource): Promise<AddedMaterial> {
    const { projectId } = principal;
    const track = await this.catalogue.tracks.find(projectId, source.trackId);
    const version = track?.versions.find(
      (each) => each.version === source.version && each.versionSha256 !== null,
    );
    if (!track || !version)
      throw new ProblemException(
        'not-found',
        `there is no finished version ${source.version} of ${source.trackId} in this project`,
      );
    const composed = await readScore(this.assets, track, version);
    if (!composed)
      throw new ProblemException(
        'not-found',
        `version ${source.version} of ${source.trackId} has no score`,
      );
    const { motif, understood } = await withInputErrors(() =>
      partMotif(composed.score, source.part),
    );
    return this.#add(principal, {
      asset: { kind: 'motif', mediaType: 'application/json', bytes: motifBytes(motif) },
      uploadSha256: null,
      licence: null,
      source,
      understood,
      parents: [composed.sha256],
    });
  }

  async find({ projectId }: Principal, sha256: string): Promise<MaterialView> {
    const material = await this.catalogue.materials.find(projectId, sha256);
    if (!material)
      throw new ProblemException('not-found', `there is no material ${sha256} in this project`);
    return material;
  }

  async #add(principal: Principal, read: ReadMaterial): Promise<AddedMaterial> {
    const { projectId, actor } = principal;
    const { asset, uploadSha256, licence, source, understood, parents } = read;
    const { sha256, mediaType, bytes } = await this.assets.put(projectId, asset);
    const existing = await this.catalogue.materials.find(projectId, sha256);
    if (existing) return { added: false, material: await this.#again(principal, existing, read) };
    // The declared licence is permanent. If concurrent requests declare different licences, only the first one is
    // stored.
    const { added, material } = await this.catalogue.materials.add(
      projectId,
      {
        sha256,
        kind: asset.kind,
        mediaType,
        bytes,
        uploadSha256,
        licence,
        source,
        understood,
        addedBy: actor,
        parents,
      },
      {
        ...projectEvent({ projectId, actor }),
        type: 'material.added',
        data: {
          sha256,
          kind: asset.kind,
          ...(licence ? { licence } : {}),
          ...(source ? { source } : {}),
        },
      },
    );
    // An eviction may have removed the bytes before the registration; now they are protected.
    if (!(await this.assets.has(projectId, sha256))) await this.assets.put(projectId, asset);
    return { added, material: await this.#again(principal, material, read) };
  }

  /** The same bytes again: stated bars replace the earlier ones. Throws a 409 for another licence. */
  async #again(
    { projectId, actor }: Principal,
    material: MaterialView,
    { licence, understood, barsStated = false }: ReadMaterial,
  ): Promise<MaterialView> {
    const conflict = licenceConflict(material.licence, licence);
    if (conflict !== null)
      throw new ProblemException('refused', `this ${material.kind} ${conflict}`);
    if (!barsStated || !understood) return material;
    if (canonicalJson(material.understood) === canonicalJson(understood)) return material;
    const { sha256 } = material;
    return this.catalogue.materials.reread(projectId, sha256, understood, {
      ...projectEvent({ projectId, actor }),
      type: 'material.reread',
      data: { sha256, bars: understood.bars, tempoBpm: understood.tempoBpm },
    });
  }
}

async function withInputErrors<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof MaterialError)
      throw invalidRequest([{ path: 'body', message: error.message }]);
    throw error;
  }
}
