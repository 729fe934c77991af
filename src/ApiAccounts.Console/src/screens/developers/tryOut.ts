/** A call of the viewer before it is sent, as far as it is changed here. */
export interface ViewerRequest {
  url: string;
  credentials?: RequestCredentials;
  headers?: Record<string, string>;
  [name: string]: unknown;
}

/**
 * Whose call it is: with credentials of an API user, an operator or a token (the viewer's dialog *Authorize*) it is sent with these alone,
 * as a program sends it; without, it is a call of the session, like every other of the console.
 */
export function withCaller(request: ViewerRequest, origin: string): ViewerRequest {
  if (new URL(request.url, origin).origin !== origin) return request;
  const hasKey = Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === 'authorization');
  // With the header, a refused key is an answer like any other, not a dialog of the browser.
  const headers = { ...request.headers, 'X-Console': '1' };
  return Object.assign(request, { credentials: hasKey ? 'omit' : 'same-origin', headers });
}
