import type { FileStore } from './file-store.ts';
import type { openIdempotency } from './open-idempotency.ts';
import type { openInjectedFaults } from './open-injected-faults.ts';
import type { Storage } from './open-storage.ts';
import type { Orders } from './orders.ts';
import type { ReleaseRequests } from './release-requests.ts';
import type { Reservations } from './reservations.ts';
import type { Schedule } from './schedule.ts';
import type { SwitchBoard } from './switches.ts';
import type { Usage } from './usage.ts';

export type Shop = {
  storage: Storage;
  files: FileStore;
  reservations: Reservations;
  requests: ReleaseRequests;
  orders: Orders;
  usage: Usage;
  schedule: Schedule;
  switches: SwitchBoard;
  answerOnce: ReturnType<typeof openIdempotency>;
  takeFault: ReturnType<typeof openInjectedFaults>;
};
