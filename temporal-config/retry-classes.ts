import type { ActivityOptions } from '@temporalio/common';
import { FINAL_ERRORS } from '@fermata/contracts/values';

/** Every activity belongs to one of these classes. */
export const retryClasses = {
  /**
   * Reads and idempotent writes of our own stores. Repeated until done, because nothing accepted may
   * be lost during an outage of a database, except at an error that every attempt would meet again.
   */
  store: {
    startToCloseTimeout: '15 seconds',
    retry: {
      initialInterval: '200 ms',
      backoffCoefficient: 2,
      maximumInterval: '10 seconds',
      nonRetryableErrorTypes: Object.values(FINAL_ERRORS),
    },
  },
  /**
   * Minutes of CPU, or of reading our stores. The heartbeat reveals a dead worker in seconds and carries
   * cancellations. Limited to a day, because it reads and writes our stores, which may be unavailable.
   */
  compute: {
    startToCloseTimeout: '45 minutes',
    heartbeatTimeout: '12 seconds',
    scheduleToCloseTimeout: '24 hours',
    retry: {
      initialInterval: '500 ms',
      backoffCoefficient: 2,
      maximumInterval: '15 seconds',
      nonRetryableErrorTypes: Object.values(FINAL_ERRORS),
    },
  },
  /**
   * Calls to a partner, idempotent by a key that all attempts share. The activity gives up after a day of outage, or
   * at the limit of a takedown; a pause of the partner does not count. Temporal itself gives up only if files are lost
   * from our store, and does so at once.
   */
  partner: {
    startToCloseTimeout: '2 minutes',
    heartbeatTimeout: '20 seconds',
    retry: {
      initialInterval: '1 second',
      backoffCoefficient: 2,
      maximumInterval: '1 minute',
      nonRetryableErrorTypes: [FINAL_ERRORS.assetNotFound, FINAL_ERRORS.assetCorrupted],
    },
  },
  /**
   * Plans and sends messages to a subscriber. A missing answer is a result, not a failure: the catalogue has the time
   * of the next attempt. The heartbeat reveals a dead worker in seconds.
   */
  message: {
    startToCloseTimeout: '1 minute',
    heartbeatTimeout: '12 seconds',
    retry: {
      initialInterval: '200 ms',
      backoffCoefficient: 2,
      maximumInterval: '10 seconds',
      nonRetryableErrorTypes: Object.values(FINAL_ERRORS),
    },
  },
} as const satisfies Record<string, ActivityOptions>;
