import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { cleanText } from '@fermata/contracts/values';
import { isFinalError } from '@fermata/prisma';

const MAX_MESSAGE_LENGTH = 1000;

/**
 * Ends an activity at an error that every attempt would meet again, whatever its retry class. A failure that the
 * activity classified itself is kept.
 */
export const failFinalErrors: ActivityInterceptorsFactory = () => ({
  inbound: {
    async execute(input, next) {
      try {
        return await next(input);
      } catch (error) {
        if (error instanceof TemporalFailure || !isFinalError(error)) throw error;
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        throw ApplicationFailure.nonRetryable(cleanText(message, MAX_MESSAGE_LENGTH), name);
      }
    },
  },
});
