/** What a refused call answered: `application/problem+json`, with what its headers add. */
export class Problem extends Error {
  readonly status: number;
  /** The stable code (docs/errors.md). `unreachable` if no answer came at all. */
  readonly code: string;
  /** The part of the request that has the error, if there is one. */
  readonly target: string | null;
  /** When a repeated call may succeed, if the answer says so. */
  readonly retryAfterSeconds: number | null;

  constructor(status: number, code: string, detail: string, target: string | null = null, retryAfterSeconds: number | null = null) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.target = target;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether the same call may succeed a little later, unchanged. */
  get isPassing(): boolean {
    return this.code === 'unreachable' || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

/** The problem that an answer describes. An answer of something in between (a proxy) has no code of ours and gets `unexpected_error`. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  return problemFrom(body, response);
}

/** The same, from a body that was read already. */
export function problemFrom(body: unknown, response: Response): Problem {
  const members = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const text = (name: string) => (typeof members[name] === 'string' ? members[name] : null);
  return new Problem(
    response.status,
    text('code') ?? (members.Messages ? 'refused' : 'unexpected_error'),
    text('detail') ?? messagesOf(members) ?? text('title') ?? response.statusText,
    text('target'),
    secondsOf(response.headers.get('Retry-After')),
  );
}

/** The sentences of a refusal under `/v4`, which has no codes: `{"Messages":[{"Message":"…"}]}`. */
function messagesOf({ Messages: messages }: Record<string, unknown>): string | null {
  if (!Array.isArray(messages)) return null;
  return messages.map((each: { Message?: unknown }) => String(each?.Message ?? '')).join(' ');
}

function secondsOf(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) ? seconds : null;
}
