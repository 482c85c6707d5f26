export type SseMessage = { id: string | undefined; data: string };

const MAX_MESSAGE_CHARACTERS = 4 * 1024 * 1024;

/**
 * The messages of a text/event-stream body (WHATWG HTML, "server-sent events"), without comments, event
 * names and retry times. Throws a RangeError for a message that does not end: this bound is the reason for code of our
 * own.
 */
export async function* sseMessages(body: ReadableStream<Uint8Array>): AsyncGenerator<SseMessage> {
  let rest = '';
  let data: string[] = [];
  let id: string | undefined;
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    // A lone CR at the end may be the first half of CRLF: it is kept for the next chunk.
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    if (rest.length > MAX_MESSAGE_CHARACTERS || data.length > 10_000)
      throw new RangeError('an event of the stream does not end');
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield { id, data: data.join('\n') };
        data = [];
        continue;
      }
      const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
      if (field === 'data') data.push(value ?? '');
      else if (field === 'id') id = value;
    }
  }
}
