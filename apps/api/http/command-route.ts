import { applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { CommandResultView } from '@fermata/contracts/http';
import { ROLES_FOR } from '@fermata/domain/track';
import { Allow } from './allow.ts';
import { CommandQuota } from './rate-limits.ts';
import { idempotencyKeyHeader } from './request-headers.ts';
import { JsonResponse } from './responses.ts';

/** A route that sends a command to a workflow and returns its CommandResult. */
export const CommandRoute = (
  command: keyof typeof ROLES_FOR,
  summary: string,
  description?: string,
) =>
  applyDecorators(
    Allow(...ROLES_FOR[command]),
    CommandQuota(),
    ApiHeader(idempotencyKeyHeader(false)),
    JsonResponse(200, CommandResultView, summary, description),
  );
