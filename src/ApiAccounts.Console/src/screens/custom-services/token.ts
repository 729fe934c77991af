import { Problem } from '#/api/problem';

/** What `/identity/oauth/token` answers. */
export interface Token {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly scope?: string;
}

/**
 * Requests a token with credentials that somebody typed. The request has no cookie, like that of a program, and nothing of it is
 * cached.
 * @throws {Problem} with the error of RFC 6749 as its code.
 */
export async function askForToken(clientId: string, clientSecret: string): Promise<Token> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
  let response: Response;
  try {
    response = await fetch('/identity/oauth/token', { method: 'POST', body: form, credentials: 'omit', cache: 'no-store' });
  } catch {
    throw new Problem(0, 'unreachable', 'The service does not answer.');
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as Token;
  const { error, error_description: description } = (body ?? {}) as { error?: string; error_description?: string };
  throw new Problem(response.status, error ?? 'unexpected_error', description ?? response.statusText);
}
