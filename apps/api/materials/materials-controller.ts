import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MaterialQuery, MaterialView, PartSource, Sha256 } from '@fermata/contracts';
import { LOOP_LIMITS, MIDI_BYTES } from '@fermata/music';
import { Allow, PEOPLE } from '../auth/allow.ts';
import { TheViewer, type Viewer } from '../auth/viewer.ts';
import { Answers } from '../openapi/answers.ts';
import { jsonSchemaOf } from '../openapi/json-schema.ts';
import { invalidBody } from '../problems/contract-pipe.ts';
import { ProblemException } from '../problems/problem-exception.ts';
import { MATERIAL_TYPES, MIDI_TYPES, readBody, TakesMaterial, WAV_TYPES } from './material-body.ts';
import { type AddedMaterial, MaterialService } from './material-service.ts';

/** Files in memory at once; each may have 32 MB, beside the previews of the same process. */
const MOST_AT_ONCE = 2;

@ApiTags('materials')
@Controller('v1/materials')
export class MaterialsController {
  readonly #materials: MaterialService;
  #taking = 0;
  constructor(@Inject(MaterialService) materials: MaterialService) {
    this.#materials = materials;
  }

  @Post()
  @Allow('creator', 'operations')
  @TakesMaterial()
  @ApiConsumes('audio/wav', 'audio/midi', 'application/json')
  @ApiBody({ schema: jsonSchemaOf(PartSource, 'input') })
  @ApiResponse({ status: 200, description: 'The project had it', standardSchema: MaterialView })
  @Answers(
    201,
    MaterialView,
    'Add a material',
    'A recorded loop of whole bars (WAV; `licensor` and `licence` say who licenses it and under what), a melody (MIDI), or a part of a finished version (JSON: trackId, version, part). The answer says what was understood; its `sha256` is what a brief names.',
  )
  async add(
    @TheViewer() viewer: Viewer,
    @Query({ schema: MaterialQuery }) query: MaterialQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { added, material } = await this.#added(viewer, query, request);
    void reply.status(added ? 201 : 200);
    return material;
  }

  @Get(':sha256')
  @Allow(...PEOPLE)
  @Answers(200, MaterialView, 'Show a material')
  find(@TheViewer() viewer: Viewer, @Param('sha256', { schema: Sha256 }) sha256: string) {
    return this.#materials.find(viewer, sha256);
  }

  async #added(
    viewer: Viewer,
    query: MaterialQuery,
    { body, headers }: FastifyRequest,
  ): Promise<AddedMaterial> {
    const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (body instanceof Readable && WAV_TYPES.some((name) => name === type))
      return this.#whenThereIsRoom(async () =>
        this.#materials.addLoop(viewer, await readBody(body, LOOP_LIMITS.bytes), query),
      );
    if (body instanceof Readable && MIDI_TYPES.some((name) => name === type))
      return this.#whenThereIsRoom(async () =>
        this.#materials.addMidi(viewer, await readBody(body, MIDI_BYTES), query),
      );
    const source = PartSource.safeParse(body ?? {});
    if (type !== 'application/json' && body === undefined)
      throw new ProblemException('unsupported-media-type', MATERIAL_TYPES);
    if (!source.success) throw invalidBody(source.error);
    return this.#materials.addPart(viewer, source.data);
  }

  async #whenThereIsRoom(take: () => Promise<AddedMaterial>): Promise<AddedMaterial> {
    if (this.#taking >= MOST_AT_ONCE)
      throw new ProblemException(
        'unavailable',
        `${MOST_AT_ONCE} files are being taken in already; send the same request again`,
        { retryAfterSeconds: 2 },
      );
    this.#taking += 1;
    try {
      return await take();
    } finally {
      this.#taking -= 1;
    }
  }
}
