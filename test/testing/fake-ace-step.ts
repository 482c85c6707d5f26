import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';

/** What the fake does wrong. `audio…`: the file of a finished job. */
export type AceStepFault =
  | { readonly at: 'release_task' | 'query_result' | 'audio'; readonly status: number }
  | { readonly at: 'release_task' | 'query_result' | 'audio'; readonly kind: 'slow' | 'cut' }
  | { readonly at: 'release_task' | 'query_result'; readonly kind: 'garbage' }
  | { readonly at: 'query_result'; readonly kind: 'failed' | 'elsewhere' }
  | {
      readonly at: 'audio';
      readonly kind: 'garbage' | 'half' | 'silent' | 'short' | 'long' | 'large';
    };

export interface FakeAceStep {
  readonly url: string;
  /** For the list of allowed hosts. */
  readonly host: string;
  /** The bodies of submissions, accepted or not. */
  readonly submitted: Record<string, unknown>[];
  /** `polls`: how often a job is asked about before it is done. */
  behave(next: { readonly fault?: AceStepFault; readonly polls?: number }): void;
  /** Jobs are kept in memory only. */
  restart(): void;
  close(): void;
}

interface Job {
  readonly seconds: number;
  readonly seed: number;
  readonly model: string;
  asked: number;
}

const RATE = 48_000;
/** Of the length asked for. */
const SHARES: Readonly<Record<string, number>> = { short: 0.5, long: 1.5, large: 4 };

/** Speaks the HTTP API of ACE-Step 1.5: envelope, nested JSON of results, bearer token, queue. */
export async function startFakeAceStep(key: string, queueLength = 2): Promise<FakeAceStep> {
  const jobs = new Map<string, Job>();
  const submitted: Record<string, unknown>[] = [];
  let fault: AceStepFault | undefined;
  let polls = 1;

  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://fake.invalid');
      if (request.headers.authorization !== `Bearer ${key}`)
        return refuse(response, 401, 'Invalid API key');
      const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
      if (request.method === 'POST' && pathname === '/release_task') submit(body, response);
      else if (request.method === 'POST' && pathname === '/query_result') query(body, response);
      else if (request.method === 'GET' && pathname === '/v1/audio')
        sendAudio(searchParams.get('path') ?? '', response);
      else refuse(response, 404, 'Not Found');
    });
  });

  /** Whether a fault of the whole route was the answer. */
  function fails(at: AceStepFault['at'], response: ServerResponse): boolean {
    if (fault?.at !== at) return false;
    if ('status' in fault) refuse(response, fault.status, 'as the test wants');
    else if (fault.kind === 'cut')
      response.writeHead(200, { 'content-length': '1000' }).write('{"data"', () => {
        response.destroy();
      });
    else if (fault.kind === 'garbage' && at !== 'audio') response.end('<html>');
    else if (fault.kind !== 'slow') return false;
    return true;
  }

  function submit(body: Record<string, unknown>, response: ServerResponse): void {
    submitted.push(body);
    const waiting = [...jobs.values()].filter((job) => job.asked <= polls).length;
    if (waiting >= queueLength) return refuse(response, 429, 'Server busy: queue is full');
    const isLost = fault?.at === 'release_task' && !('status' in fault);
    const id = randomUUID();
    if (isLost || fault?.at !== 'release_task')
      jobs.set(id, {
        seconds: Number(body['audio_duration']),
        seed: Number(body['seed']),
        model: String(body['model']),
        asked: 0,
      });
    if (fails('release_task', response)) return;
    answer(response, { task_id: id, status: 'queued', queue_position: waiting + 1 });
  }

  function query(body: Record<string, unknown>, response: ServerResponse): void {
    if (fails('query_result', response)) return;
    const ids = body['task_id_list'] as string[];
    answer(response, ids.map(stateOf));
  }

  function stateOf(id: string): unknown {
    const job = jobs.get(id);
    // As the service does: a job that it does not know looks like one that waits, with an empty list.
    if (!job) return { task_id: id, status: 0, result: '[]' };
    job.asked += 1;
    const kind = fault?.at === 'query_result' && 'kind' in fault ? fault.kind : null;
    if (kind === 'failed')
      return { task_id: id, status: 2, result: JSON.stringify([{ file: '', status: 2 }]) };
    const isDone = job.asked > polls;
    const path = encodeURIComponent(`/tmp/api_audio/${id}.wav`);
    const file = kind === 'elsewhere' ? `http://169.254.169.254/v1/audio?path=${path}` : null;
    const result = {
      file: isDone ? (file ?? `/v1/audio?path=${path}`) : '',
      ...{ wave: '', status: isDone ? 1 : 0, create_time: 1_700_000_000, env: 'development' },
      ...(isDone ? { seed_value: String(job.seed), dit_model: job.model } : {}),
    };
    return { task_id: id, status: isDone ? 1 : 0, result: JSON.stringify([result]) };
  }

  function sendAudio(path: string, response: ServerResponse): void {
    if (fails('audio', response)) return;
    const job = jobs.get(/(?<id>[\w-]+)\.wav$/.exec(path)?.groups?.['id'] ?? '');
    if (!job) return refuse(response, 404, 'File not found');
    const kind = fault?.at === 'audio' && 'kind' in fault ? fault.kind : null;
    if (kind === 'garbage') return void response.end(Buffer.alloc(5000, 'noise'));
    const share = SHARES[kind ?? ''] ?? 1;
    const file = wav(job.seconds * share, kind === 'silent' ? 0 : 8000);
    response.end(kind === 'half' ? file.subarray(0, file.length / 2) : file);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    submitted,
    behave: (next) => {
      fault = next.fault;
      polls = next.polls ?? 1;
    },
    restart: () => jobs.clear(),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const refuse = (response: ServerResponse, status: number, detail: string): void =>
  void response
    .writeHead(status, { 'content-type': 'application/json', 'retry-after': '7' })
    .end(JSON.stringify({ detail }));

const answer = (response: ServerResponse, data: unknown): void =>
  void response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(
      JSON.stringify({ data, code: 200, error: null, timestamp: 1_700_000_000_000, extra: null }),
    );

/** A square wave, 16 bit, stereo. */
function wav(seconds: number, level: number): Buffer {
  const frames = Math.round(seconds * RATE);
  const file = Buffer.alloc(44 + frames * 4);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(2, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * 4, 28);
  file.writeUInt16LE(4, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(frames * 4, 40);
  const samples = new Int16Array(file.buffer, file.byteOffset + 44, frames * 2);
  for (let i = 0; i < samples.length; i++) samples[i] = i % 200 < 100 ? level : -level;
  return file;
}
