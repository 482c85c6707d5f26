/** Resolves when `GET url` answers 2xx within 3 s. */
export async function assertAnswers(url: string): Promise<void> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(3000) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${text.slice(0, 300)}`);
}
