const MAX_ENTRIES = 5000;

/** In which session a preview was heard last: what is done with it next goes on there. Forgets the oldest. */
export class LastSessions {
  readonly #sessions = new Map<string, string>();

  find(projectId: string, previewId: string): string | undefined {
    return this.#sessions.get(`${projectId} ${previewId}`);
  }

  set(projectId: string, previewId: string, sessionId: string): void {
    const key = `${projectId} ${previewId}`;
    this.#sessions.delete(key);
    this.#sessions.set(key, sessionId);
    for (const oldest of this.#sessions.keys()) {
      if (this.#sessions.size <= MAX_ENTRIES) return;
      this.#sessions.delete(oldest);
    }
  }
}
