import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MaterialQuery, MaterialView } from '@fermata/contracts/http';
import { PartSource, Sha256 } from '@fermata/contracts/values';
import { Allow, HUMAN_ROLES } from '../http/allow.ts';
import { invalidBody } from '../http/contract-pipe.ts';
import { jsonSchemaOf } from '../http/json-schema.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { JsonResponse } from '../http/responses.ts';
import { AcceptsMaterial, MATERIAL_TYPE_HINT, readMaterialFile } from './material-body.ts';
import { type AddedMaterial, MaterialService } from './material-service.ts';
import { UploadSlots } from './upload-slots.ts';

@ApiTags('materials')
@Controller('v1/materials')
export class MaterialsController {
  constructor(
    @Inject(MaterialService) private readonly materials: MaterialService,
    @Inject(UploadSlots) private readonly slots: UploadSlots,
  ) {}

  @Post()
  @Allow('creator', 'operations')
  @AcceptsMaterial()
  @ApiConsumes('audio/wav', 'audio/midi', 'image/png', 'image/jpeg', 'application/json')
  @ApiBody({ schema: jsonSchemaOf(PartSource, 'input') })
  @ApiResponse({
    status: 200,
    description: 'The project already has it',
    standardSchema: MaterialView,
  })
  @JsonResponse(
    201,
    MaterialView,
    'Add a material',
    'An audio loop of whole bars (WAV) or a cover (PNG or JPEG), for which `licensor` and `licence` are required, ' +
      'a melody (MIDI), or a part of a finished version (JSON: trackId, version, part). The response describes the ' +
      'music that was recognised; a brief, or `metadata.cover`, refers to its `sha256`. The same loop with other ' +
      '`bars` corrects them; other terms are refused.',
  )
  async add(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: MaterialQuery }) query: MaterialQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { added, material } = await this.#addFromRequest(principal, query, request);
    void reply.status(added ? 201 : 200);
    return material;
  }

  @Get(':sha256')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(200, MaterialView, 'Show a material')
  find(
    @CurrentPrincipal() principal: Principal,
    @Param('sha256', { schema: Sha256 }) sha256: string,
  ) {
    return this.materials.find(principal, sha256);
  }

  async #addFromRequest(
    principal: Principal,
    query: MaterialQuery,
    { body, headers }: FastifyRequest,
  ): Promise<AddedMaterial> {
    const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (body instanceof Readable)
      return this.slots.run(principal, async () => {
        const { format, bytes } = await readMaterialFile(body, type);
        if (format === 'image') return this.materials.addCover(principal, bytes, query);
        return format === 'wav'
          ? this.materials.addLoop(principal, bytes, query)
          : this.materials.addMidi(principal, bytes, query);
      });
    const source = PartSource.safeParse(body ?? {});
    if (type !== 'application/json' && body === undefined)
      throw new ProblemException('unsupported-media-type', MATERIAL_TYPE_HINT);
    if (!source.success) throw invalidBody(source.error);
    return this.materials.addPart(principal, source.data);
  }
}
