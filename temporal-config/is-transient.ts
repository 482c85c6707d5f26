import { ServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { z } from 'zod';

// gRPC codes that a retry does not change: INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED,
// OUT_OF_RANGE, UNIMPLEMENTED, UNAUTHENTICATED.
const PERMANENT_GRPC_CODES = new Set([3, 5, 6, 7, 11, 12, 16]);
const GrpcError = z.object({ code: z.number() });

/** Whether Temporal or its worker is unavailable, so the same call may succeed later. */
export function isTransient(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  const code = grpcCodeOf(error);
  return code === undefined ? error instanceof ServiceError : !PERMANENT_GRPC_CODES.has(code);
}

/** Whether Temporal refuses the request, so the same call cannot succeed. */
export const isInvalidArgument = (error: unknown): boolean => grpcCodeOf(error) === 3;

const grpcCodeOf = (error: unknown): number | undefined =>
  GrpcError.safeParse(error instanceof ServiceError ? error.cause : error).data?.code;
