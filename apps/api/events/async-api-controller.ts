import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { asyncApiDocument } from '@fermata/contracts/events';
import { AllowAnonymous } from '../http/allow.ts';
import { JsonResponse } from '../http/responses.ts';

const document = asyncApiDocument();

@ApiTags('events')
@Controller('asyncapi.json')
export class AsyncApiController {
  @Get()
  @AllowAnonymous()
  @JsonResponse(
    200,
    z.record(z.string(), z.unknown()),
    'Show the AsyncAPI 3 document of the events that subscribers get',
  )
  show() {
    return document;
  }
}
