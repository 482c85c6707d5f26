import {
  type AdmissionRequest,
  type AdmissionSnapshot,
  Precedence,
} from '@fermata/contracts/values';

/** Bounds the snapshot. A project that is forgotten takes the next turn of its precedence. */
const MAX_REMEMBERED_PROJECTS = 1000;

/**
 * Bounds how many tracks are in production at once. The highest precedence goes first; within a
 * precedence the projects take turns; within a project the
 * track that was accepted first goes first. Messages may arrive twice.
 */
export class AdmissionQueue {
  #limit: number;
  readonly #holding: Map<string, AdmissionRequest>;
  readonly #waiting: Map<string, AdmissionRequest>;
  readonly #served: Set<string>;

  constructor(limit: number, snapshot?: AdmissionSnapshot) {
    this.#limit = checkLimit(limit);
    this.#holding = byTrackId(snapshot?.holding ?? []);
    this.#waiting = byTrackId(snapshot?.waiting ?? []);
    this.#served = new Set(snapshot?.served);
  }

  get limit(): number {
    return this.#limit;
  }

  get holding(): readonly AdmissionRequest[] {
    return [...this.#holding.values()];
  }

  get waitingCount(): number {
    return this.#waiting.size;
  }

  get canAdmit(): boolean {
    return this.#waiting.size > 0 && this.#holding.size < this.#limit;
  }

  isHolding(trackId: string): boolean {
    return this.#holding.has(trackId);
  }

  /** A smaller limit stops no track: none is admitted until enough slots are released. */
  resize(limit: number): void {
    this.#limit = checkLimit(limit);
  }

  request(request: AdmissionRequest): void {
    if (!this.#holding.has(request.trackId)) this.#waiting.set(request.trackId, request);
  }

  /** Takes back a slot that was given by a queue whose state is lost, even above the limit. */
  restore(request: AdmissionRequest): void {
    this.#waiting.delete(request.trackId);
    this.#holding.set(request.trackId, request);
  }

  /** Frees the track's slot or withdraws its request. */
  release(trackId: string): void {
    this.#holding.delete(trackId);
    this.#waiting.delete(trackId);
  }

  /** Gives the free slots to waiting tracks. */
  admit(): AdmissionRequest[] {
    const admitted: AdmissionRequest[] = [];
    while (this.canAdmit) {
      const next = firstOf(this.#waiting.values(), turnsOf(this.#served));
      this.#waiting.delete(next.trackId);
      this.#holding.set(next.trackId, next);
      this.#served.delete(next.projectId);
      this.#served.add(next.projectId);
      admitted.push(next);
    }
    for (const projectId of this.#served) {
      if (this.#served.size <= MAX_REMEMBERED_PROJECTS) break;
      this.#served.delete(projectId);
    }
    return admitted;
  }

  snapshot(): AdmissionSnapshot {
    return {
      holding: this.holding,
      waiting: [...this.#waiting.values()],
      served: [...this.#served],
    };
  }
}

const rankOf = ({ precedence }: AdmissionRequest): number => Precedence.options.indexOf(precedence);

/** Of one project and precedence. */
const goesBefore = (one: AdmissionRequest, other: AdmissionRequest): boolean =>
  one.acceptedAt < other.acceptedAt ||
  (one.acceptedAt === other.acceptedAt && one.trackId < other.trackId);

/** By project, when it was last served; -1 for one that was not. */
type TurnOf = (request: AdmissionRequest) => number;

function turnsOf(served: ReadonlySet<string>): TurnOf {
  const turns = new Map([...served].map((projectId, turn) => [projectId, turn]));
  return ({ projectId }) => turns.get(projectId) ?? -1;
}

/** Throws a RangeError for no request at all. */
function firstOf(requests: Iterable<AdmissionRequest>, turnOf: TurnOf): AdmissionRequest {
  let first: AdmissionRequest | undefined;
  for (const request of requests) {
    if (!first) {
      first = request;
      continue;
    }
    const difference = rankOf(request) - rankOf(first) || turnOf(request) - turnOf(first);
    if (difference < 0 || (difference === 0 && goesBefore(request, first))) first = request;
  }
  if (!first) throw new RangeError('no track waits');
  return first;
}

const byTrackId = (requests: readonly AdmissionRequest[]): Map<string, AdmissionRequest> =>
  new Map(requests.map((request) => [request.trackId, request]));

function checkLimit(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1)
    throw new RangeError(`the number of production slots must be at least 1, not ${limit}`);
  return limit;
}
