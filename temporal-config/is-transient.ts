import { ServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { z } from 'zod';

// gRPC codes that a retry does not change: INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED,
// OUT_OF_RANGE, UNIMPLEMENTED, UNAUTHENTICATED.
const PERMANENT_GRPC_CODES = new Set([3, 5, 6, 7, 11, 12, 16]);
const GrpcError = z.object({ code: z.number() });

/** Whether Temporal or its worker is unavailable, so the same call may succeed later. */
export function isTransient(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  const grpcError = GrpcError.safeParse(error instanceof ServiceError ? error.cause : error);
  return grpcError.success
    ? !PERMANENT_GRPC_CODES.has(grpcError.data.code)
    : error instanceof ServiceError;
}
